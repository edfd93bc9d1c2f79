"""The books: every row about an order, read at one moment and compared with every other. `audit_orders` prints it.

`check()` makes sixteen queries, however many orders there are, and changes nothing. What is wrong is a Finding; a
warning is a state that the shop knows of and works on.
"""

from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from django.db import connection, transaction
from oscar.core.loading import get_model

from shop.communication.models import OutgoingMail
from shop.fulfilment.models import Shipment, ShipmentLine, Shortage
from shop.invoices.models import Counter as Series, Document
from shop.order.lifecycle import HOLDING, STEPS, Kind, Role, State
from shop.payment.balance import Balance
from shop.payment.models import Attempt, Payment, Refund

PAID = frozenset({State.PAID, State.PROCESSING, State.SHIPPED, State.DELIVERED, State.COMPLETED})
INVOICED = PAID | {State.INVOICED}  # an invoice is in force
SENT = frozenset({State.SHIPPED, State.DELIVERED, State.COMPLETED})
RECEIVED = frozenset({State.DELIVERED, State.COMPLETED})


@dataclass(frozen=True)
class Finding:
    """Rows that disagree: which, and how."""

    about: str
    text: str
    is_warning: bool = False

    def __str__(self):
        return f"{'warning' if self.is_warning else 'error'}: {self.about}: {self.text}"


class Books:
    """All rows at one moment, by what they belong to."""

    def __init__(self):
        self.orders = {row.pk: row for row in get_model("order", "Order").objects.order_by("pk")}
        self.lines = _by("order_id", get_model("order", "Line").objects.order_by("pk"))
        self.events = _by("order_id", get_model("order", "OrderEvent").objects.order_by("created_at", "pk"))
        self.documents = list(Document.objects.order_by("kind", "year", "sequence"))
        self.series = {(row.kind, row.year): row.last for row in Series.objects.all()}
        self.payments = _by("order_id", Payment.objects.order_by("pk"))
        self.paid_attempts = _by("order_id", Attempt.objects.filter(status=Attempt.Status.PAID).order_by("pk"))
        self.refunds = _by("order_id", Refund.objects.order_by("pk"))
        self.shipments = _by("order_id", Shipment.objects.order_by("pk"))
        self.sent = Counter()
        for line, quantity in ShipmentLine.objects.values_list("line", "quantity"):
            self.sent[line] += quantity
        records = get_model("partner", "StockRecord").objects.select_related(
            "product__product_class", "product__parent__product_class"
        )
        self.records = [row for row in records.order_by("pk") if row.can_track_allocations]
        self.short = set(Shortage.objects.values_list("line__stockrecord", flat=True))
        self.short |= {line.stockrecord_id for line in chain(*self.lines.values()) if line.missing}
        self.replacements = set(get_model("claims", "Replacement").objects.values_list("order", flat=True))
        self.mails = set(OutgoingMail.objects.exclude(once=None).values_list("once", flat=True))

    @cached_property
    def documents_of(self):
        return _by("order_id", self.documents)

    @cached_property
    def credited(self):
        """Invoice → rupiah that its credit notes take back."""
        taken = Counter()
        for note in self.documents:
            taken[note.corrects_id] += int(note.total) if note.corrects_id else 0
        return taken

    def money(self, order):
        return Balance(
            charged=sum(int(row.total) * (1 if row.kind == "invoice" else -1) for row in self.documents_of[order.pk]),
            received=sum(int(row.amount) for row in self.payments[order.pk]),
            returned=sum(int(row.amount) for row in self.refunds[order.pk]),
        )


def check():
    """All findings, by area. Reads everything in one transaction, so that work that goes on does not disturb it."""
    with _one_moment():
        books = Books()
    findings = [*_stock(books), *_documents(books)]
    for order in books.orders.values():
        for area in (_lines, _money, _invoices, _refunds, _states, _moments, _mails):
            findings += (Finding(order.number, text) for text in area(books, order))
    return findings


def _by(name, rows):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


@contextmanager
def _one_moment():
    """A transaction that sees one state of the database from its first query to its last."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


# --- Stock -----------------------------------------------------------------------------------------------------------


def _stock(books):
    held = Counter()
    for order in books.orders.values():
        if order.status in HOLDING:
            for line in books.lines[order.pk]:
                held[line.stockrecord_id] += line.num_allocated
    for record in books.records:
        about = f"stock record {record.pk} ({record.partner_sku})"
        allocated, there = record.num_allocated or 0, record.num_in_stock or 0
        if allocated != held[record.pk]:
            yield Finding(about, f"{allocated} pieces are allocated, the orders hold {held[record.pk]}")
        if allocated > there:
            is_known = record.pk in books.short
            yield Finding(about, f"{allocated} pieces are allocated, {there} are in stock", is_warning=is_known)


def _lines(books, order):
    for line in books.lines[order.pk]:
        name, sent = f"line {line.pk}", books.sent[line.pk]
        if line.num_allocated and order.status not in HOLDING:
            yield f"{name} holds {line.num_allocated} pieces of a {order.status} order"
        if sent + line.missing > line.quantity:
            yield f"{name}: {sent} sent and {line.missing} missing of {line.quantity} ordered"
        if line.num_allocated > max(line.quantity - line.missing - sent, 0):
            yield f"{name} holds {line.num_allocated} pieces, more than are still to be sent"
        if order.status in SENT and sent + line.missing < line.quantity:
            yield f"{name}: {sent} sent and {line.missing} missing of {line.quantity}, but the order is {order.status}"
        if line.status != order.status:
            yield f"{name} is {line.status}, the order {order.status}"


# --- Money -----------------------------------------------------------------------------------------------------------


def _money(books, order):
    goods = sum(int(line.line_price_incl_tax) for line in books.lines[order.pk])
    if int(order.total_incl_tax) != goods + int(order.shipping_incl_tax):
        yield f"total {order.total_incl_tax:.0f}, lines and shipping {goods + int(order.shipping_incl_tax)}"
    money = books.money(order)
    if order.status in PAID and not money.is_settled and order.pk not in books.replacements:
        yield f"is {order.status}, but {money.due} of {money.charged} rupiah are not paid"
    if order.status == State.INVOICED and money.is_settled:
        yield f"is invoiced, but all {money.charged} rupiah are paid"
    if order.status != State.PENDING and money.too_much:
        yield f"{money.too_much} rupiah too much were received and are owed to nobody"
    paid = {attempt.pk for attempt in books.paid_attempts[order.pk]}
    booked = {payment.attempt_id for payment in books.payments[order.pk] if payment.attempt_id}
    for attempt in sorted(paid ^ booked):
        yield f"attempt {attempt} is paid without a payment, or has a payment and is not paid"


def _refunds(books, order):
    money, refunds = books.money(order), books.refunds[order.pk]
    unpaid = [refund for refund in refunds if not refund.paid_at]
    if money.returned > money.received:
        yield f"refunds of {money.returned} rupiah, received were {money.received}"
    if order.status == State.REFUND_DUE and not unpaid:
        yield "waits for a refund, but none is unpaid"
    if order.status == State.REFUNDED and (unpaid or not refunds):
        yield f"is refunded, but {len(unpaid)} of {len(refunds)} refunds are unpaid"
    for refund in refunds:
        if refund.paid_at and refund.route == Refund.Route.TRANSFER and not refund.has_account:
            yield f"refund {refund.pk} is paid to no account"


# --- Documents -------------------------------------------------------------------------------------------------------


def _documents(books):
    numbers = defaultdict(list)
    for row in books.documents:
        numbers[row.kind, row.year].append(row.sequence)
    for kind, year in sorted(numbers.keys() | books.series.keys()):
        given = numbers[kind, year]
        about, last = f"{kind} {year}", books.series.get((kind, year), 0)
        twice = sorted(number for number, times in Counter(given).items() if times > 1)
        lacking = sorted(set(range(1, max([last, *given]) + 1)) - set(given))
        if twice:
            yield Finding(about, f"numbers given twice: {_some(twice)}")
        if lacking:
            yield Finding(about, f"numbers missing: {_some(lacking)}")
        if given and last != max(given):
            yield Finding(about, f"the counter says {last}, the last number is {max(given)}")
    by_pk = {row.pk: row for row in books.documents}
    for row in books.documents:
        corrected = by_pk.get(row.corrects_id)
        yield from (Finding(row.number, text) for text in _document(books, row, corrected))


def _document(books, row, corrected):
    content, total = row.content, int(row.total)
    parts = sum(line["amount"] for line in content["lines"]) + content.get("shipping", {}).get("amount", 0)
    if not content["net"] + content["ppn"] == content["total"] == total:
        yield f"net {content['net']} and PPN {content['ppn']} are not {content['total']}, or not the total {total}"
    if row.kind == Document.Kind.INVOICE and parts != total:
        yield f"the lines add up to {parts}, not to {total}"
    if books.credited[row.pk] > total:
        yield f"credit notes of {books.credited[row.pk]} rupiah on an invoice of {total}"
    if row.kind == Document.Kind.CREDIT_NOTE and (corrected is None or corrected.order_id != row.order_id):
        yield "corrects no invoice of its order"


def _invoices(books, order):
    """An invoice is in force where money is expected or was earned, and nowhere else."""
    documents = books.documents_of[order.pk]
    open_invoices = [row for row in documents if row.kind == "invoice" and int(row.total) > books.credited[row.pk]]
    is_charged = order.status in INVOICED and order.pk not in books.replacements
    if (expected := int(is_charged)) != len(open_invoices):
        yield f"is {order.status} with {len(open_invoices)} open invoices instead of {expected}"


# --- States ----------------------------------------------------------------------------------------------------------


def _states(books, order):
    steps = [event for event in books.events[order.pk] if event.kind == Kind.STATE]
    if not steps:
        yield "has no event"
        return
    begins_as = State.PAID if order.pk in books.replacements else State.PENDING
    if (steps[0].from_state, steps[0].to_state) != ("", begins_as):
        yield "its first event is not its placing"
    if steps[-1].to_state != order.status:
        yield f"is {order.status}, its last event says {steps[-1].to_state}"
    for before, event in pairwise(steps):
        if before.to_state != event.from_state or (event.from_state, event.to_state) not in STEPS:
            yield f"went from {before.to_state} to {event.to_state} by a step from {event.from_state}"
    states = [event.to_state for event in steps]
    if begins_as != State.PAID and State.PAID in states and State.INVOICED not in states[: states.index(State.PAID)]:
        yield "was paid without a stock check"


def _moments(books, order):
    """What a state says must have happened, has its moment."""
    needed = {"pay_until": {State.INVOICED}, "paid_at": PAID, "delivered_at": RECEIVED}
    for name, states in needed.items():
        if order.status in states and getattr(order, name) is None:
            yield f"is {order.status} without {name}"
    parcels = books.shipments[order.pk]
    if order.status in SENT and not parcels:
        yield f"is {order.status} without a parcel"
    if order.status in RECEIVED and any(parcel.received_at is None for parcel in parcels):
        yield f"is {order.status}, but a parcel is on its way"
    if order.status == State.SHIPPED and all(parcel.received_at for parcel in parcels):
        yield "is shipped, but every parcel is received"


# --- Mail ------------------------------------------------------------------------------------------------------------


def _mails(books, order):
    """What the shopper was to be told is in the outbox, in whatever state."""
    for once in owed_mails(books, order):
        if once not in books.mails:
            yield f"the mail {once} was never written"


def owed_mails(books, order):
    """What each mail that the order owes is sent once for."""
    documents = {row.number: row.pk for row in books.documents_of[order.pk]}
    if order.pk not in books.replacements:  # told with the claim
        yield f"ORDER_PLACED:{order.pk}"
    asked = 0
    for event in books.events[order.pk]:
        if event.kind == Kind.INVOICE and "corrects" not in event.details:
            yield f"ORDER_INVOICED:{documents.get(event.details.get('number'))}"
        elif event.kind == Kind.SHORTAGE:
            asked += 1
            if event.details.get("step") == "asked":
                yield f"ORDER_SHORT:{order.pk}:{asked}"
        elif event.kind == Kind.MESSAGE and event.role == Role.STAFF and event.is_public:
            yield f"ORDER_MESSAGE:{event.pk}"
        elif event.kind == Kind.REFUND and "account" in event.details:
            yield f"REFUND_ACCOUNT:{event.pk}"
        elif event.kind == Kind.STATE and event.to_state == State.CANCELLED and order.pk not in books.replacements:
            yield f"ORDER_CANCELLED:{event.pk}"
        elif event.kind == Kind.STATE and event.to_state == State.PAID and order.pk not in books.replacements:
            yield _paid_mail(books, order)
        elif event.kind == Kind.STATE and event.to_state == State.DELIVERED:
            yield f"ORDER_DELIVERED:{order.pk}"
    yield from (f"ORDER_SHIPPED:{parcel.pk}" for parcel in books.shipments[order.pk])
    for refund in books.refunds[order.pk]:
        if refund.reason != Refund.Reason.CLAIM:  # shop.claims.books knows how those are told
            yield f"REFUND_DUE:{refund.pk}"
        if refund.paid_at:
            yield f"REFUND_PAID:{refund.pk}"


def _paid_mail(books, order):
    """The mail about the payment carries the number of payments there were then: at least one, at most all."""
    keys = [f"ORDER_PAID:{order.pk}:{count}" for count in range(1, len(books.payments[order.pk]) + 1)]
    return next((key for key in keys if key in books.mails), f"ORDER_PAID:{order.pk}:1")


def _some(numbers):
    """The first ten of many numbers, for one line."""
    return ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
