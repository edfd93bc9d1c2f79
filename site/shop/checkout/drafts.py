"""What a shopper has typed, kept with the basket: it outlives an error, the way back, a second window and a session."""

from django.core.signing import BadSignature, Signer
from oscar.core.loading import get_model

ANSWERS = (
    "email", "delivery", "saved", "first_name", "phone_number", "regency", "line3", "line1", "line2", "postcode",
    "notes", "keep", "method",
)  # fmt: skip
LONGEST = 2000  # characters of one answer
signer = Signer(salt="shop.checkout")


def draft_of(basket):
    """The draft of a saved basket; None where nothing was typed yet."""
    return get_model("checkout", "CheckoutDraft").objects.filter(basket=basket).first()


def save_answers(basket, posted):
    """Keep what was posted, right or wrong; return the draft."""
    CheckoutDraft = get_model("checkout", "CheckoutDraft")
    CheckoutDraft.forget_old()
    draft, _created = CheckoutDraft.objects.get_or_create(basket=basket)
    known = {name: posted[name][:LONGEST].replace("\0", "") for name in ANSWERS if name in posted}
    if "delivery" in known:  # the first page was posted: a box that is not ticked is not sent
        known.setdefault("keep", "")
    draft.answers |= known
    draft.save()
    return draft


def sign_basket(basket):
    """Names the basket in a form, so that the form finds it again without session and cookie."""
    return signer.sign(basket.pk)


def signed_basket(posted):
    """The basket that a posted form was made for, whatever became of it, or None."""
    try:
        pk = int(signer.unsign(posted.get("basket", "")))
    except (BadSignature, ValueError):
        return None
    return get_model("basket", "Basket").objects.filter(pk=pk).first()
