"""Somebody who fills in a form for a claim, as a member or as a guest with the link."""

from urllib.parse import urlencode

from shop.order.links import Purpose, sign
from tests.support.claims import received_order, upload
from tests.support.life import Order
from tests.support.people import make_member
from tests.support.shopping import hidden

SAID = {
    "step": "write", "name": "Siti", "email": "siti@example.com", "phone": "0812-3456-7890", "quantity": "1",
    "reason": "wrong_goods", "is_sealed": "yes", "is_unused": "yes", "wish": "refund", "description": "Isinya lain.",
}  # fmt: skip


class Shopper:
    """Somebody with a received order: a member who is signed in, or a guest with the link."""

    def __init__(self, client, is_member, language="id"):
        self.client, self.order, self.language = client, received_order(), language
        self.line, self.member = self.order.lines.get(), None
        self.query = {"token": sign(Purpose.CLAIM_FORM, self.order.number)}
        if is_member:
            self.member = make_member()
            Order.objects.filter(pk=self.order.pk).update(user=self.member, guest_email="")
            self.order.refresh_from_db()
            client.force_login(self.member)
            self.query = {"order": self.order.number}

    def address(self, topic="return", **query):
        prefix = "" if self.language == "id" else "/en"
        return f"{prefix}/formulir/{topic}/?{urlencode(self.query | query)}"

    @property
    def form(self):
        return self.address(line=self.line.pk)

    def open(self):
        response = self.client.get(self.form)
        assert response.status_code == 200
        return response

    def send(self, page=None, **answers):
        if "draft" not in answers:
            answers |= {"draft": hidden(page or self.open(), "draft")}
        values = SAID | {"photos": upload()} | answers
        return self.client.post(self.form, {name: value for name, value in values.items() if value is not None})


def text_of(response):
    return response.content.decode()
