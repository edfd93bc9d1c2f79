"""Thousands of orders to measure the shop with: numbered copies of the orders that are there, with all their rows.

What the copies hold is added to the stock, their documents continue the series, their mails count as sent, and
`audit_orders` agrees. The rows are from now; only the placing is moved into the past.
"""

import datetime as dt
from collections import Counter
from itertools import chain, islice
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max
from oscar.core.loading import get_model

from shop.communication.models import OutgoingMail
from shop.fulfilment.books import Books, owed_mails
from shop.fulfilment.models import Shipment, ShipmentLine, Shortage
from shop.invoices.models import Counter as Series, Document
from shop.order.lifecycle import HOLDING
from shop.payment.models import Payment, Proof, Refund

PREFIX = "BENCH-"
BATCH = 500
Order, Line, OrderEvent = (get_model("order", name) for name in ("Order", "Line", "OrderEvent"))
LinePrice, Address = get_model("order", "LinePrice"), get_model("order", "ShippingAddress")
StockRecord = get_model("partner", "StockRecord")
# What an order consists of and how its rows are found, each after what it points to; credit notes after invoices.
PARTS = (
    ("addresses", Address, "order", {}),
    ("orders", Order, "pk", {}),
    ("lines", Line, "order", {}),
    ("prices", LinePrice, "order", {}),
    ("shortages", Shortage, "line__order", {}),
    ("invoices", Document, "order", {"corrects": None}),
    ("notes", Document, "order", {"corrects__isnull": False}),
    ("payments", Payment, "order", {}),
    ("proofs", Proof, "order", {}),
    ("refunds", Refund, "order", {}),
    ("shipments", Shipment, "order", {}),
    ("parcels", ShipmentLine, "shipment__order", {}),
    ("events", OrderEvent, "order", {}),
)
COPIED = {model for _name, model, _path, _only in PARTS}


def count():
    return Order.objects.filter(number__startswith=PREFIX).count()


def add(number, each):
    """Add so many orders; `each` is called with the number of every finished batch. Raises LookupError without any.

    An order that replaces goods is none without its claim, and is not copied.
    """
    originals = Order.objects.exclude(number__startswith=PREFIX).filter(replaces=None).order_by("pk")
    patterns = [_rows_of(order) for order in originals]
    if not patterns:
        raise LookupError("There is no order to copy.")
    done = count()
    for start in range(0, number, BATCH):
        chosen = [(done + place + 1, patterns[place % len(patterns)]) for place in range(start, number)[:BATCH]]
        with transaction.atomic():
            _Copies(chosen).write()
        each(len(chosen))
    _write_mails()


def remove(each):
    """Take all of them out again, with what they hold."""
    books = Books()
    orders = [order for order in books.orders.values() if order.number.startswith(PREFIX)]
    mails = chain.from_iterable(owed_mails(books, order) for order in orders)
    with transaction.atomic():
        while batch := list(islice(mails, BATCH)):
            OutgoingMail.objects.filter(once__in=batch).delete()
        _change_stock(chain.from_iterable(books.lines[order.pk] for order in orders if order.status in HOLDING), -1)
        for start in range(0, len(orders), BATCH):
            _remove_rows(orders[start : start + BATCH])
            each(len(orders[start : start + BATCH]))
        for series in Series.objects.all():
            given = Document.objects.filter(kind=series.kind, year=series.year)
            series.last = given.aggregate(last=Max("sequence"))["last"] or 0
            series.save(update_fields=["last"])


def _remove_rows(orders):
    pks = [order.pk for order in orders]
    for _name, model, path, only in reversed(PARTS):
        if model is not Address:
            found = model.objects.filter(**{f"{path}__in": pks}, **only).values_list("pk", flat=True)
            rows = model.objects.filter(pk__in=list(found))
            rows._raw_delete(rows.db)
    addresses = Address.objects.filter(pk__in=[order.shipping_address_id for order in orders])
    addresses._raw_delete(addresses.db)


def _rows_of(order):
    return {name: list(model.objects.filter(**{path: order.pk}, **only)) for name, model, path, only in PARTS}


class _Copies:
    """Copies of a batch of orders: `chosen` are (number, rows of the pattern)."""

    def __init__(self, chosen):
        self.chosen = chosen
        self.new = {}  # (place in the batch, model, pk of the pattern) → the copy
        self.series = {(row.kind, row.year): row for row in Series.objects.select_for_update()}

    def write(self):
        for name, model, _path, _only in PARTS:
            keys, rows = [], []
            for place, (number, pattern) in enumerate(self.chosen):
                for row in pattern[name]:
                    keys.append((place, model, row.pk))
                    rows.append(self._copy(place, number, row))
            self.new.update(zip(keys, model.objects.bulk_create(rows), strict=True))
        for row in self.series.values():
            row.save(update_fields=["last"])
        held = (row for (_place, model, _pk), row in self.new.items() if model is Line and row.status in HOLDING)
        _change_stock(held, 1)

    def _copy(self, place, number, row):
        model, values = type(row), {}
        for field in model._meta.concrete_fields:
            if not field.primary_key:
                value = getattr(row, field.attname)
                is_copied = value is not None and field.related_model in COPIED
                values[field.attname] = self.new[place, field.related_model, value].pk if is_copied else value
        return model(**(values | self._own(place, number, row)))

    def _own(self, place, number, row):
        """The values that no two orders share."""
        if isinstance(row, Order):
            placed = row.date_placed - dt.timedelta(minutes=7 * number)
            return {"number": f"{PREFIX}{number:06d}", "checkout_key": uuid4(), "date_placed": placed}
        if isinstance(row, Document):
            series = self.series[row.kind, row.year]
            series.last += 1
            return {"sequence": series.last}
        if isinstance(row, Payment):
            return {"reference": f"{PREFIX}{number}/{row.pk}"}
        if isinstance(row, Proof | Refund):
            return {"key": uuid4()}
        if isinstance(row, OrderEvent) and row.kind == "invoice":
            pattern = self.chosen[place][1]
            renamed = {
                old.number: self.new[place, Document, old.pk].number for old in pattern["invoices"] + pattern["notes"]
            }
            return {"details": {name: renamed.get(value, value) for name, value in row.details.items()}}
        return {}


def _change_stock(lines, sign):
    """Lay so many pieces in, held, as the lines hold; or take them out again."""
    held = Counter()
    for line in lines:
        held[line.stockrecord_id] += line.num_allocated
    for record, pieces in held.items():
        StockRecord.objects.filter(pk=record).update(
            num_in_stock=F("num_in_stock") + sign * pieces, num_allocated=F("num_allocated") + sign * pieces
        )


def _write_mails():
    """All mails that the copies owe, as sent."""
    books = Books()
    OutgoingMail.objects.bulk_create(
        (
            OutgoingMail(
                event_code=once.split(":")[0],
                recipient="bench@example.com",
                language=order.language,
                once=once,
                status=OutgoingMail.Status.SENT,
            )
            for order in books.orders.values()
            if order.number.startswith(PREFIX)
            for once in owed_mails(books, order)
            if once not in books.mails
        ),
        batch_size=BATCH,
    )
