"""The member's list of claims."""

import pytest
from bs4 import BeautifulSoup

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
