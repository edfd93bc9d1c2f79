"""Asks the payment providers about what was begun online and has no answer yet: a notice may have been lost."""

from django.core.management.base import BaseCommand

from shop.payment.paying import ask_about_open


class Command(BaseCommand):
    help = "Ask the payment providers about attempts whose notice did not come."

    def handle(self, *args, **options):
        decided = ask_about_open()
        if options["verbosity"]:
            self.stdout.write(f"{decided} decided.")
