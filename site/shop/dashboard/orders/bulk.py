"""What staff do with several orders of the list at once: shown for confirmation first, then done order by order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from shop.dashboard.rights import WORK_ON_ORDERS
from shop.dashboard.today.queues import to_check, to_process
from shop.fulfilment import shipping, stock_check
from shop.order.lifecycle import Role, State, StepRefused
from shop.order.timeline import state_of


@dataclass(frozen=True)
class BulkStep:
    """A step of many orders: what it means, its state, which orders can take it, and the verb for one of them."""

    code: str
    title: str
    meaning: str
    ready_in: State
    ready: Callable
    verb: Callable


CONFIRM_STOCK = BulkStep(
    "confirm_stock",
    gettext_lazy("Confirm stock"),
    gettext_lazy(
        "Everything that was ordered is there. Each customer is sent the invoice, and the time to pay begins."
    ),
    State.PENDING,
    lambda orders: to_check(orders).filter(is_asked=False),
    lambda order, actor: stock_check.confirm_stock(order, Role.STAFF, actor),
)
START_PROCESSING = BulkStep(
    "start_processing",
    gettext_lazy("Start processing"),
    gettext_lazy("The goods are being packed from now on. The customer sees it in the timeline of the order."),
    State.PAID,
    to_process,
    shipping.start_processing,
)


def take(step, request, orders):
    """Ask for a confirmation, then take the step with each of `orders`; say how many took it and why others did not."""
    if not request.user.has_perm(WORK_ON_ORDERS):
        raise PermissionDenied
    orders = orders.order_by("date_placed", "pk")
    if "confirmed" not in request.POST:
        ready = list(step.ready(orders))
        context = {"step": step, "ready": ready, "others": [order for order in orders if order not in ready]}
        return render(request, "dashboard/orders/confirm_bulk.html", context)
    done = sum(_taken(step, request, order) for order in orders)
    if done:
        told = ngettext("%(title)s: %(count)d order.", "%(title)s: %(count)d orders.", done)
        messages.success(request, told % {"title": step.title, "count": done})
    return redirect("dashboard:index")


def _taken(step, request, order):
    try:
        step.verb(order, request.user)
    except StepRefused as refused:
        order.refresh_from_db(fields=["status"])
        now = _("the order is now: %(state)s. Nothing was done.") % {"state": state_of(order)}
        messages.error(request, f"{order.number}: {refused if order.status == step.ready_in else now}")
        return False
    return True
