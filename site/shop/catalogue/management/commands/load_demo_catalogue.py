"""manage.py load_demo_catalogue"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.demo import files, load
from web.pagecache import drop
from web.progress import Progress


class Command(BaseCommand):
    help = "Load the demonstration's categories, products and pictures, each once."

    def add_arguments(self, parser):
        parser.add_argument("--no-renditions", action="store_true", help="leave the pictures' sizes to the worker")

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration's catalogue is loaded with MODE=demo only.")
        load.load_classes()
        new_categories = load.load_categories()
        with Progress(self.stdout, "Products", len(files.products())) as progress:
            new_products = load.load_products(progress.step)
        if options["no_renditions"]:
            load.enqueue_renditions()
        else:
            with Progress(self.stdout, "Picture sizes", len(load.missing_renditions())) as progress:
                load.make_renditions(progress.step)
        if new_categories or new_products:
            drop("catalogue")
