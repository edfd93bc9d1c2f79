"""What happens to the demonstration's claims: the verbs of the room, as steps of an order (see shop.checkout.demo).

Each takes the order and the member of staff. The claim is the latest about the goods with that SKU.
"""

from uuid import uuid4

from django.utils import timezone
from django.utils.translation import override

from shop.checkout import demo_steps as orders
from shop.claims import deciding, resolving, talking, worth
from shop.claims.drafts import add_file
from shop.claims.eligibility import Said
from shop.claims.models import ClaimDraft
from shop.claims.submitting import Submission, submit_claim
from shop.claims.words import Reason, Role, Topic, Wish
from shop.payment import refunds


def send(sku, reason, wish, text, *photos, topic=Topic.RETURN, quantity=1):
    """The customer claims pieces of a line, with photos."""

    def sent(order, staff):
        draft = ClaimDraft.objects.create(key=uuid4())
        for photo in photos:
            add_file(draft, photo())
        is_return = topic == Topic.RETURN or None
        with override(order.language):
            title = str(topic.label)
        submit_claim(
            Submission(
                key=draft.key,
                topic=topic,
                language=order.language,
                name=order.shipping_address.name,
                email=order.email,
                phone=str(order.shipping_address.phone_number),
                description=text,
                order=order,
                line=order.lines.get(upc=sku),
                said=Said(quantity, reason, wish, is_sealed=is_return, is_unused=is_return),
                form_title=title,
                user=order.user,
            )
        )

    return sent


def wrong(sku, text, *photos, wish=Wish.REPLACEMENT, **values):
    """Other goods came than were ordered."""
    return send(sku, Reason.WRONG_GOODS, wish, text, *photos, **values)


def defect(sku, text, *photos, wish=Wish.REFUND, **values):
    """The goods have a manufacturing defect."""
    return send(sku, Reason.DEFECT, wish, text, *photos, **values)


def warranty(sku, text, *photos, wish=Wish.REPAIR):
    """The goods broke while the warranty runs."""
    return send(sku, Reason.DEFECT, wish, text, *photos, topic=Topic.WARRANTY)


def review(sku, note=""):
    """Staff take the claim, and write a note for each other."""

    def reviewed(claim, staff):
        deciding.assign(claim, staff, staff)
        deciding.start_review(claim, staff)
        if note:
            talking.write_note(claim, note, staff)

    return _about(sku, reviewed)


def ask(sku, text):
    """Staff need something more."""
    return _about(sku, lambda claim, staff: talking.ask_customer(claim, text, staff))


def answer(sku, text, *photos):
    """The customer answers, with photos."""
    return _about(sku, lambda claim, staff: talking.write_to_shop(claim, text, [made() for made in photos], claim.user))


def approve(sku, text):
    """The shop makes it good."""
    return _about(sku, lambda claim, staff: deciding.approve(claim, staff, text))


def reject(sku, text):
    """The shop does not."""
    return _about(sku, lambda claim, staff: deciding.reject(claim, text, staff))


def withdraw(sku):
    """The customer takes it back."""
    return _about(sku, lambda claim, staff: talking.withdraw(claim, claim.user))


def send_back(sku, courier, number):
    """The customer sends the goods to the shop and says how."""
    return _about(
        sku, lambda claim, staff: resolving.note_parcel(claim, "to_shop", courier, number, Role.CUSTOMER, claim.user)
    )


def goods_arrive(sku):
    """The goods are with the shop."""
    return _about(sku, lambda claim, staff: deciding.mark_goods_returned(claim, staff))


def refund(sku, text=""):
    """The money for the pieces goes back."""
    return _about(
        sku, lambda claim, staff: resolving.resolve_with_refund(claim, worth.usual_refund(claim), staff, text)
    )


def pay_refund(sku):
    """The customer has named the account, staff transfer the money."""

    def paid(claim, staff):
        refunds.give_account(claim.refund, *orders.ACCOUNT, actor=claim.user)
        claim.refund.refresh_from_db()
        refunds.pay(claim.refund, f"KLAIM {claim.number}", staff)

    return _about(sku, paid)


def replace(sku, text=""):
    """The goods are sent once more."""

    def replaced(claim, staff):
        order = resolving.resolve_with_replacement(claim, staff, text)
        order.date_placed = timezone.now()  # Oscar reads a clock of its own
        order.save(update_fields=["date_placed"])

    return _about(sku, replaced)


def on_replacement(sku, verb):
    """A step of the order that replaces the goods."""
    step = _about(sku, lambda claim, staff: verb(claim.replacement, staff))
    step.is_in_hours = getattr(verb, "is_in_hours", False)
    return step


def repair(sku, courier, number):
    """The goods are repaired and on their way back."""
    return _about(
        sku, lambda claim, staff: resolving.resolve_with_repair(claim, staff, courier=courier, tracking_number=number)
    )


def _about(sku, verb):
    """A step of an order, from one of its latest claim about these goods."""
    return lambda order, staff: verb(order.claims.filter(line__upc=sku).latest("pk"), staff)
