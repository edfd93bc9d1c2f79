"""manage.py make_orders COUNT | --remove"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.checkout import many_orders
from web.pagecache import EVERYTHING, drop
from web.progress import Progress


class Command(BaseCommand):
    help = "Add COUNT orders in all states to measure the shop with, or remove all that were added."

    def add_arguments(self, parser):
        parser.add_argument("count", nargs="?", type=int, default=0)
        parser.add_argument("--remove", action="store_true", help="remove every order that this command added")

    def handle(self, *args, count, remove, **options):
        if settings.PRODUCTION:
            raise CommandError("Orders to measure with are made with MODE=demo only.")
        if remove == bool(count) or count < 0:
            raise CommandError("Give either a number of orders above 0, or --remove.")
        if remove:
            with Progress(self.stdout, "Removed", many_orders.count()) as progress:
                many_orders.remove(progress.step)
        else:
            with Progress(self.stdout, "Orders", count) as progress:
                many_orders.add(count, progress.step)
        drop(EVERYTHING)
