"""The member's list of claims."""

import pytest
from bs4 import BeautifulSoup

from shop.claims import deciding
from tests.support.claim_customer import Customer
from tests.support.claims import received_order, sent_claim
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


def test_the_list_has_claims_about_the_members_order_that_came_by_a_mailed_link(client, set_up_shop):
    member, order = make_member(), received_order()
    type(order).objects.filter(pk=order.pk).update(user=member, guest_email="")
    claim = sent_claim(order, user=None)
    client.force_login(member)
    soup = BeautifulSoup(client.get("/akun/klaim/").content, "html.parser")
    link = soup.find("a", string=claim.number)
    assert client.get(link["href"]).status_code == 200


def test_the_list_does_not_ask_for_goods_that_are_on_their_way(client, set_up_shop):
    customer = Customer(client, is_member=True)
    deciding.approve(customer.claims(), customer.staff, "Silakan kirim.")
    ask, wait = "Please send us the goods", "Your parcel is on its way to us."

    def told():
        text = client.get("/en/account/claims/").content.decode()
        return ask in text, wait in text

    assert told() == (True, False)
    customer.do("parcel", courier="JNE", tracking_number="JX7")
    assert told() == (False, True)
