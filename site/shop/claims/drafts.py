"""What somebody has begun to write and not sent yet: texts and files. A draft belongs to the session that made it.

Files are kept as soon as they arrive, so that neither an error in the form nor a lost connection loses them. What
nobody sends is removed after a week (`manage.py prune_claims`).
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from shop.claims.files import MOST_BYTES, MOST_FILES, inspect_once
from shop.claims.models import Claim, ClaimAttachment, ClaimDraft
from shop.claims.models.attachment import FOLDER, private_files
from web.uploads import MEGABYTE, kept_name

SESSION_KEY = "claim_drafts"  # form and line → key of the draft
MOST_DRAFTS = 20  # of one session
KEPT_FOR = dt.timedelta(days=7)
LOST_AFTER = dt.timedelta(days=1)


def find_draft(session, name):
    """The session's draft of that name with its attachments, or None."""
    known = session.get(SESSION_KEY, {}).get(name)
    return ClaimDraft.objects.filter(key=known).prefetch_related("attachments").first() if known else None


def keep_draft(session, name, key, data=None):
    """Keep what was typed, a dict of field → texts; return the draft. The session remembers its newest drafts.

    The key must be the session's own, or proven by a signed note. Raises ClaimDraft.DoesNotExist where it was sent.
    """
    with transaction.atomic():  # nobody else finds a draft that must not be
        draft, is_new = ClaimDraft.objects.get_or_create(key=key, defaults={"data": data or {}})
        if is_new and Claim.objects.filter(key=key).exists():  # looked for afterwards: it may have been sent just now
            raise ClaimDraft.DoesNotExist
    if data is not None and not is_new:
        draft.data = data
        if not ClaimDraft.objects.filter(pk=draft.pk).update(data=data, updated_at=timezone.now()):
            raise ClaimDraft.DoesNotExist
    others = {other: value for other, value in session.get(SESSION_KEY, {}).items() if other != name}
    session[SESSION_KEY] = dict(list(others.items())[-MOST_DRAFTS + 1 :]) | {name: str(key)}
    return draft


def forget_draft(session, name):
    """The draft was sent: the next one of that name begins empty."""
    if name in session.get(SESSION_KEY, {}):
        session[SESSION_KEY] = {other: key for other, key in session[SESSION_KEY].items() if other != name}


def add_file(owner, file, question="photos", event=None):
    """Keep a file for a draft or a claim; return the attachment. The same file for the
    same question, in the same message, is kept once.

    Locks the owner. Raises ValidationError with a sentence for what may not be sent, or is too much.
    """
    inspected = inspect_once(file)
    with transaction.atomic():
        type(owner).objects.select_for_update().get(pk=owner.pk)
        if same := owner.attachments.filter(digest=inspected.digest, question=question, event=event).first():
            return same
        _refuse_too_much(owner, inspected.size_bytes)
        attachment = ClaimAttachment(
            **{"claim" if isinstance(owner, Claim) else "draft": owner},
            event=event,
            question=question,
            name=kept_name(file.name, inspected.content_type),
            content_type=inspected.content_type,
            size_bytes=inspected.size_bytes,
            digest=inspected.digest,
        )
        attachment.file.save(str(attachment.key), File(inspected.content), save=False)
        if inspected.preview:
            attachment.preview.save(str(attachment.key), ContentFile(inspected.preview), save=False)
        attachment.save()
    return attachment


def _refuse_too_much(owner, size_bytes):
    kept = owner.attachments.aggregate(count=Count("pk"), size_bytes=Sum("size_bytes"))
    if kept["count"] >= MOST_FILES:
        most = ngettext("At most %(count)d file can be sent.", "At most %(count)d files can be sent.", MOST_FILES)
        raise ValidationError(most % {"count": MOST_FILES}, code="many")
    if (kept["size_bytes"] or 0) + size_bytes > MOST_BYTES:
        raise ValidationError(
            _("All files together are larger than %(count)d MB.") % {"count": MOST_BYTES // MEGABYTE}, code="large"
        )


def files_of(owner):
    """(question, digest) of each file of a draft, or of those that a claim was sent with."""
    return set(owner.attachments.filter(event=None).values_list("question", "digest"))


@transaction.atomic
def copy_files(claim, draft, without=None):
    """Give a draft the files that a claim was sent with, but for the one with the key `without`, each once.

    Locks the draft; one that was sent meanwhile takes none. Raises ValidationError with a sentence for too much.
    """
    if not ClaimDraft.objects.select_for_update().filter(pk=draft.pk).exists():
        return
    kept = files_of(draft)
    for sent in claim.attachments.filter(event=None).exclude(key=without):
        if (sent.question, sent.digest) not in kept:
            _refuse_too_much(draft, sent.size_bytes)
            _copy_file(sent, draft)


def _copy_file(sent, draft):
    copy = ClaimAttachment(draft=draft)
    for name in ("question", "name", "content_type", "size_bytes", "digest"):
        setattr(copy, name, getattr(sent, name))
    with sent.file.open() as content:
        copy.file.save(str(copy.key), File(content), save=False)
    if sent.preview:
        with sent.preview.open() as content:
            copy.preview.save(str(copy.key), File(content), save=False)
    copy.save()


def remove_file(draft, key):
    """Remove a file of a draft; one that is gone already stays gone."""
    for attachment in draft.attachments.filter(key=key):
        attachment.delete()
        transaction.on_commit(lambda gone=attachment: erase(gone))


def erase(attachment):
    """Remove the files of an attachment whose row is gone."""
    for file in (attachment.file, attachment.preview):
        if file:
            file.delete(save=False)


def prune(now=None):
    """Remove drafts that nobody touched for a week, with their files; return how many."""
    old = ClaimDraft.objects.filter(updated_at__lt=(now or timezone.now()) - KEPT_FOR)
    count = 0
    for draft in old.prefetch_related("attachments"):
        attachments = list(draft.attachments.all())
        draft.delete()
        count += 1
        for attachment in attachments:
            erase(attachment)
    return count


def prune_lost_files(now=None):
    """Remove files older than a day that no row knows, as a request that broke off leaves them; return how many.

    A day is longer than any request, so that what is on its way in is not touched.
    """
    storage, now = private_files(), now or timezone.now()
    names = _files_in(storage, FOLDER)
    known = ClaimAttachment.objects.values_list("file", "preview")
    lost = names - {name for both in known for name in both}
    old = [name for name in lost if storage.get_modified_time(name) < now - LOST_AFTER]
    for name in old:
        storage.delete(name)
    return len(old)


def _files_in(storage, folder):
    try:
        return {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    except FileNotFoundError:
        return set()  # nobody has sent anything yet
