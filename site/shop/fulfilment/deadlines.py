"""What happens to orders by the clock: unpaid ones end, received ones are completed. Run by `close_orders`."""

from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_model

from shop.fulfilment.cancelling import cancel_order
from shop.order import lifecycle
from shop.order.lifecycle import Role, State
from shop.order.reasons import Reason


def overdue(now):
    """Invoiced orders whose time to pay is over, without money and without a proof that nobody has looked at yet."""
    Order = get_model("order", "Order")
    late = Order.objects.filter(status=State.INVOICED, pay_until__lt=now, payments=None)
    return late.exclude(proofs__checked_at=None, proofs__pk__isnull=False)


def expire(now=None):
    """Cancel what is overdue; return how many. Each order is looked at again under its own lock."""
    now = now or timezone.now()
    return sum(_expire(order, now) for order in overdue(now))


@transaction.atomic
def _expire(order, now):
    lifecycle.locked(order)
    if not overdue(now).filter(pk=order.pk).exists():
        return False
    cancel_order(order, Role.SHOP, why=Reason("overdue"))
    return True


def complete(now=None):
    """Complete received orders whose time for claims is over and that no claim is open about; return how many."""
    Order, Claim = get_model("order", "Order"), get_model("claims", "Claim")
    now, done = now or timezone.now(), 0
    received = Order.objects.filter(status=State.DELIVERED, claim_deadline__lt=now)
    for order in received.exclude(pk__in=Claim.objects.open().exclude(order=None).values("order")):
        try:
            lifecycle.move(order, State.COMPLETED, Role.SHOP)
        except lifecycle.StepRefused:
            continue  # somebody else was faster
        done += 1
    return done
