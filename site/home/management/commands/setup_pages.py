from django.core.management.base import BaseCommand

from home.initial import set_up_pages


class Command(BaseCommand):
    help = "Make the languages, the site, the front page and the menus where they are missing, and change nothing else."

    def handle(self, *args, **options):
        page = set_up_pages()
        if options["verbosity"]:
            self.stdout.write(f"Front page: {page.full_url}")
