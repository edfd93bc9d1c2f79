"""Claims for tests, as customers send them, and files to send with them."""

import io
from functools import partial
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from oscar.core.loading import get_model
from PIL import Image

from shop.claims import deciding
from shop.claims.eligibility import Said
from shop.claims.submitting import Submission, submit_claim
from shop.claims.words import Reason, Topic, Wish
from shop.order.lifecycle import State
from tests.support.catalogue import make_product
from tests.support.life import is_crowded, take
from tests.support.rows import keep_rows
from tests.support.shopping import make_zone, open_basket, place


def picture_bytes(size=(640, 480), colour="#7a3", kind="JPEG", **options):
    """A picture, encoded."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind, **options)
    return target.getvalue()


def upload(name="foto.jpg", content=None, content_type="image/jpeg"):
    """A file as a form sends it; a small picture where no content is given."""
    return SimpleUploadedFile(name, picture_bytes((80, 60)) if content is None else content, content_type)


def video_bytes(cut=0):
    """The outline of an MP4 with all its boxes; `cut` bytes are missing at its end."""

    def box(kind, body):
        return (8 + len(body)).to_bytes(4, "big") + kind + body

    film = box(b"mvhd", bytes(100)) + box(b"trak", bytes(84))
    whole = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"moov", film) + box(b"mdat", bytes(4000))
    return whole[: len(whole) - cut]


def pdf_bytes(content=b"1 0 obj <<>> endobj"):
    """A PDF that is whole, with `content` in it."""
    body = b"%PDF-1.4\n2 0 obj <<>> endobj\n" + content + b"\n"
    return body + b"xref\n0 1\n0000000000 65535 f \ntrailer <<>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def received_order(quantity=2, warranty_months=12):
    """A guest's order over drills that its shopper has received."""
    build = partial(_receive, quantity, warranty_months)
    return build() if is_crowded() else keep_rows(f"received {quantity} drills, {warranty_months} months", build)


def _receive(quantity, warranty_months):
    if not get_model("shipping", "Zone").objects.exists():
        make_zone(provinces=["32"])
    product = make_product(weight_g=2000, price=1_110_000, stock=20, warranty_months=warranty_months)
    return take(State.DELIVERED, place(open_basket(product, quantity)))


def submission(order=None, *, topic=Topic.RETURN, quantity=1, **values):
    """What a form would say about the first line of an order."""
    order = order or received_order()
    said = {"reason": Reason.WRONG_GOODS, "wish": Wish.REFUND, "is_sealed": True, "is_unused": True}
    if topic == Topic.WARRANTY:
        said = {"reason": Reason.DEFECT, "wish": Wish.REPAIR}
    said |= {name: values.pop(name) for name in list(values) if name in ("reason", "wish", "is_sealed", "is_unused")}
    defaults = {
        "key": uuid4(),
        "language": "id",
        "name": "Siti",
        "email": "siti@example.com",
        "phone": "+6281234567890",
        "description": "Isinya barang lain.",
        "order": order,
        "line": order.lines.first(),
        "user": order.user,
    }
    return Submission(topic=topic, said=Said(quantity=quantity, **said), **(defaults | values))


def sent_claim(order=None, **values):
    """A claim that its customer has sent."""
    return submit_claim(submission(order, **values))


def sent_question(**values):
    """A question to Customer Service, without an order."""
    defaults = {"key": uuid4(), "topic": Topic.QUESTION, "language": "id", "name": "Siti", "email": "siti@example.com",
                "description": "Kapan toko buka?"}  # fmt: skip
    return submit_claim(Submission(**(defaults | values)))


def form_address(topic, language):
    """Where forms for claims would be: for settings.CLAIM_FORM_ADDRESS."""
    return f"/form/{language}/{topic}/"


def approved(agus, **values):
    """A claim that staff have approved, read again."""
    claim = sent_claim(**values)
    deciding.approve(claim, agus, "Kirimkan barangnya.")
    claim.refresh_from_db()
    return claim
