"""What browsers may load on our pages."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.catalogue import make_product

pytestmark = pytest.mark.django_db
PUBLIC = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"


@pytest.mark.parametrize("address", ["/katalog/", "/en/catalogue/", "/cari/?q=x", "/katalog/nothing_999/"])
def test_public_pages_run_scripts_of_this_shop_alone(client, address):
    response = client.get(address)
    assert response["Content-Security-Policy"].startswith(PUBLIC)
    assert response["Speculation-Rules"] == '"/static/js/prefetch.speculationrules"'


def test_a_kept_page_has_the_policy_too(client):
    address = make_product().get_absolute_url()
    policies = {client.get(address)["Content-Security-Policy"] for _visit in range(3)}
    assert len(policies) == 1


def test_the_dashboard_and_the_cms_may_use_what_their_makers_wrote(admin_client):
    for address in ("/dashboard/", "/cms/"):
        response = admin_client.get(address, follow=True)
        assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in response["Content-Security-Policy"]
        assert "Speculation-Rules" not in response


def test_templates_of_public_pages_hold_no_inline_script_or_style():
    folder = Path(settings.BASE_DIR) / "templates"
    pages = [path for path in folder.rglob("*.html") if path.relative_to(folder).parts[0] not in ("oscar", "mail")]
    assert len(pages) > 20
    inline = re.compile(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*(\ssrc=|ld\+json))")
    assert [path.name for path in pages if inline.search(path.read_text())] == []


@pytest.mark.parametrize(
    "name", ["products/" + 300 * "a", "images/" + 90 * "bor/" + 256 * "a" + ".png", "products/%00"]
)
def test_a_file_whose_name_no_disk_can_have_is_not_found(client, name):
    assert client.get(f"/media/{name}").status_code == 404
