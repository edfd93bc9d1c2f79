"""What the background worker tells of itself, for /healthz."""

import threading
import time

from django.core.cache import cache
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

EVERY_S = 10
KEY = "worker-heartbeat"


def keep_beating():
    """Say in the background, as long as this process lives, that a worker is there."""
    threading.Thread(target=_beat, daemon=True).start()


def _beat():
    while True:
        cache.set(KEY, time.time(), 60 * 60)
        time.sleep(EVERY_S)


def last_seen_s():
    """How many seconds ago a worker was there; None where none was within the hour."""
    seen = cache.get(KEY)
    return None if seen is None else round(time.time() - seen, 1)


def oldest_waiting_s():
    """How many seconds the oldest task that could run has been waiting; 0 where none waits."""
    enqueued = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return 0 if enqueued is None else round((timezone.now() - enqueued).total_seconds(), 1)
