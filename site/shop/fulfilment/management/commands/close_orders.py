"""The clock of the orders: what is not paid in time is cancelled, what can no longer be claimed is completed."""

from django.core.management.base import BaseCommand

from shop.fulfilment import deadlines


class Command(BaseCommand):
    help = "Cancel orders that were not paid in time, and complete those whose time for claims is over."

    def handle(self, *args, **options):
        expired, completed = deadlines.expire(), deadlines.complete()
        if options["verbosity"]:
            self.stdout.write(f"{expired} cancelled, {completed} completed.")
