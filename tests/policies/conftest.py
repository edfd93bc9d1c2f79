"""Editors at the settings page of the policy facts."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from config.roles import Role, grant_role, set_up_roles
from shop.policies.models import PolicyFacts

URL = "wagtailsettings:edit"
ACCOUNT = {"bank": "BCA", "number": "000-123", "holder": "PT Enportu"}


@pytest.fixture
def facts():
    PolicyFacts().save()
    return PolicyFacts.current()


@pytest.fixture
def cms(client):
    """A client signed in as an editor."""
    set_up_roles()
    user = get_user_model().objects.create_user(username="editor", email="editor@example.com", password="a-password-9")
    grant_role(user, Role.EDITOR)
    client.force_login(user)
    return client


def form_data(exceptions=(), **changed):
    """The form as the browser sends it, with some values changed."""
    values = {
        "claim_window_days": "2",
        "warranty_usual_months": "12",
        "payment_deadline_hours": "48",
        "claim_reply_hours": "8",
        "processing_opens": "08:30",
        "processing_closes": "17:30",
        "service_opens": "08:30",
        "service_closes": "17:00",
        "phone": "(021) 2266-8221",
        "email": "cs1@enlogis.com",
        "whatsapp": "0812-9850-0929",
        "pickup_address": "Jl. Hayam Wuruk",
        "calendar_exceptions": inline_formset(list(exceptions)),
        "bank_accounts": inline_formset([ACCOUNT]),
    }
    return nested_form_data(values | changed)


def save(cms, facts, **kwargs):
    return cms.post(reverse(URL, args=["policies", "policyfacts", facts.pk]), form_data(**kwargs))
