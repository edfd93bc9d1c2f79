"""What editors make private: no list, search or machine shows it, in either language, and its door looks like ours."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from helpcenter.outline import index_of
from helpcenter.search import results
from home.links import live_translations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keep_no_page(settings):
    settings.CACHES = {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in settings.CACHES}


def close(page, kind="password"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="rahasia" * (kind != "login"))


def shown(client, *pages):
    """For each of these public help pages, the places where its title is found."""
    sitemap = client.get("/sitemap-pages-1.xml").content.decode()
    places = {}
    for language in {page.locale.language_code for page in pages}:
        listed = client.get("/api/v3/pages/", {"locale": language, "type": "helpcenter.HelpEntryPage"})
        index = client.get(index_of(language).url)
        places[language] = {"index": index.content.decode(), "sitemap": sitemap, "api": listed.content.decode()}
    found = []
    for page in pages:
        texts = places[page.locale.language_code] | {"search": str(results(page.title, 5, page.locale.language_code))}
        found.append({name for name, text in texts.items() if page.title.rstrip("?") in text or page.slug in text})
    return found


def test_a_private_page_is_shown_nowhere_in_either_language(client, help_center, english):
    entry, other = help_center.password, help_center.window
    pages = [entry, english(entry), other]
    everywhere = {"index", "sitemap", "api", "search"}
    assert shown(client, *pages) == [everywhere, everywhere, everywhere]
    for closed in (entry, help_center.account):
        restriction = close(closed)
        assert shown(client, *pages) == [set(), set(), everywhere], closed
        assert live_translations([entry.pk], "id") == live_translations([entry.pk], "en") == {}
        restriction.delete()
    assert shown(client, *pages) == [everywhere, everywhere, everywhere]


def test_a_translation_is_open_to_the_same_groups(help_center, english):
    members = Group.objects.create(name="Members")
    restriction = close(help_center.window, "groups")
    restriction.groups.add(members)
    own = english(help_center.window).get_view_restrictions().get()
    assert (own.restriction_type, list(own.groups.all())) == ("groups", [members])


def test_private_pages_cost_no_query_each(client, help_center):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(help_center.index.url)
        return len(queries)

    count()
    close(help_center.password)
    with_one = count()
    close(help_center.window)
    assert count() == with_one


def test_the_password_opens_the_section_and_its_questions(client, help_center, english):
    close(help_center.account)
    for section, words, entry in (
        (help_center.account, "Halaman ini memakai password", "Lupa password?"),
        (english(help_center.account), "This page has a password", "Forgot the password?"),
    ):
        door = client.get(section.url)
        html = door.content.decode()
        assert words in html
        assert "account-form" in html
        assert entry not in html
        assert client.post(door.context["action_url"], {"password": "no", "return_url": "/"}).status_code == 200
        client.post(door.context["action_url"], {"password": "rahasia", "return_url": section.url})
        assert entry in client.get(section.url).content.decode()


def test_a_page_for_members_leads_to_our_sign_in(client, help_center, english):
    close(help_center.window, "login")
    for page, sign_in in ((help_center.window, "/akun/"), (english(help_center.window), "/en/account/")):
        assert client.get(page.url).url.startswith(sign_in)
    assert client.get("/_util/login/?next=/bantuan/").url.endswith("?next=/bantuan/")
