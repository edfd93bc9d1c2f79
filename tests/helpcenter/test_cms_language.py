"""The CMS speaks the language that its user has chosen, in its pages and in its scripts."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db
ENGLISH = {  # what an Indonesian page of the CMS must not say, by the name of the page
    "history": ["Compare", "Review", "Initial Revision", "Published", "Timeline"],
    "edit": ["Toggle", "Keyboard shortcuts", "Comment notifications", "Go-live", "Skip to main content"],
    "delete": ["Are you sure", "Yes, delete", "will also"],
    "copy": ["Keep the new pages", "will be a child"],
    "move": ["Select a new parent"],
}


def words_of_scripts(client, name):
    """The catalogue that a script gets: English → as it is shown."""
    text = client.get(reverse(name)).content.decode()
    catalogue = re.search(r"const newcatalog = (\{.*?\n  \});?", text, re.DOTALL)
    return json.loads(catalogue[1]) if catalogue else {}


def test_the_scripts_of_the_cms_speak_indonesian(cms):
    expected = {
        "wagtail_localize:javascript_catalog": {
            "Publish in ": "Publikasikan dalam ",
            "Translate": "Terjemahkan",
            "Upload PO file": "Unggah berkas PO",
        },
        "wagtailadmin_javascript_catalog": {"Insert a block": "Sisipkan blok", "Delete": "Hapus"},
    }
    for name, words in expected.items():
        assert words_of_scripts(cms, name).items() >= words.items(), name


def test_who_reads_the_cms_in_english_gets_english_scripts(cms, editor):
    UserProfile.objects.create(user=editor, preferred_language="en")
    assert "Publish in " not in words_of_scripts(cms, "wagtail_localize:javascript_catalog")


def test_the_pages_of_an_editor_say_nothing_in_english(cms, help_center):
    for name, words in ENGLISH.items():
        html = cms.get(reverse(f"wagtailadmin_pages:{name}", args=[help_center.password.pk])).content.decode()
        text = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
        assert '<html lang="id"' in text, name
        assert [word for word in words if word in text] == [], name


def test_several_pages_are_published_at_once_in_indonesian(cms, help_center):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = cms.get(f"{address}?id={help_center.password.pk}&id={help_center.window.pk}").content.decode()
    assert "Publikasikan 2 halaman" in html
