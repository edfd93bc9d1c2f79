"""Who may open what in the dashboard."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.urls import URLResolver, reverse

from config.roles import Role, grant_role, set_up_roles
from shop.accounts.models import User

WORK = [
    "/dashboard/",
    "/dashboard/figures/",
    "/dashboard/catalogue/",
    "/dashboard/catalogue/categories/",
    "/dashboard/catalogue/categories/create/",
    "/dashboard/catalogue/product-types/",
    "/dashboard/catalogue/attribute-option-group/",
    "/dashboard/catalogue/stock-alerts/",
    "/dashboard/orders/",
    "/dashboard/orders/statistics/",
    "/dashboard/claims/",
    "/dashboard/claims/figures/",
    "/dashboard/shipping/weight-based/",
    "/dashboard/shipping/weight-based/create/",
    "/dashboard/shipping/zones/",
    "/dashboard/comms/",
    "/dashboard/comms/ORDER_PLACED/",
]
FOR_ADMINISTRATORS = [
    "/dashboard/users/",
    "/dashboard/users/alerts/",
    "/dashboard/partners/",
    "/dashboard/offers/",
    "/dashboard/vouchers/",
    "/dashboard/ranges/",
    "/dashboard/catalogue/products/1/delete/",
    "/dashboard/catalogue/categories/1/delete/",
    "/dashboard/shipping/zones/1/delete/",
    "/dashboard/shipping/weight-based/1/delete/",
]


@pytest.fixture
def sign_in(client, db):
    """A callable: the client, signed in as somebody with this role."""
    set_up_roles()

    def sign(role):
        user = User.objects.create_user(role, f"{role}@example.com", "a-good-password")
        grant_role(user, role)
        client.force_login(user)
        return client

    return sign


def answers(client, paths):
    return {path: client.get(path).status_code for path in paths}


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN])
def test_staff_open_what_they_work_with(sign_in, role):
    assert answers(sign_in(role), WORK) == dict.fromkeys(WORK, 200)


def test_deleting_and_accounts_are_an_administrators(sign_in):
    assert answers(sign_in(Role.STAFF), FOR_ADMINISTRATORS) == dict.fromkeys(FOR_ADMINISTRATORS, 403)


def test_administrators_open_the_rest(sign_in):
    rest = ["/dashboard/users/", "/dashboard/users/alerts/"]
    assert answers(sign_in(Role.ADMIN), rest) == dict.fromkeys(rest, 200)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.NONE])
def test_to_customers_and_editors_the_dashboard_does_not_exist(sign_in, role):
    client = sign_in(role)

    assert {client.get(path).status_code for path in WORK + FOR_ADMINISTRATORS} == {404}


def test_a_visitor_is_asked_to_sign_in(client, db):
    answers = [client.get(path) for path in WORK]

    assert {(answer.status_code, answer.url.partition("?")[0]) for answer in answers} == {(302, "/dashboard/login/")}


def test_there_is_one_cms_and_no_page_without_rows(sign_in):
    paths = ["/dashboard/pages/", "/dashboard/reviews/", "/dashboard/reports/"]
    assert answers(sign_in(Role.ADMIN), paths) == dict.fromkeys(paths, 404)


def test_every_address_of_the_dashboard_asks_for_a_right(rf):
    """A new page that forgot its permission fails here: it would run for a visitor."""
    request = rf.get("/")
    request.user = AnonymousUser()

    def views(patterns):
        for pattern in patterns:
            yield from views(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]

    guarded = [p for p in views(apps.get_app_config("dashboard").urls[0]) if p.name not in ("login", "logout")]

    assert len(guarded) > 50
    assert {pattern.callback(request).url.partition("?")[0] for pattern in guarded} == {reverse("dashboard:login")}


def test_the_menu_shows_what_a_person_may_open(sign_in):
    page = sign_in(Role.STAFF).get("/en/dashboard/").content.decode()

    assert "/en/dashboard/shipping/zones/" in page
    assert "/dashboard/users/" not in page
