"""Removes what somebody began to write for a claim and never sent, and files that belong to nothing."""

from django.core.management.base import BaseCommand

from shop.claims import drafts


class Command(BaseCommand):
    help = "Remove drafts of claims that nobody touched for a week, and files older than a day that belong to nothing."

    def handle(self, *args, **options):
        count, lost = drafts.prune(), drafts.prune_lost_files()
        if options["verbosity"]:
            self.stdout.write(f"Drafts removed: {count}, files without a row: {lost}.")
