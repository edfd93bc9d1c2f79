"""What /healthz tells whoever watches over the shop."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from config import health, heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _not_seen_before():
    health._migrated.clear()
    yield
    health._migrated.clear()


@task
def nothing():
    """A task that does nothing."""


def test_a_shop_with_a_worker_is_ok(client):
    cache.set(heartbeat.KEY, time.time())
    response = client.get("/healthz")
    report = response.json()
    assert response.status_code == 200
    assert (report["status"], report["live"], report["ready"]) == ("ok", True, True)
    assert (report["database"], report["migrations"]) == ("ok", "ok")
    assert report["worker"]["last_seen_s"] < 5
    assert report["worker"]["oldest_waiting_task_s"] == 0


def test_without_a_worker_the_shop_is_degraded_and_still_serves(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["worker"]["last_seen_s"] is None


def test_a_task_that_waits_too_long_degrades_the_shop(client, time_machine):
    nothing.enqueue()
    time_machine.move_to(timezone.now() + timedelta(seconds=health.WAITING_LATE_S + 10))
    cache.set(heartbeat.KEY, time.time())
    report = client.get("/healthz").json()
    assert report["status"] == "degraded"
    assert report["worker"]["oldest_waiting_task_s"] > health.WAITING_LATE_S
    assert DBTaskResult.objects.count() == 1


def test_a_missing_migration_makes_the_shop_unavailable(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'policies'")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["migrations"].startswith("waiting")


def test_a_database_that_does_not_answer_makes_the_shop_unavailable(client):
    def refuse(execute, sql, *rest):
        raise OperationalError("the connection is closed")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert (response.json()["database"], response.json()["status"]) == ("OperationalError", "unavailable")


def test_the_answer_is_never_kept(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]
