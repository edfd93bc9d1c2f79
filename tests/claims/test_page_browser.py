"""The page of a claim in a browser, on a phone."""

import pytest

from shop.claims import talking
from shop.order.links import Purpose, sign
from tests.support.axe import PHONE
from tests.support.claims import pdf_bytes, received_order, sent_claim, upload

pytestmark = pytest.mark.django_db(transaction=True)
BULLETS = "marks => marks.map(mark => getComputedStyle(mark, '::before').content)"


def test_an_event_with_files_has_one_bullet(new_context, set_up_shop):
    claim = sent_claim(received_order())
    talking.write_to_shop(claim, "Ini fotonya.", [upload("segel.jpg"), upload("nota.pdf", pdf_bytes())])
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"/en/account/guest-claim/{sign(Purpose.CLAIM, claim.number)}/")
    events = page.locator(".timeline > li")
    assert events.evaluate_all(BULLETS) == ['""'] * claim.events.count()
    assert page.locator(".timeline .claim-gallery > li").evaluate_all(BULLETS) == ["none", "none"]
