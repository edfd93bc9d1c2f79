"""What waits for staff: the orders of each queue, the oldest first. The order list filters by the same queues."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from oscar.core.loading import get_model

from shop.fulfilment.models import Shortage
from shop.order.lifecycle import State
from shop.order.messages import unanswered
from shop.payment.models import Payment, Proof, Refund
from shop.payment.proofs import WAITING_FOR_MONEY
from shop.policies.calendar import ONE_DAY, WIB, NeverOpen, processing_calendar
from shop.policies.models import PolicyFacts
from web.formats import rupiah

Order = get_model("order", "Order")
SHOWN = 10
CONFIRM_STOCK, START_PROCESSING = "confirm_stock", "start_processing"


@dataclass(frozen=True)
class Queue:
    """Orders that wait for the same thing. `narrow` takes all orders to those of the queue, `remark` says more of one.

    `remark` returns a sentence and whether it is urgent; `bulk` names what may be done with several at once.
    """

    code: str
    title: str
    narrow: Callable
    oldest_first: tuple
    remark: Callable = lambda order, clock: ("", False)
    bulk: str = ""


class Clock:
    """Now, and the working calendar: read once for all rows."""

    def __init__(self):
        self.now = timezone.now()
        self.calendar = processing_calendar(PolicyFacts.current())


def to_check(orders):
    """Orders whose stock is not confirmed; `is_asked` waits for the shopper, `is_waiting` for goods."""
    shortages = Shortage.objects.filter(line__order=OuterRef("pk"), is_open=True)
    return orders.filter(status=State.PENDING).annotate(
        is_asked=Exists(shortages.filter(answer="")),
        is_waiting=Exists(shortages.filter(answer=Shortage.Answer.WAIT)),
    )


def _check_remark(order, clock):
    if order.is_asked:
        return _("The customer has to answer"), False
    return (_("Waiting for goods"), False) if order.is_waiting else ("", False)


def to_confirm(orders):
    """Orders with a proof of payment that nobody has compared with the account yet."""
    unchecked = Proof.objects.filter(order=OuterRef("pk"), checked_at=None)
    return orders.filter(Exists(unchecked), status__in=WAITING_FOR_MONEY)


def _confirm_remark(order, clock):
    return (_("The order is cancelled"), True) if order.status == State.CANCELLED else ("", False)


def to_process(orders):
    """Paid orders."""
    return orders.filter(status=State.PAID)


def process_remark(order, clock):
    """By when a paid order is to be processed (promise 9), and whether that is over."""
    try:
        day = clock.calendar.processing_day_wib(order.paid_at or clock.now)
    except NeverOpen:
        return "", False
    words = {"day": date_format(day, "l, j F")}
    if clock.now >= clock.calendar.closing_wib(day):
        return _("Overdue since %(day)s") % words, True
    return _("Due on %(day)s") % words, False


def to_ship(orders):
    """Orders that are being packed."""
    return orders.filter(status=State.PROCESSING)


def to_refund(orders):
    """Orders of which money goes back that is not paid yet; `owed` says how much."""
    open_refunds = Refund.objects.filter(order=OuterRef("pk"), paid_at=None)
    total = open_refunds.order_by().values("order").annotate(total=Sum("amount")).values("total")
    unknown = open_refunds.filter(Q(bank="") | Q(account_number="") | Q(account_holder=""))
    return orders.filter(Exists(open_refunds)).annotate(
        owed=Subquery(total),
        owed_since=Subquery(open_refunds.order_by("pk").values("created_at")[:1]),
        lacks_account=Exists(unknown.filter(route=Refund.Route.TRANSFER)),
        goes_by_transfer=Exists(open_refunds.filter(route=Refund.Route.TRANSFER)),
        is_refused=Exists(open_refunds.filter(sending__in=[Refund.Sending.REFUSED, Refund.Sending.UNKNOWN])),
        is_underway=Exists(open_refunds.filter(sending__in=Refund.UNDERWAY)),
    )


def _refund_remark(order, clock):
    if order.is_refused:
        way = _("the payment provider has not paid it back")
    elif order.is_underway:
        way = _("is being sent back")
    elif order.goes_by_transfer:
        way = _("the account is not known yet") if order.lacks_account else _("the account is known")
    else:
        way = _("goes back the way it was paid")
    return f"{rupiah(order.owed)}: {way}", order.is_refused


def ending_today(orders):
    """Invoiced orders whose time to pay ends today, or is over. A part of the money, or a proof, keeps one open."""
    today = timezone.now().astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    return orders.filter(status=State.INVOICED, pay_until__lt=today + ONE_DAY).annotate(
        is_part_paid=Exists(Payment.objects.filter(order=OuterRef("pk"))),
        has_proof=Exists(Proof.objects.filter(order=OuterRef("pk"), checked_at=None)),
    )


def _ending_remark(order, clock):
    until = order.pay_until.astimezone(WIB)
    remark, is_over = _("Pay until %(moment)s WIB") % {"moment": date_format(until, "j F, H.i")}, until <= clock.now
    if is_over and order.is_part_paid:
        remark += ": " + _("a part is paid, so it stays until you cancel it or the rest comes")
    elif is_over and order.has_proof:
        remark += ": " + _("stays until the proof of payment is looked at")
    return remark, is_over


ALL = (
    Queue("stock", gettext_lazy("Stock to check"), to_check, ("date_placed", "pk"), _check_remark, CONFIRM_STOCK),
    Queue("payments", gettext_lazy("Payments to confirm"), to_confirm, ("date_placed", "pk"), _confirm_remark),
    Queue("process", gettext_lazy("To process"), to_process, ("paid_at", "pk"), process_remark, START_PROCESSING),
    Queue("ship", gettext_lazy("To ship"), to_ship, ("paid_at", "pk")),
    Queue("refunds", gettext_lazy("Refunds to pay"), to_refund, ("owed_since", "pk"), _refund_remark),
    Queue("deadlines", gettext_lazy("Deadlines passing today"), ending_today, ("pay_until", "pk"), _ending_remark),
    Queue("messages", gettext_lazy("Messages to answer"), unanswered, ("date_placed", "pk")),
)
QUEUES = {queue.code: queue for queue in ALL}


def today():
    """Every queue with its number of orders and the oldest of them: two queries for each, whatever their length."""
    clock = Clock()
    return [_shown(queue, clock) for queue in ALL]


def _shown(queue, clock):
    orders = queue.narrow(Order.objects.all())
    oldest = list(orders.select_related("user", "shipping_address").order_by(*queue.oldest_first)[:SHOWN])
    for order in oldest:
        order.remark, order.is_urgent = queue.remark(order, clock)
    return {"queue": queue, "count": orders.count(), "orders": oldest}
