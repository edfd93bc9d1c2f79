"""Stock: the only code that touches `num_in_stock` and `num_allocated` for an order.

What an order needs is a dict of stock record pk → pieces. Records are locked in primary-key order, always, so that two
orders over the same products cannot wait for each other. Call inside a transaction. Records of a product class that
does not track its stock are left alone.
"""

from django.db.models import F
from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from web.pagecache import drop


class NotEnoughStock(Exception):
    """Fewer pieces are free than were asked for: `missing` is stock record → pieces that are free."""

    def __init__(self, missing):
        super().__init__(", ".join(f"{record.product_id}: {free}" for record, free in missing.items()))
        self.missing = missing


class NothingHeld(Exception):
    """More pieces were to be released or shipped than are held."""


def lock(record_pks):
    """Lock the stock records until the transaction ends; return them by pk."""
    StockRecord = get_model("partner", "StockRecord")
    rows = StockRecord.objects.filter(pk__in=record_pks).order_by("pk")
    return {
        record.pk: record
        for record in rows.select_related("product__product_class", "product__parent__product_class").select_for_update(
            of=("self",)
        )
    }


def hold(pieces):
    """Set pieces aside for an order. Locks the records. Raises NotEnoughStock and then changes nothing."""
    records = _tracked(lock(pieces))
    free = {record: max(record.net_stock_level, 0) for record in records}
    missing = {record: free[record] for record in records if free[record] < pieces[record.pk]}
    if missing:
        raise NotEnoughStock(missing)
    for record in records:
        _change(record, allocated=pieces[record.pk])


def release(pieces):
    """Give pieces of a cancelled order back to the shop. Locks the records. Raises NothingHeld."""
    records = _tracked(lock(pieces))
    _check_held(records, pieces)
    for record in records:
        _change(record, allocated=-pieces[record.pk])


def ship(pieces):
    """Take pieces of an order out of the stock for good. Locks the records. Raises NothingHeld."""
    records = _tracked(lock(pieces))
    _check_held(records, pieces)
    for record in records:
        _change(record, allocated=-pieces[record.pk], in_stock=-pieces[record.pk])


def of_order(order):
    """What `order` holds: stock record pk → pieces. A line whose stock record is gone holds nothing."""
    pieces = {}
    for line in order.lines.exclude(stockrecord=None):
        pieces[line.stockrecord_id] = pieces.get(line.stockrecord_id, 0) + line.num_allocated
    return pieces


def _tracked(records):
    return [record for record in records.values() if record.can_track_allocations]


def _check_held(records, pieces):
    for record in records:
        if pieces[record.pk] > (record.num_allocated or 0):
            raise NothingHeld(f"stock record {record.pk} holds {record.num_allocated or 0}, not {pieces[record.pk]}")


def _change(record, allocated, in_stock=0):
    """Change a locked record and drop the pages that show it; the lists only where it sells out or comes back."""
    before = record.net_stock_level
    type(record).objects.filter(pk=record.pk).update(
        num_allocated=Coalesce(F("num_allocated"), 0) + allocated,
        num_in_stock=Coalesce(F("num_in_stock"), 0) + in_stock,
    )
    record.refresh_from_db(fields=["num_allocated", "num_in_stock"])
    tags = [f"product:{record.product.parent_id or record.product_id}"]
    if (before > 0) != (record.net_stock_level > 0):
        tags.append("catalogue")
    drop(*tags)
    if before <= 0 < record.net_stock_level:
        _tell_who_waits(record.product)


def _tell_who_waits(product):
    from shop.customer.alerts.requests import stock_changed  # it needs all models, the lifecycle is read with them

    stock_changed(product)
