"""/healthz: whether the shop is alive and ready, for whoever watches over it."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import heartbeat

HEARTBEAT_LATE_S = 60
WAITING_LATE_S = 300
_migrated = set()  # databases seen up to date by this process: its own code does not grow new migrations


@never_cache
@require_safe
def healthz(request):
    """200 where the shop can answer its visitors, 503 where not.

    A late worker makes the status `degraded` and stays 200: pages are served, mail waits.
    """
    report = {"live": True, "database": "ok", "migrations": "ok", "worker": {}}
    try:
        if not _is_migrated():
            report["migrations"] = "waiting: run manage.py migrate"
        else:
            report["worker"] = {
                "last_seen_s": heartbeat.last_seen_s(),
                "oldest_waiting_task_s": heartbeat.oldest_waiting_s(),
            }
    except DatabaseError as error:
        report["database"] = type(error).__name__
    report["ready"] = report["database"] == report["migrations"] == "ok"
    report["status"] = _status(report)
    return JsonResponse(report, status=200 if report["ready"] else 503)


def _is_migrated():
    """Whether no migration waits; the database is asked until the answer is yes."""
    name = connection.settings_dict["NAME"]
    if name in _migrated:
        return True
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    _migrated.add(name)
    return True


def _status(report):
    if not report["ready"]:
        return "unavailable"
    seen, waiting = report["worker"]["last_seen_s"], report["worker"]["oldest_waiting_task_s"]
    late = seen is None or seen > HEARTBEAT_LATE_S or waiting > WAITING_LATE_S
    return "degraded" if late else "ok"
