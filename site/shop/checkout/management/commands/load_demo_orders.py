"""manage.py load_demo_orders"""

import datetime as dt

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.checkout.demo import DemoOrder, load_address, load_orders
from shop.order.lifecycle import Role

ORDERS = {
    "today": DemoOrder({"TKR-RH26-850": 1, "PHT-SDS-06": 4, "PHT-SDS-08": 4}, dt.timedelta(minutes=40)),
    "english": DemoOrder({"ANG-SC24-1": 1, "ANG-HOSE8-15": 1}, dt.timedelta(hours=20), language="en"),
    "guest": DemoOrder({"TRT-EP2": 1}, dt.timedelta(hours=3), regency="32.73", email="tamu@example.com"),
    "second-thoughts": DemoOrder(
        {"ARS-DPS120": 2}, dt.timedelta(days=9), cancelled_by=Role.SHOPPER, why="Salah memilih tegangan."
    ),
    "not-there": DemoOrder(
        {"PHT-HSS25": 1, "PRS-GL-L": 3}, dt.timedelta(days=30), cancelled_by=Role.STAFF, why="Barang rusak di gudang."
    ),
}


class Command(BaseCommand):
    help = "Save the demonstration shopper's address and place the demonstration's orders, each once."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration's orders are loaded with MODE=demo only.")
        load_address()
        count = load_orders(ORDERS)
        if options["verbosity"]:
            self.stdout.write(f"Orders placed: {count}.")
