"""Both sides of a claim: a shopper with a mailbox, and staff in a browser of their own."""

from functools import partial

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from config.roles import Role, grant_role
from tests.support.claiming import Claimant, Desk
from tests.support.people import make_member


@pytest.fixture
def claimant(set_up_shop, page, live_server, smtp, run_tasks):
    """Call it with a language and an order for the shopper whose order it is."""
    DBTaskResult.objects.all().delete()  # what set-up left to do
    return partial(Claimant, page, live_server, smtp, run_tasks)


@pytest.fixture
def desk(set_up_shop, new_context, base_url, client):
    """Call it with a language for the staff's desk; somebody with the role of staff is signed in."""

    def open_desk(language):
        sari = make_member("sari")
        grant_role(sari, Role.STAFF)
        client.force_login(sari)
        context, name = new_context(), settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return Desk(context.new_page(), language)

    return open_desk
