"""The demonstration: accounts, catalogue, help center, orders; see config/steps.py."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.steps import demo_commands


class Command(BaseCommand):
    help = "Load the demonstration's content. What is there already stays as it is."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration is never loaded in production. Set MODE=demo to try the shop.")
        for name in demo_commands():
            call_command(name, verbosity=options["verbosity"], stdout=self.stdout)
