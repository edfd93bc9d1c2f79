"""Error pages speak one language from top to bottom."""

import pytest

pytestmark = pytest.mark.django_db


def test_what_is_put_into_an_english_error_page_is_english_too(client):
    page = client.get("/fr/drills/").content.decode()
    assert 'href="/en/basket/"' in page
    assert "/keranjang/" not in page
