"""A third way to pay is one file and one setting: its button, its notices and its refunds are there then."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.conf import settings as project

from shop.order.lifecycle import State
from shop.order.links import Purpose, sign
from shop.payment import refunds
from shop.payment.models import Attempt, Refund
from shop.payment.providers.base import NoticeForged, Provider, Result
from shop.payment.sending_back import send_back
from tests.support.life import taken_to


class Warung(Provider):
    """Paid over the counter of a shop next door, which is believed when it knows the word."""

    code = "warung"
    name = "Warung"
    is_enabled = True

    def start(self, order, attempt, back):
        return f"https://warung.example/{attempt.key}"

    def read_notice(self, request):
        if request.POST.get("word") != "jeruk":
            raise NoticeForged
        return self.ask(Attempt.objects.get(key=request.POST["key"]))

    def ask(self, attempt):
        today = dt.date(2026, 3, 17)
        return Result(attempt, Attempt.Status.PAID, {}, int(attempt.amount), f"W-{attempt.pk}", today)

    def can_refund(self, payment):
        return True

    def refund(self, refund):
        return f"BACK-{refund.pk}"

    def has_refunded(self, refund):
        return False


@pytest.mark.django_db
def test_another_provider_is_one_class_and_one_setting(client, settings, run_tasks):
    settings.PAYMENT_PROVIDERS = [*settings.PAYMENT_PROVIDERS, "tests.payment.test_providers.Warung"]
    order = taken_to(State.INVOICED)
    page = f"/en/account/guest-order/{sign(Purpose.ORDER, order.number)}/"
    assert 'name="provider" value="warung"' in client.get(page).content.decode()

    response = client.post(f"{page}pay/", {"provider": "warung"})
    attempt = order.payment_attempts.get()
    assert response.url == f"https://warung.example/{attempt.key}"

    assert client.post("/payment/warung/notice/", {"key": attempt.key, "word": "apel"}).status_code == 403
    assert client.post("/payment/warung/notice/", {"key": attempt.key, "word": "jeruk"}).status_code == 200
    order.refresh_from_db()
    assert (order.status, order.payments.get().provider) == (State.PAID, "warung")

    refund = send_back(refunds.owe(order, 1000, Refund.Reason.CLAIM), None)
    run_tasks()
    refund.refresh_from_db()
    assert (refund.reference, refund.route) == (f"BACK-{refund.pk}", Refund.Route.GATEWAY)


READ_TWICE = """
import importlib, os
from config import settings
print(*settings.CONTENT_SECURITY_POLICY["form-action"])
os.environ["MIDTRANS_SERVER_KEY"] = "secret"
print(*importlib.reload(settings).CONTENT_SECURITY_POLICY["form-action"])
"""


def test_a_form_may_lead_to_the_payment_page_once_it_is_switched_on():
    done = subprocess.run(
        [sys.executable, "-c", READ_TWICE],
        env=os.environ | {
            "MODE": "test", "ENV_FILE": os.devnull, "PYTHONPATH": str(project.SITE_DIR),
            "MIDTRANS_SERVER_KEY": "", "MIDTRANS_BASE_URL": "https://pay.example",
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["'self'", "'self' https://pay.example"]
