"""Doing something with an order."""

from django.utils.translation import gettext as _

from shop.dashboard.doing import DoTask
from shop.dashboard.orders.tasks import TASKS
from shop.dashboard.orders.views import OrderDetailView
from shop.order import lifecycle
from shop.order.timeline import state_of
from shop.payment.receiving import PaymentRefused
from shop.payment.refunds import RefundRefused


class TaskView(DoTask, OrderDetailView):
    """One task of one order."""

    tasks = TASKS
    refusals = (lifecycle.StepRefused, PaymentRefused, RefundRefused)
    confirm_template = "dashboard/orders/confirm.html"
    lock = staticmethod(lifecycle.locked)

    def to_page(self):
        return self.reload_page()

    def too_late(self, task):
        why = _("“%(task)s” is no longer possible, the order is now: %(state)s. Nothing was done.")
        return why % {"task": task.title, "state": state_of(self.object)}
