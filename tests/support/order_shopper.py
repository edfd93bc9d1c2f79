"""Somebody at the page of their order, as a member or as a guest with its link."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shop.order.links import Purpose, sign
from tests.support.life import Order, placed
from tests.support.people import make_member


def picture(name="bukti.png", color="white"):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


class Shopper:
    """Somebody with an order: a member who is signed in, or a guest with the link."""

    def __init__(self, client, is_member):
        self.client, self.order = client, placed()
        self.order.lines.update(warranty_months=12)
        if is_member:
            member = make_member()
            Order.objects.filter(pk=self.order.pk).update(user=member, guest_email="")
            self.order.refresh_from_db()
            client.force_login(member)
        token = sign(Purpose.ORDER, self.order.number)
        self.page = f"/en/account/orders/{self.order.number}/" if is_member else f"/en/account/guest-order/{token}/"

    def text(self):
        response = self.client.get(self.page)
        assert response.status_code == 200
        return response.content.decode()

    def do(self, action, **values):
        """Post an action of the page; return the page that follows."""
        answer = self.client.post(f"{self.page}{action}/", values, follow=True)
        self.order.refresh_from_db()
        return answer.content.decode()
