"""manage.py load_shipping"""

from django.core.management.base import BaseCommand

from shop.shipping.start import load_shipping


class Command(BaseCommand):
    help = "Make a first set of shipping zones and weight tables; does nothing once the shop has a shipping method."

    def handle(self, *args, **options):
        made = load_shipping()
        self.stdout.write(f"Shipping: {made} methods made." if made else "Shipping: the shop has its own tables.")
