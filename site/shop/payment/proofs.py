"""Proofs of payment: a picture or a PDF by its content, not by its name; kept privately; the same file once."""

import hashlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.payment.models import Proof
from web.pdf import check_pdf
from web.pictures import decoded, upright

JPEG, HEIC = "image/jpeg", "image/heic"  # the second, which few programs show, is kept as the first
PICTURES = {"JPEG": JPEG, "PNG": "image/png", "WEBP": "image/webp", "HEIF": HEIC}
PDF = "application/pdf"
LARGEST_BYTES = 10 * 1024 * 1024
MOST_PER_ORDER = 10
WAITING_FOR_MONEY = frozenset({State.INVOICED, State.CANCELLED})  # a transfer may cross a cancellation


def too_many():
    """The error that says how many proofs an order may have."""
    most = ngettext("At most %(count)d file can be sent.", "At most %(count)d files can be sent.", MOST_PER_ORDER)
    return ValidationError(most % {"count": MOST_PER_ORDER}, code="many")


def content_type_of(file):
    """The type of a proof by what is in it. Raises ValidationError with a sentence for the shopper."""
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    if file.size > LARGEST_BYTES:
        megabytes = LARGEST_BYTES // (1024 * 1024)
        raise ValidationError(_("The file is larger than %(count)d MB.") % {"count": megabytes}, code="large")
    file.seek(0)
    head = file.read(8)
    if head.startswith(b"%PDF-"):
        check_pdf(file)
        return PDF
    return _picture_type(file)


def _picture_type(file):
    try:
        with decoded(file, list(PICTURES), _only()) as picture:
            return PICTURES.get(picture.format, JPEG)  # a JPEG of several pictures has another name
    finally:
        file.seek(0)


def _only():
    return _("Only a picture (JPEG, PNG, WebP, HEIC) or a PDF can be sent.")


def _as_jpeg(file):
    """The picture in `file` as another file, with its name."""
    target = BytesIO()
    with decoded(file, ["HEIF"], _only()) as picture:
        upright(picture).convert("RGB").save(target, "JPEG", quality=90)
    return ContentFile(target.getvalue(), f"{file.name.rpartition('.')[0] or file.name}.jpg")


def add_proof(order, file, *, role=Role.SHOPPER, actor=None):
    """Keep a proof for an order that waits for money; return it. Locks the order. The same file is kept once.

    Raises ValidationError for a file that is no proof, StepRefused where no payment is expected.
    """
    content_type = content_type_of(file)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    if content_type == HEIC:
        file, content_type = _as_jpeg(file), JPEG
    with transaction.atomic():
        order = lifecycle.locked(order)
        lifecycle.require(order, WAITING_FOR_MONEY)
        if same := order.proofs.filter(digest=digest).first():
            return same
        if order.proofs.count() >= MOST_PER_ORDER:
            raise too_many()
        proof = Proof(order=order, name=file.name[-200:], content_type=content_type, digest=digest)
        proof.file.save(str(proof.key), file, save=False)
        proof.save()
        lifecycle.note(order, Kind.PROOF, role, actor, name=proof.name)
    return proof


@transaction.atomic
def set_aside(order, actor):
    """Staff looked at the proofs and found no money: they wait no longer. Only staff see it. Locks the order."""
    order = lifecycle.locked(order)
    waiting = order.proofs.filter(checked_at=None)
    names = ", ".join(waiting.values_list("name", flat=True))
    if waiting.update(checked_at=timezone.now()):
        lifecycle.note(order, Kind.PROOF, Role.STAFF, actor, is_public=False, name=names, step="aside")
