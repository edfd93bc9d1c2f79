"""Proofs of payment: pictures, written anew, and PDFs (web.uploads); kept privately; the same file once."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.payment.models import Proof
from web import uploads

MOST_PER_ORDER = 10
WAITING_FOR_MONEY = frozenset({State.INVOICED, State.CANCELLED})  # a transfer may cross a cancellation


def too_many():
    """The error that says how many proofs an order may have."""
    most = ngettext("At most %(count)d file can be sent.", "At most %(count)d files can be sent.", MOST_PER_ORDER)
    return ValidationError(most % {"count": MOST_PER_ORDER}, code="many")


def inspect(file):
    """Look into a proof; return what to keep of it. Raises ValidationError with a sentence for the shopper."""
    return uploads.inspect(file, _("Only a picture (JPEG, PNG, WebP, HEIC) or a PDF can be sent."))


def add_proof(order, file, *, role=Role.SHOPPER, actor=None):
    """Keep a proof for an order that waits for money; return it. Locks the order. The same file is kept once.

    Raises ValidationError for a file that is no proof, StepRefused where no payment is expected.
    """
    found = inspect(file)
    with transaction.atomic():
        order = lifecycle.locked(order)
        lifecycle.require(order, WAITING_FOR_MONEY)
        if same := order.proofs.filter(digest=found.digest).first():
            return same
        if order.proofs.count() >= MOST_PER_ORDER:
            raise too_many()
        name = uploads.kept_name(file.name, found.content_type)
        proof = Proof(order=order, name=name, content_type=found.content_type, digest=found.digest)
        proof.file.save(str(proof.key), File(found.content), save=False)
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
