"""The forms of the tests' own addresses, and who fills them in: pages of editors are not needed for that."""

import pytest

from tests.support.claim_shopper import Shopper


@pytest.fixture
def forms(settings):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claim_forms.address"


@pytest.fixture(params=["member", "guest"])
def shopper(request, client, set_up_shop):
    return Shopper(client, request.param == "member")


@pytest.fixture
def member(client, set_up_shop):
    return Shopper(client, is_member=True)


@pytest.fixture
def guest(client, set_up_shop):
    return Shopper(client, is_member=False)
