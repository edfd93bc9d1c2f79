"""A guest signs in: what was in the guest's basket joins the member's."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from oscar.core.loading import get_model


def join_guest_basket(request, guest_pk):
    """Merge the guest basket `guest_pk` and any other open basket of the member into one, and say so."""
    joined, is_in_both = join(request.user, guest_pk)
    if joined:
        text = ngettext(
            "%(count)d piece that you had chosen before signing in is now in your basket.",
            "%(count)d pieces that you had chosen before signing in are now in your basket.",
            joined,
        )
        messages.info(request, text % {"count": joined})
    if is_in_both:
        messages.info(request, _("Of goods that you had chosen twice, the larger number is in your basket."))


def join(user, guest_pk):
    """Merge the open baskets into the member's oldest one; return how many pieces were added, and whether some goods
    were in both.

    A product in both keeps the larger quantity: the same wish, said twice. Quantities beyond the stock are shown, and
    put right by the shopper, on the basket page. Locks the baskets in primary-key order.
    """
    Basket = get_model("basket", "Basket")
    with transaction.atomic():
        mine = Q(owner=user) | Q(pk=guest_pk, owner=None)
        baskets = list(Basket.open.filter(mine).order_by("pk").select_for_update())
        if not baskets:
            return 0, False
        target = next((basket for basket in baskets if basket.owner_id), baskets[0])
        added = 0 if target.owner_id else sum(line.quantity for line in target.lines.all())
        if not target.owner_id:
            target.owner = user
            target.save(update_fields=["owner"])
        poured = [_pour(basket, target) for basket in baskets if basket is not target]
        return added + sum(gained for gained, _both in poured), any(both for _gained, both in poured)


def _pour(source, target):
    """Move the lines of `source` into `target`; return how many pieces `target` gained, and whether both had some."""
    gained, is_in_both = 0, False
    lines = {line.line_reference: line for line in target.lines.all()}
    for line in source.lines.all():
        there = lines.get(line.line_reference)
        if there is None:
            line.basket = target
            line.save(update_fields=["basket"])
            gained += line.quantity
            continue
        is_in_both = True
        if line.quantity > there.quantity:
            gained += line.quantity - there.quantity
            there.quantity = line.quantity
            there.save(update_fields=["quantity"])
    source.lost_lines.update(basket=target)
    _move_draft(source, target)
    source.status = source.MERGED
    source.date_merged = timezone.now()
    source.save(update_fields=["status", "date_merged"])
    return gained, is_in_both


def _move_draft(source, target):
    """What was typed at the checkout moves along; the newer of two wins."""
    CheckoutDraft = get_model("checkout", "CheckoutDraft")
    drafts = list(CheckoutDraft.objects.filter(basket__in=[source, target]).order_by("-updated_at"))
    for old in drafts[1:]:
        old.delete()
    if drafts and drafts[0].basket_id != target.pk:
        CheckoutDraft.objects.filter(pk=drafts[0].pk).update(basket=target)
