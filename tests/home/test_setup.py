"""What a new shop starts with, and that a second start changes nothing."""

import pytest
from django.core.management import call_command
from django.utils.translation import override
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from helpcenter.models import HelpIndexPage
from home.initial import set_up_pages
from home.models import HomePage, Navigation
from tests.support.rows import keep_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def front_page(db):
    """The front page of a new shop."""
    return keep_rows("front page", set_up_pages)


def test_a_new_shop_has_its_front_page_in_both_languages(front_page):
    english = HomePage.objects.get(locale__language_code="en")
    assert Site.objects.get(is_default_site=True).root_page_id == front_page.pk
    assert (front_page.get_url(), english.get_url()) == ("/", "/en/")
    assert english.body[0].value["title"] == "Machines and tools, ready for work"
    with override("en"):
        assert Translation.objects.get(target_locale__language_code="en").get_status_display() == "Up to date"
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_a_second_start_changes_nothing_that_an_editor_changed(front_page):
    front_page.title = "Depan"
    front_page.save_revision().publish()
    navigation = Navigation.objects.get()
    navigation.tagline_en = "tools"
    navigation.save()
    set_up_pages()
    assert list(HomePage.objects.filter(locale__language_code="id").values_list("title", flat=True)) == ["Depan"]
    assert [row.tagline_en for row in Navigation.objects.all()] == ["tools"]


def test_the_navigation_names_the_help_center_until_an_editor_takes_it_out(set_up_shop):
    navigation = Navigation.objects.get()
    assert isinstance(navigation.help_page.specific, HelpIndexPage)
    navigation.help_page = None
    navigation.save()
    call_command("setup_navigation")
    navigation.refresh_from_db()
    assert navigation.help_page is None


@pytest.mark.parametrize(("address", "lang", "words"), [("/", "id", "siap bekerja"), ("/en/", "en", "ready for work")])
def test_the_front_page_speaks_the_language_of_its_address(client, front_page, address, lang, words):
    html = client.get(address).content.decode()
    assert f'<html lang="{lang}">' in html
    assert words in html
    assert f'<link rel="canonical" href="http://testserver{address}">' in html
    for code, path in (("id", "/"), ("en", "/en/"), ("x-default", "/")):
        assert f'<link rel="alternate" hreflang="{code}" href="http://testserver{path}">' in html
