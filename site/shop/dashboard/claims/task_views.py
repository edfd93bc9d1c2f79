"""Doing something with a claim."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shop.claims import lifecycle
from shop.dashboard.claims.tasks import TASKS
from shop.dashboard.claims.views import ClaimDetail
from shop.dashboard.claims.words import STATES
from shop.dashboard.doing import DoTask


class ClaimTask(DoTask, ClaimDetail):
    """One task of one claim."""

    tasks = TASKS
    refusals = (lifecycle.ClaimRefused,)
    confirm_template = "dashboard/claims/confirm.html"
    lock = staticmethod(lifecycle.locked)

    def to_page(self):
        return redirect("dashboard:claim-detail", number=self.object.number)

    def too_late(self, task):
        why = _("“%(task)s” is no longer possible, the claim is now: %(state)s. Nothing was done.")
        return why % {"task": task.title, "state": STATES[self.object.state]}
