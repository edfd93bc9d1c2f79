"""A scheduled version that turns out not to be fit for readers."""

import logging

from wagtail.log_actions import log

logger = logging.getLogger(__name__)
LOG_ACTION = "helpcenter.refused"


def cancel(revision, refusal):
    """Take `revision` off the schedule and write down why, so that the rest of the schedule goes on."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    problems = [str(problem) for problem in refusal.problems]
    log(refusal.page, LOG_ACTION, revision=revision, data={"problems": problems})
    logger.error("“%s” was due to be published and is not fit for it: %s", refusal.page, "; ".join(problems))
