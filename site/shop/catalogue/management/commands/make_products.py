"""manage.py make_products COUNT | --remove"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.demo import load, many
from web.pagecache import EVERYTHING, drop
from web.progress import Progress


class Command(BaseCommand):
    help = "Add COUNT products to measure the shop with, or remove all that were added."

    def add_arguments(self, parser):
        parser.add_argument("count", nargs="?", type=int, default=0)
        parser.add_argument("--remove", action="store_true", help="remove every product that this command added")

    def handle(self, *args, count, remove, **options):
        if settings.PRODUCTION:
            raise CommandError("Products to measure with are made with MODE=demo only.")
        if remove == bool(count) or count < 0:
            raise CommandError("Give either a number of products above 0, or --remove.")
        if remove:
            with Progress(self.stdout, "Removed", many.count()) as progress:
                many.remove(progress.step)
        else:
            with Progress(self.stdout, "Products", count) as progress:
                many.add(count, progress.step)
            with Progress(self.stdout, "Picture sizes", len(load.missing_renditions())) as progress:
                load.make_renditions(progress.step)
        drop(EVERYTHING)
