"""Money comes in: recorded once, then the order takes the step that it pays for. Too little, too much, twice, late.

Locks: the order, then its stock records where a late payment holds pieces again, then the counter of invoices.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop import stock
from shop.communication import outbox
from shop.invoices.issuing import issue_invoice
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.order.reasons import Reason
from shop.payment import refunds
from shop.payment.balance import balance
from shop.payment.models import Payment, Refund

TRANSFER = "transfer"


class PaymentRefused(Exception):
    """The payment cannot be recorded; the message says why, for the person who asked."""


@transaction.atomic
def record_payment(order, *, amount, received_on, reference, provider=TRANSFER, actor=None, attempt=None):
    """Record money for `order`, and let it take the step that this pays for; return the Payment. Locks the order.

    The same reference of the same provider for the same order and amount is the same payment: recorded once, however
    often it is told. Raises PaymentRefused where the reference belongs to another payment.
    """
    order, reference = lifecycle.locked(order), " ".join(reference.split())
    if known := recorded_already(order, reference, amount, provider):
        return known
    role = Role.STAFF if actor else Role.SHOP
    payment = Payment.objects.create(
        order=order,
        provider=provider,
        attempt=attempt,
        amount=amount,
        received_on=received_on,
        reference=reference,
        recorded_by=actor,
    )
    lifecycle.note(order, Kind.PAYMENT, role, actor, amount=int(amount), reference=reference, provider=provider)
    order.proofs.filter(checked_at=None).update(checked_at=timezone.now())
    settle(order, role, actor)
    return payment


def recorded_already(order, reference, amount, provider=TRANSFER):
    """The very payment, if it was recorded, else None. Raises PaymentRefused where another one has the reference."""
    known = Payment.objects.filter(provider=provider, reference__iexact=" ".join(reference.split())).first()
    if known and (known.order_id, int(known.amount)) != (order.pk, int(amount)):
        raise PaymentRefused(_("This reference is recorded already, for order %s.") % known.order.number)
    return known


def settle(order, role, actor=None):
    """Take the step that the money of a locked order allows: paid, or back to the shopper what is too much."""
    if order.status == State.CANCELLED:
        _settle_cancelled(order, role, actor)
    now = balance(order)
    if order.status == State.PENDING and now.received:
        _mail(order, "PAYMENT_EARLY", once=f"PAYMENT_EARLY:{order.pk}:{now.received}")
    if order.status == State.INVOICED and now.is_settled:
        _mark_paid(order, role, actor)
    elif order.status == State.INVOICED and now.received:
        _mail(order, "PAYMENT_SHORT", once=f"PAYMENT_SHORT:{order.pk}:{now.received}")
    if order.status not in (State.PENDING, State.CANCELLED) and now.too_much:
        refunds.owe(order, now.too_much, Refund.Reason.OVERPAID)


def give_back(order, reason, role, actor=None, why=""):
    """Owe all that the shop keeps of a cancelled order, locked by the caller; nothing where no money came."""
    if refunds.owe(order, balance(order).kept, reason, why=why, role=role, actor=actor):
        lifecycle.move(order, State.REFUND_DUE, role, actor, why)


def _mark_paid(order, role, actor, why=""):
    """The locked order has all its money. Raises NotEnoughStock where a cancelled one cannot hold its pieces again."""
    lifecycle.move(order, State.PAID, role, actor, why)
    order.paid_at = timezone.now()
    order.save(update_fields=["paid_at"])
    _mail(order, "ORDER_PAID", once=f"ORDER_PAID:{order.pk}:{order.payments.count()}")


def _settle_cancelled(order, role, actor):
    """Money that comes for a cancelled order: its goods are held again where they are there, else it goes back.

    It goes back too where the order was cancelled before its stock check: nobody has seen the goods (promise 12).
    """
    if not order.documents.exists():
        give_back(order, Refund.Reason.UNCHECKED, role, actor, Reason("unchecked"))
        return
    if balance(order).kept >= order.total_incl_tax:
        try:
            _mark_paid(order, role, actor, Reason("late"))
        except stock.NotEnoughStock:
            pass
        else:
            mail_invoice(order, issue_invoice(order, is_paid=True), role, actor)
            return
    give_back(order, Refund.Reason.LATE, role, actor)


def mail_invoice(order, invoice, role, actor=None):
    """Owe the shopper of a locked order the mail with its invoice, and write the event."""
    lifecycle.note(order, Kind.INVOICE, role, actor, number=invoice.number)
    outbox.enqueue(
        "ORDER_INVOICED",
        recipient=order.email,
        language=order.language,
        once=f"ORDER_INVOICED:{invoice.pk}",
        order=order.pk,
        invoice=invoice.pk,
    )


def _mail(order, event, once):
    outbox.enqueue(event, recipient=order.email, language=order.language, once=once, order=order.pk)
