"""Who may open what, asked with real requests."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Site

from config.demo import ACCOUNTS, load_accounts
from config.roles import OUR_ROOMS, UNUSED_GROUPS, Role, grant_role, set_up_roles
from shop.policies.models import PolicyFacts

pytestmark = pytest.mark.django_db

SIGN_IN_CMS, SIGN_IN_DASHBOARD, HOME_CMS = "/cms/login/", "/dashboard/login/", "/cms/"
FACTS = "/cms/settings/policies/policyfacts/1/"
# The address, and what shopper, editor, staff and administrator get: a status, or where they are sent instead.
DOORS = {
    "CMS": ("/cms/", SIGN_IN_CMS, 200, 200, 200),
    "page tree": ("/cms/pages/", SIGN_IN_CMS, 200, 200, 200),
    "edit a page": ("/cms/pages/{page}/edit/", SIGN_IN_CMS, 200, HOME_CMS, 200),
    "delete pages with all below": ("/cms/pages/{page}/delete/", SIGN_IN_CMS, HOME_CMS, HOME_CMS, 200),
    "pictures": ("/cms/images/", SIGN_IN_CMS, 200, HOME_CMS, 200),
    "documents": ("/cms/documents/", SIGN_IN_CMS, 200, HOME_CMS, 200),
    "policy facts": (FACTS, SIGN_IN_CMS, 200, HOME_CMS, 200),
    "rejection reasons": ("/cms/snippets/claims/rejectionreason/", SIGN_IN_CMS, 200, HOME_CMS, 200),
    "canned replies": ("/cms/snippets/claims/cannedreply/", SIGN_IN_CMS, 200, HOME_CMS, 200),
    "translate": ("/cms/localize/submit/page/{page}/", SIGN_IN_CMS, 200, HOME_CMS, 200),
    "locked pages": ("/cms/reports/locked/", SIGN_IN_CMS, HOME_CMS, 200, 200),
    "site history": ("/cms/reports/site-history/", SIGN_IN_CMS, 200, 200, 200),
    "users": ("/cms/users/", SIGN_IN_CMS, HOME_CMS, HOME_CMS, 200),
    "groups": ("/cms/groups/", SIGN_IN_CMS, HOME_CMS, HOME_CMS, 200),
    "sites": ("/cms/sites/", SIGN_IN_CMS, HOME_CMS, HOME_CMS, 200),
    "languages": ("/cms/locales/", SIGN_IN_CMS, HOME_CMS, HOME_CMS, 200),
    "dashboard": ("/dashboard/", 404, 404, 200, 200),
    "orders": ("/dashboard/orders/", 404, 404, 200, 200),
    "claims": ("/dashboard/claims/", 404, 404, 200, 200),
    "claims in figures": ("/dashboard/claims/figures/", 404, 404, 200, 200),
    "products": ("/dashboard/catalogue/", 404, 404, 200, 200),
    "wording of mail": ("/dashboard/comms/", 404, 404, 200, 200),
    "shipping": ("/dashboard/shipping/weight-based/", 404, 404, 200, 200),
    "customers": ("/dashboard/users/", 404, 404, 403, 200),
}


@pytest.fixture
def people(set_up_shop):
    load_accounts()


@pytest.mark.parametrize("number", range(len(ACCOUNTS)), ids=[account.username for account in ACCOUNTS])
def test_each_role_opens_what_its_work_needs_and_nothing_else(number, people, client, django_user_model):
    client.force_login(django_user_model.objects.get(email=ACCOUNTS[number].email))
    page = front_page().pk
    found = {door: outcome(client.get(address.format(page=page))) for door, (address, *_outcomes) in DOORS.items()}
    assert found == {door: outcomes[number] for door, (_address, *outcomes) in DOORS.items()}


def front_page():
    return Site.objects.get(is_default_site=True).root_page.specific


def outcome(response):
    """The status, or where a redirect leads."""
    return response["Location"].split("?")[0] if response.status_code == 302 else response.status_code


def test_a_visitor_opens_none_of_it(people, client):
    for address, *_outcomes in DOORS.values():
        assert outcome(client.get(address.format(page=front_page().pk))) in (SIGN_IN_CMS, SIGN_IN_DASHBOARD, 404), (
            address
        )


@pytest.mark.parametrize("name", ["editor", "editor@example.com", "EDITOR@example.com"])
def test_the_cms_is_entered_by_email_or_username(name, people, client):
    response = client.post(SIGN_IN_CMS, {"username": name, "password": settings.DEMO_PASSWORD, "next": HOME_CMS})
    assert outcome(response) == HOME_CMS
    assert client.get(HOME_CMS).status_code == 200


def test_an_editor_changes_and_publishes_a_page(people, client, django_user_model):
    editor = django_user_model.objects.get(email="editor@example.com")
    permissions = front_page().permissions_for_user(editor)
    assert permissions.can_edit()
    assert permissions.can_publish()


def test_staff_change_no_page(people, django_user_model):
    staff = django_user_model.objects.get(email="staff@example.com")
    permissions = front_page().permissions_for_user(staff)
    assert not permissions.can_edit()
    assert not permissions.can_publish()
    assert not permissions.can_delete()
    assert not permissions.can_add_subpage()


def test_an_editor_writes_every_setting_of_ours(people, django_user_model):
    editor = django_user_model.objects.get(email="editor@example.com")
    ours = [model for model in settings_registry if model.__module__.partition(".")[0] in OUR_ROOMS]
    assert PolicyFacts in ours
    assert all(editor.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}") for model in ours)


def test_setting_up_roles_twice_changes_nothing(set_up_shop):
    before = rights()
    set_up_roles()
    assert rights() == before
    assert not Group.objects.filter(name__in=UNUSED_GROUPS).exists()


def rights():
    """Everything that groups may do, as plain values."""
    return {
        group.name: (
            sorted(group.permissions.values_list("codename", flat=True)),
            sorted(group.page_permissions.values_list("page", "permission__codename")),
            sorted(group.collection_permissions.values_list("collection", "permission__codename")),
        )
        for group in Group.objects.all()
    }


def test_another_role_takes_the_rights_of_the_one_before_away(people, django_user_model):
    user = django_user_model.objects.get(email="staff@example.com")
    grant_role(user, Role.NONE)
    assert not user.is_staff
    assert not user.groups.exists()


def test_a_role_is_granted_by_email_from_the_command_line(people, django_user_model, capsys):
    call_command("grant_role", "Shopper@example.com", "editor")
    user = django_user_model.objects.get(email="shopper@example.com")
    assert [group.name for group in user.groups.all()] == ["Editors"]
    with pytest.raises(CommandError, match="No account has the email nobody@example.com"):
        call_command("grant_role", "nobody@example.com", "editor")


def test_loading_the_accounts_again_keeps_what_a_person_changed(people, django_user_model):
    user = django_user_model.objects.get(email="editor@example.com")
    user.set_password("a password of their own")
    user.first_name = "Rina"
    user.save()
    load_accounts()
    user.refresh_from_db()
    assert user.check_password("a password of their own")
    assert user.first_name == "Rina"
    assert django_user_model.objects.filter(email__endswith="@example.com").count() == len(ACCOUNTS)
