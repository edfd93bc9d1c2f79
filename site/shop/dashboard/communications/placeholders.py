"""What the wording of a mail may print, with the example that stands for it in previews."""

import datetime as dt
import re

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

from shop.claims.words import Outcome, Reason, Wish
from shop.order.progress import steps_ahead
from shop.policies.models import PolicyFacts
from shop.policies.wording import in_words
from web.addresses import absolute
from web.formats import rupiah

TAG = re.compile(r"{[{%](.*?)[%}]}")
WORD = re.compile(r"[A-Za-z_]\w*")
EXAMPLE_DAY = dt.date(2026, 3, 17)
PARTS = ("subject.txt", "body.html")
LISTS = {
    "lines": "{% for line in lines %}{{ line.quantity }} × {{ line.title }}: {{ line.price }}{% endfor %}",
    "address": "{% for line in address %}{{ line }}{% endfor %}",
    "steps": "{% for step in steps %}{{ step }}{% endfor %}",
    "missing": "{% for line in missing %}{{ line.quantity }} × {{ line.title }}{% endfor %}",
    "parcel": "{% for line in parcel %}{{ line.quantity }} × {{ line.title }}{% endfor %}",
    "bank_accounts": "{% for account in bank_accounts %}{{ account }}{% endfor %}",
    "is_all": "{% if is_all %}…{% endif %}",
    "by_shopper": "{% if by_shopper %}…{% endif %}",
    "needs_sign_in": "{% if needs_sign_in %}…{% endif %}",
    "is_pickup": "{% if is_pickup %}…{% endif %}",
    "is_question": "{% if is_question %}…{% endif %}",
    "is_return": "{% if is_return %}…{% endif %}",
    "is_asked": "{% if is_asked %}…{% endif %}",
    "outcome": '{% if outcome == "refund" %}…{% endif %}',  # or replacement, repair, answer
    "answers": "{% for answer in answers %}{{ answer.label }}: {{ answer.words }}{% endfor %}",
    "files": "{% for file in files %}{{ file }}{% endfor %}",
    "return_address": "{% for line in return_address %}{{ line }}{% endfor %}",
    "pickup_address": "{% for line in pickup_address %}{{ line }}{% endfor %}",
}


def examples():
    """Placeholder → example, in the active language."""
    return {
        "name": "Sari Wulandari",
        "username": "sari",
        "number": "7KQ2-94HD",
        "placed_on": date_format(EXAMPLE_DAY, "j F Y") + " 09.12 WIB",
        "processing_day": date_format(EXAMPLE_DAY, "l, j F Y"),
        "lines": [{"quantity": 2, "title": _("Hand drill"), "price": rupiah(1_500_000)}],
        "goods": rupiah(1_500_000),
        "shipping": rupiah(40_000),
        "shipping_method": _("Regular"),
        "total": rupiah(1_540_000),
        "ppn": rupiah(152_613),
        "address": ["Sari Wulandari", "+62 812-3456-7890", "Jalan Melati 5", "Kota Bandung 40111"],
        "is_pickup": False,
        "steps": steps_ahead(PolicyFacts.current(), deadline_hours=24, email="sari@example.com", is_pickup=False),
        "days": 3,
        "product": _("Hand drill"),
        "price": rupiah(750_000),
        "new_email": "sari@example.com",
        **_examples_of_an_orders_life(),
    } | {
        name: absolute(f"/{name}")
        for name in (
            "order_url",
            "account_url",
            "reset_url",
            "confirm_url",
            "product_url",
            "unsubscribe_url",
            "refund_url",
            "tracking_url",
            "form_url",
            "claim_url",
            "replacement_url",
        )
    }


def _examples_of_an_orders_life():
    """Invoice, money, parcels, claims."""
    moment, facts = date_format(EXAMPLE_DAY, "l, j F Y") + ", 09.12 WIB", PolicyFacts.current()
    return {
        "invoice": "INV-2026-000042",
        "amount": rupiah(1_540_000),
        "pay_until": moment,
        "received": rupiah(1_000_000),
        "due": rupiah(540_000),
        "bank_accounts": ["Bank Mandiri 123-456 (Enportu)"],
        "missing": [{"quantity": 1, "title": _("Hand drill")}],
        "parcel": [{"quantity": 2, "title": _("Hand drill")}],
        "courier": "JNE",
        "tracking_number": "JX0012345678",
        "is_all": True,
        "pickup_address": facts.pickup_lines,
        "service_hours": in_words(facts, get_language())["service_hours"],
        "delivered_on": moment,
        "claim_deadline": moment,
        "why": _("The goods are not available."),
        "by_shopper": False,
        "reason": _("Goods are missing"),
        "route": _("Bank transfer"),
        "reference": "TRF-0042",
        "paid_on": date_format(EXAMPLE_DAY, "j F Y"),
        "needs_sign_in": False,
        "account": "BCA ••1234",
        "message": _("We have put an adapter into the parcel."),
    }


def _examples_of_a_claim():
    """What was claimed, what was said, how it ended."""
    facts = PolicyFacts.current()
    return {
        "number": "CL-7K2QF-9XM4T",
        "order": "7KQ2-94HD",
        "goods": f"1 × {_('Hand drill')}",
        "reason": Reason.WRONG_GOODS.label,
        "wish": Wish.REFUND.label,
        "answers": [{"label": _("Unused"), "words": _("Yes")}],
        "files": ["IMG_0042.jpg"],
        "description": _("The box holds another drill."),
        "text": _("Thank you for the photos."),
        "reply_until": date_format(EXAMPLE_DAY, "l, j F Y") + ", 09.12 WIB",
        "outcome": Outcome.REFUND.value,
        "replacement": "7KQ2-94HE",
        "return_address": facts.pickup_address.splitlines(),
        "is_question": False,
        "is_return": True,
        "needs_goods": True,
        "is_asked": True,
        **{name: in_words(facts, get_language())[name] for name in ("phone", "whatsapp", "email", "service_hours")},
    }


def placeholders(event_code):
    """Name → example for what the shop's own wording of this mail prints; the shop's name goes with every mail."""
    words = {word for tag in TAG.findall(own_source(event_code)) for word in WORD.findall(tag)}
    known = examples() | (_examples_of_a_claim() if "claim_url" in words else {})
    found = {name: example for name, example in known.items() if name in words}
    return {"shop_name": settings.OSCAR_SHOP_NAME} | found


def own_source(event_code):
    """The source of the shop's own wording of a mail; empty for a mail that has none yet."""
    try:
        return "\n".join(get_template(f"mail/{event_code.lower()}/{part}").template.source for part in PARTS)
    except TemplateDoesNotExist:
        return ""


def how_to_write(names):
    """Each name with what staff type to print it."""
    return {name: LISTS.get(name, f"{{{{ {name} }}}}") for name in names}
