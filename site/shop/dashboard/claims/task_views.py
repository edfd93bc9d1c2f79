"""Doing something with a claim: filled in on its page, asked about where money or goods move, done under its lock."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shop.claims import lifecycle
from shop.claims.lifecycle import ClaimRefused
from shop.dashboard.claims.tasks import TASKS
from shop.dashboard.claims.views import ClaimDetail
from shop.dashboard.claims.words import STATES

KEPT = ("text", "why", "amount", "courier", "tracking_number")  # what somebody types, in the forms of all tasks


class ClaimTask(ClaimDetail):
    """One task of one claim. What was typed stays where it is refused."""

    def get(self, request, *args, **kwargs):
        """An address that was typed or kept leads to the claim."""
        self.object = self.get_object()
        return self.to_claim()

    def to_claim(self):
        return redirect("dashboard:claim-detail", number=self.object.number)

    def post(self, request, *args, **kwargs):
        task = TASKS.get(kwargs["task"])
        if task is None:
            raise Http404
        if not request.user.has_perm(task.right):
            raise PermissionDenied
        self.object = self.get_object()
        try:
            with transaction.atomic():
                lifecycle.locked(self.object)
                self.object = self.get_object()
                return self.work(task)
        except ClaimRefused as refused:
            return self.again(task, str(refused))

    def work(self, task):
        """Ask, or do it, with the claim locked. Raises what the verb raises."""
        if not task.offered(self.object):
            return self.too_late(task)
        form = task.form(self.request.POST, subject=self.object, code=task.code)
        if getattr(form, "wants_canned", False):
            return self.render_to_response(self.get_context_data(sent=form.put_in()))
        if not form.is_valid() or "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(sent=form))
        if task.question and "confirmed" not in self.request.POST:
            context = {"claim": self.object, "task": task, "form": form, "said": form.said()}
            return render(self.request, "dashboard/claims/confirm.html", context)
        messages.success(self.request, task.run(self.object, form.cleaned_data, self.request.user))
        return self.to_claim()

    def too_late(self, task):
        """The page as it is now, with what was typed for a task that is not offered any more."""
        why = _("“%(task)s” is no longer possible, the claim is now: %(state)s. Nothing was done.")
        words = {"task": task.title, "state": STATES[self.object.state]}
        typed = [text for name, text in self.request.POST.items() if name in KEPT and text.strip()]
        return self.render_to_response(self.get_context_data(refused=why % words, typed=typed))

    def again(self, task, refused):
        """The page with the form as it was sent, and beside the field why it was refused."""
        self.object = self.get_object()
        form = task.form(self.request.POST, subject=self.object, code=task.code)
        if form.is_valid() or refused not in form.errors.get(task.field or NON_FIELD_ERRORS, ()):
            form.add_error(task.field, refused)
        return self.render_to_response(self.get_context_data(sent=form))
