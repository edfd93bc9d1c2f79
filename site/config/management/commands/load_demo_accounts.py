"""The four accounts of the demonstration."""

from django.core.management.base import BaseCommand

from config.demo import load_accounts


class Command(BaseCommand):
    help = "Make the demonstration's accounts where they are missing."

    def handle(self, *args, **options):
        load_accounts()
