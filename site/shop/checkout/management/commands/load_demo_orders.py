"""manage.py load_demo_orders"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.checkout.demo import load_address, load_orders
from shop.checkout.demo_orders import ORDERS
from shop.claims.demo.claims import CLAIMED


class Command(BaseCommand):
    help = (
        "Save the demonstration shopper's address and load the demonstration's orders in all their states, each once."
    )

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration's orders are loaded with MODE=demo only.")
        load_address()
        count = load_orders(ORDERS | CLAIMED)
        if options["verbosity"]:
            self.stdout.write(f"Orders placed: {count}.")
