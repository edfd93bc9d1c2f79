"""Everything a shop needs before its first visitor, wherever it runs; see config/steps.py."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.steps import setup_commands


class Command(BaseCommand):
    help = "Set up roles, languages, policy facts, mail and charges. Run it after every migrate; it changes no edits."

    def handle(self, *args, **options):
        for name in setup_commands():
            call_command(name, verbosity=options["verbosity"], stdout=self.stdout)
