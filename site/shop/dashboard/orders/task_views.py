"""Doing something with an order: filled in on its page, asked about where money or goods move, done under its lock."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from shop.dashboard.orders.tasks import TASKS
from shop.dashboard.orders.views import OrderDetailView
from shop.order import lifecycle
from shop.order.timeline import label
from shop.payment.receiving import PaymentRefused
from shop.payment.refunds import RefundRefused


class TaskView(OrderDetailView):
    """One task of one order. What was typed stays where it is refused."""

    def get(self, request, *args, **kwargs):
        """An address that was typed or kept leads to the order."""
        self.object = self.get_object()
        return self.reload_page()

    def post(self, request, *args, **kwargs):
        task = TASKS.get(kwargs["task"])
        if task is None:
            raise Http404
        if not request.user.has_perm(task.right):
            raise PermissionDenied
        self.object = self.get_object()
        try:
            with transaction.atomic():
                return self.work(task, request)
        except lifecycle.StepRefused as refused:
            messages.error(request, str(refused))
        except (PaymentRefused, RefundRefused) as refused:
            return self.again(task, refused=str(refused))
        return self.reload_page()

    def work(self, task, request):
        """Ask, or do it, with the order locked. Raises what the verb raises."""
        lifecycle.locked(self.object)
        self.object = self.get_object()
        if not task.offered(self.object):
            why = _("“%(task)s” is no longer possible, the order is now: %(state)s. Nothing was done.")
            raise lifecycle.StepRefused(why % {"task": task.title, "state": label(self.object.status)})
        form = self.form(task)
        if not form.is_valid() or "back" in request.POST:
            return self.render_to_response(self.get_context_data(sent=form))
        if task.question and "confirmed" not in request.POST:
            context = {"order": self.object, "task": task, "form": form, "said": form.said()}
            return render(request, "dashboard/orders/confirm.html", context)
        messages.success(request, task.run(self.object, form.cleaned_data, request.user))
        return self.reload_page()

    def form(self, task):
        return task.form(self.request.POST, order=self.object, code=task.code)

    def again(self, task, refused):
        """The page with the form as it was sent, and beside the field why it was refused."""
        self.object = self.get_object()
        form = self.form(task)
        form.is_valid()
        form.add_error(task.field, refused)
        return self.render_to_response(self.get_context_data(sent=form))
