"""A scheduled version that turns out not to be fit for readers."""

import logging

from django.db.models import F
from wagtail.admin.ui.components import Component
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

logger = logging.getLogger(__name__)
LOG_ACTION = "helpcenter.refused"


def cancel(revision, refusal):
    """Take `revision` off the schedule and write down why, so that the rest of the schedule goes on."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    problems = [str(problem) for problem in refusal.problems]
    log(refusal.page, LOG_ACTION, revision=revision, data={"problems": problems})
    logger.error("“%s” was due to be published and is not fit for it: %s", refusal.page, "; ".join(problems))


def refused():
    """The entries of refusals, newest first, of pages that nobody has written another version of since."""
    entries = PageLogEntry.objects.filter(action=LOG_ACTION, page__latest_revision_created_at__lt=F("timestamp"))
    latest = {}
    for entry in entries.select_related("page").order_by("-timestamp"):
        latest.setdefault(entry.page_id, entry)
    return list(latest.values())


class RefusedPanel(Component):
    """On the first page of the CMS: what was due and is not public."""

    name = "refused"
    template_name = "help/admin/refused.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"entries": refused()}
