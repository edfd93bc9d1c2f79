"""Somebody at the page of their claim, as a member or as a guest with its link."""

from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model

from shop.claims.links import claim_path
from shop.order.links import Purpose, sign
from tests.support.claims import received_order, sent_claim
from tests.support.people import make_member

Order = get_model("order", "Order")


class Customer:
    """Somebody with a received order: a member who is signed in, or a guest with links."""

    def __init__(self, client, is_member):
        self.client, self.order, self.staff = client, received_order(), make_member("agus")
        if is_member:
            Order.objects.filter(pk=self.order.pk).update(user=make_member(), guest_email="")
            self.order.refresh_from_db()
            client.force_login(self.order.user)

    def claims(self, **values):
        self.claim = sent_claim(self.order, **values)
        return self.claim

    def page(self, claim=None, language="en"):
        with translation.override(language):
            return claim_path(claim or self.claim)

    def text(self, language="en"):
        response = self.client.get(self.page(language=language))
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        return response.content.decode()

    def post(self, action, **values):
        return self.client.post(f"{self.page()}{action}/", values)

    def do(self, action, **values):
        """Post an action of the page; return the page that follows."""
        answer = self.client.post(f"{self.page()}{action}/", values, follow=True)
        self.claim.refresh_from_db()
        return answer.content.decode()

    @property
    def order_page(self):
        with translation.override("en"):
            if self.order.user_id:
                return reverse("customer:order", args=[self.order.number])
            return reverse("customer:guest-order", args=[sign(Purpose.ORDER, self.order.number)])
