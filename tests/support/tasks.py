"""The real worker, in the test's own process."""

from contextlib import nullcontext
from unittest.mock import patch

from django.db import connection
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult


def run_waiting_tasks():
    """Do every waiting task and return how many were done; raise AssertionError with the traceback of a failure."""
    failed_before = set(DBTaskResult.objects.failed().values_list("pk", flat=True))
    worker = db_worker.Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    )
    # A test's transaction lives on one connection; the worker would close it between tasks, as Django's client would.
    keep_open = patch.object(db_worker, "close_old_connections") if connection.in_atomic_block else nullcontext()
    with keep_open:
        worker.run()
    for failed in DBTaskResult.objects.failed().exclude(pk__in=failed_before):
        raise AssertionError(f"The task {failed.task_path} failed:\n{failed.traceback}")
    return worker._run_tasks
