"""What nobody sends does not stay: drafts after a week, files without a row after a day; what was sent stays."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from config.schedule import DAY_S, SCHEDULE
from shop.claims import drafts
from shop.claims.models import ClaimAttachment, ClaimDraft
from shop.claims.models.attachment import private_files
from tests.support.claims import sent_question, upload

pytestmark = pytest.mark.django_db


def draft_with_file():
    draft = ClaimDraft.objects.create()
    return draft, drafts.add_file(draft, upload())


def names(attachment):
    return [attachment.file.name, attachment.preview.name]


def exist(attachment):
    return [private_files().exists(name) for name in names(attachment)]


def test_it_runs_every_day():
    assert (DAY_S, "prune_claims", {}) in SCHEDULE


def test_a_draft_goes_with_its_files_after_a_week_and_not_before():
    draft, file = draft_with_file()
    sent = drafts.add_file(sent_question(), upload())
    with time_machine.travel(draft.updated_at + dt.timedelta(days=7), tick=False):
        call_command("prune_claims", verbosity=0)
    assert exist(file) == [True, True]
    with time_machine.travel(draft.updated_at + dt.timedelta(days=7, seconds=1), tick=False):
        call_command("prune_claims", verbosity=0)
    assert exist(file) == [False, False]
    assert not ClaimDraft.objects.exists()
    assert list(ClaimAttachment.objects.all()) == [sent]
    assert exist(sent) == [True, True]


def test_a_file_that_no_row_knows_goes_after_a_day():
    _draft, file = draft_with_file()
    storage, now = private_files(), timezone.now()
    lost = storage.save("claims/lost", ContentFile(b"x"))
    assert drafts.prune_lost_files(now + dt.timedelta(hours=23)) == 0
    assert storage.exists(lost)
    removed = drafts.prune_lost_files(now + dt.timedelta(hours=25))
    assert (removed >= 1, storage.exists(lost), exist(file)) == (True, False, [True, True])
