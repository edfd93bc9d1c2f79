"""Kept pages: served without a query, dropped with what they show, and never another visitor's."""

import re
import time

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.core.loading import get_model

from shop.accounts.models import User
from tests.support.catalogue import make_category, make_product
from web import holes, pagecache
from web.filecache import FileCache
from web.pagecache import CLOCK_SKEW_NS, MAX_QUERY, PageCacheMiddleware, drop, keep

A_LITTLE_LATER_S = CLOCK_SKEW_NS / 1e9 * 1.5


class Site:
    """A page behind the real middleware, that counts how often it is made and can change while it is."""

    def __init__(self, tags=("shelf",), max_age_s=300, meanwhile=lambda: None, body="shelf"):
        self.made = 0
        self.tags, self.max_age_s, self.meanwhile, self.body = tags, max_age_s, meanwhile, body
        self.middleware = PageCacheMiddleware(self.view)

    def view(self, request):
        self.made += 1
        self.meanwhile()
        return keep(request, HttpResponse(f"{self.body} {self.made}"), self.tags, self.max_age_s)

    def get(self, path="/shelf/", method="get", **extra):
        request = getattr(RequestFactory(), method)(path, **extra)
        request.session = SessionStore()
        return self.middleware(request)

    def warm(self, path="/shelf/"):
        """Ask until the page is kept: the first request names the tags, the second is late enough to be kept."""
        self.get(path)
        time.sleep(A_LITTLE_LATER_S)
        return self.get(path)


@pytest.fixture
def drop_now(django_capture_on_commit_callbacks):
    """Drop tags as a committed change does."""

    def drop_now(*tags):
        with django_capture_on_commit_callbacks(execute=True):
            drop(*tags)

    return drop_now


@pytest.mark.django_db
def test_a_kept_page_is_not_made_again():
    site = Site()
    assert site.warm().content == b"shelf 2"
    assert site.get().content == b"shelf 2"
    assert site.get().content == b"shelf 2"
    assert site.made == 2


@pytest.mark.django_db
def test_dropping_a_tag_drops_its_pages_and_no_others(drop_now):
    shelf, help_page = Site(tags=["shelf"]), Site(tags=["help"])
    shelf.warm("/shelf/")
    help_page.warm("/help/")
    drop_now("shelf")
    assert shelf.get("/shelf/").content == b"shelf 3"
    assert help_page.get("/help/").content == b"shelf 2"


@pytest.mark.django_db
def test_a_page_whose_data_changes_while_it_is_made_is_not_kept(drop_now):
    site = Site()
    site.warm()
    drop_now("shelf")
    time.sleep(A_LITTLE_LATER_S)
    site.meanwhile = lambda: drop_now("shelf")
    assert site.get().content == b"shelf 3"
    site.meanwhile = lambda: None
    assert site.get().content == b"shelf 4"


@pytest.mark.django_db
def test_a_change_between_reading_the_versions_and_keeping_the_page_is_seen(monkeypatch, drop_now):
    site = Site()
    site.get()
    time.sleep(A_LITTLE_LATER_S)
    read = pagecache._versions

    def change_right_after(tags):
        found = read(tags)
        if "shelf" in found:
            monkeypatch.setattr(pagecache, "_versions", read)
            drop_now("shelf")
        return found

    monkeypatch.setattr(pagecache, "_versions", change_right_after)
    assert site.get().content == b"shelf 2"
    assert site.get().content == b"shelf 3"


@pytest.mark.django_db
def test_losing_the_versions_drops_pages_instead_of_reviving_them():
    site = Site()
    site.warm()
    for tag in ("shelf", "*", pagecache.EVERYTHING):
        cache.delete(pagecache._version_key(tag))
    assert site.get().content == b"shelf 3"


@pytest.mark.django_db
def test_a_page_is_made_again_when_its_time_is_over():
    site = Site(max_age_s=0.2)
    site.warm()
    time.sleep(0.25)
    assert site.get().content == b"shelf 3"


@pytest.mark.django_db
def test_head_is_answered_from_a_kept_page_and_never_kept_itself():
    site = Site()
    site.get()
    time.sleep(A_LITTLE_LATER_S)
    site.get(method="head")
    assert site.get().content == b"shelf 3"
    assert site.get(method="head").content == b"shelf 3"
    assert site.made == 3


@pytest.mark.django_db
def test_each_query_string_is_a_page_of_its_own_and_long_ones_are_not_kept():
    site = Site()
    site.warm("/shelf/?page=1")
    assert site.get("/shelf/?page=2").content == b"shelf 3"
    assert site.get("/shelf/?page=1").content == b"shelf 2"
    long = "/shelf/?q=" + "x" * MAX_QUERY
    site.get(long)
    assert site.get(long).content == b"shelf 5"


@pytest.mark.django_db
def test_a_missing_page_is_not_kept():
    def view(request):
        raise Http404

    with pytest.raises(Http404):
        PageCacheMiddleware(view)(RequestFactory().get("/nowhere/"))
    answers = iter([404, 404, 200])
    shelf = PageCacheMiddleware(lambda request: keep(request, HttpResponse("", status=next(answers)), ["shelf"]))
    statuses = []
    for _attempt in range(3):
        request = RequestFactory().get("/gone/")
        request.session = SessionStore()
        statuses.append(shelf(request).status_code)
        time.sleep(A_LITTLE_LATER_S)
    assert statuses == [404, 404, 200]


@pytest.mark.django_db
def test_a_view_that_looks_at_the_visitor_cannot_be_kept():
    def view(request):
        request.session["seen"] = True
        return keep(request, HttpResponse("yours"), ["shelf"])

    request = RequestFactory().get("/yours/")
    request.session = SessionStore()
    with pytest.raises(AssertionError, match="looked at the visitor's session or cookies"):
        PageCacheMiddleware(view)(request)


# --- In the shop ----------------------------------------------------------------------------------------------------


@pytest.fixture
def product(db):
    return make_product("Bor listrik", "Electric drill", category=make_category("Perkakas", "Tools"))


def warm(client, path):
    client.get(path)
    time.sleep(A_LITTLE_LATER_S)
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/katalog/", "/en/catalogue/", "/cari/?q=bor", "product", "category"])
def test_a_kept_page_of_the_shop_costs_a_new_visitor_no_query(client, product, path):
    path = {"product": product.get_absolute_url(), "category": product.categories.get().get_absolute_url()}.get(
        path, path
    )
    first = warm(client, path)
    with CaptureQueriesContext(connection) as queries:
        second = client.get(path)
    assert len(queries) == 0
    assert without_token(second.content.decode()) == without_token(first)
    assert second["Content-Type"] == "text/html; charset=utf-8"
    assert second["Cache-Control"] == "private, no-cache"


def without_token(html):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html)


def test_no_visitor_sees_the_name_or_the_token_of_another(client, product):
    page = product.get_absolute_url()
    for name in ("sari", "budi"):
        User.objects.create_user(username=name, email=f"{name}@example.com")
    client.force_login(User.objects.get(username="sari"))
    mine = warm(client, page)
    client.force_login(User.objects.get(username="budi"))
    his = client.get(page).content.decode()
    client.logout()
    nobodys = client.get(page).content.decode()
    assert "sari" in mine
    assert "budi" not in mine
    assert "budi" in his
    assert "sari" not in his
    assert "Sign In" in nobodys
    assert "sari" not in nobodys
    assert "budi" not in nobodys


def test_each_visitor_gets_a_token_that_the_shop_accepts(product):
    page, tokens = product.get_absolute_url(), []
    for _visitor in range(2):
        visitor = Client(enforce_csrf_checks=True)
        warm(Client(), page)
        for _visit in range(2):  # with a new secret, then with the same one in another mask
            html = visitor.get(page).content.decode()
            tokens.append(re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1])
            posted = {"quantity": 1, "csrfmiddlewaretoken": tokens[-1]}
            assert visitor.post(reverse("basket:add", args=[product.pk]), posted).status_code == 302
        forged = {"quantity": 1, "csrfmiddlewaretoken": tokens[0][::-1]}
        assert visitor.post(reverse("basket:add", args=[product.pk]), forged).status_code == 403
    assert len(set(tokens)) == 4
    assert sorted(get_model("basket", "Line").objects.values_list("quantity", flat=True)) == [2, 2]


def test_the_file_cache_looks_through_its_folder_now_and_then_only(tmp_path, monkeypatch):
    looks = []
    files = FileCache(tmp_path, {"OPTIONS": {"MAX_ENTRIES": 10}})
    monkeypatch.setattr(FileBasedCache, "_cull", lambda cache: looks.append(1))
    for number in range(1000):
        files.set(f"page:{number}", b"x")
    assert 0 < len(looks) < 50
    assert files.get("page:999") == b"x"


@pytest.mark.django_db
def test_what_looks_like_a_mark_in_a_product_stays_text(client):
    product = make_product(description_ind="<p>Bor <!--hole:account--> a-token-is-put-in-here-on-the-way-out</p>")
    page = client.get(product.get_absolute_url())
    assert page.status_code == 200
    assert "<!--hole:account--> a-token-is-put-in-here-on-the-way-out" in page.content.decode()
    assert holes.form_token_mark() not in page.content.decode()


def test_a_part_is_made_once_until_a_tag_is_dropped(django_capture_on_commit_callbacks, db):
    made = []

    def make():
        made.append(1)
        return len(made)

    assert [pagecache.remember("parts", make, {"tools"}) for _ in range(3)] == [1, 1, 1]
    with django_capture_on_commit_callbacks(execute=True):
        pagecache.drop("tools")
    assert pagecache.remember("parts", make, {"tools"}) == 2
    with django_capture_on_commit_callbacks(execute=True):
        pagecache.drop(pagecache.EVERYTHING)
    assert pagecache.remember("parts", make, {"tools"}) == 3


def test_a_part_that_changed_while_it_was_made_is_made_again(django_capture_on_commit_callbacks, db):
    def make_slowly():
        with django_capture_on_commit_callbacks(execute=True):
            pagecache.drop("tools")
        return "old"

    assert pagecache.remember("parts", make_slowly, {"tools"}) == "old"
    assert pagecache.remember("parts", lambda: "new", {"tools"}) == "new"
