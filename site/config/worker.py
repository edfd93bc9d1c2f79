"""The background worker: django-tasks' own, which also takes up what a dead worker left behind.

A worker that is killed leaves its task "running" for ever. A worker's id therefore says where it lives (host, process
and when that process started), and every worker looks now and then for tasks whose worker is gone. On its own host it
asks the system; of another host it only knows that no task takes longer than LONGEST_TASK. Tasks are written so that
running one twice is harmless.
"""

import datetime as dt
import logging
import os
import socket
import time
from pathlib import Path

from django.db import OperationalError, close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from shop.customer.alerts import requests as alerts
from shop.payment import sending_back

logger = logging.getLogger("django_tasks")

LONGEST_TASK = dt.timedelta(minutes=15)
LOOK_EVERY_S = 30
MOST_DEATHS = 5  # a task that five workers died of is not given to a sixth
STOPPED = ("builtins.SystemExit", "builtins.KeyboardInterrupt")  # a worker told to stop twice breaks off its task


def worker_id(pid=None):
    """`host/pid/start`: where a process lives, unlike any that has the same number later."""
    pid = pid or os.getpid()
    return f"{socket.gethostname()[:30]}/{pid}/{_started(pid)}"


def _started(pid):
    """When the process started, in the kernel's clock ticks; empty where it is dead or the system does not say."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state == "Z" else fields[18]


def is_gone(worker, started_at):
    """Whether the worker with this id has died; of workers elsewhere, whether the task has run for too long."""
    host, _, process = worker.rpartition("/")[0].rpartition("/")
    if host != socket.gethostname()[:30] or not process.isdigit():
        return started_at < timezone.now() - LONGEST_TASK
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return worker_id(int(process)) != worker


def take_up_abandoned():
    """Make tasks of dead workers ready again; return how many. The rows of running tasks are locked."""
    with transaction.atomic():
        broken_off = Q(status=TaskResultStatus.FAILED, exception_class_path__in=STOPPED)
        rows = DBTaskResult.objects.select_for_update(skip_locked=True).filter(
            Q(status=TaskResultStatus.RUNNING) | broken_off
        )
        abandoned = [
            row for row in rows if row.status == TaskResultStatus.FAILED or is_gone(row.worker_ids[-1], row.started_at)
        ]
        for row in abandoned:
            _make_ready(row)
    return len(abandoned)


def _make_ready(row):
    if len(row.worker_ids) >= MOST_DEATHS:
        logger.error("Task %s (%s) is given up: %d workers died of it", row.pk, row.task_path, len(row.worker_ids))
        row.status, row.finished_at = TaskResultStatus.FAILED, timezone.now()
        row.exception_class_path, row.traceback = "config.worker.WorkersDied", f"Workers: {row.worker_ids}"
    else:
        logger.warning("Task %s (%s) was abandoned and is done again", row.pk, row.task_path)
        row.status, row.started_at, row.finished_at = TaskResultStatus.READY, None, None
        row.exception_class_path = row.traceback = ""
    row.save()


class Worker(DatabaseWorker):
    """Works until told to stop; between tasks it takes up what was abandoned."""

    def __init__(self, *, interval, batch):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=True,  # so that `run` comes back when nothing waits
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id(),
        )
        self.stops_when_done = batch

    def work(self):
        """Do tasks for ever, or until none is left."""
        looked_at = None
        while self.running:
            if looked_at is None or time.monotonic() - looked_at > LOOK_EVERY_S:
                close_old_connections()
                self.look_around()
                looked_at = time.monotonic()
            self.run()
            if self.stops_when_done:
                return
            if self.running:
                time.sleep(self.interval)

    def look_around(self):
        """What is done every LOOK_EVERY_S seconds, whether or not a task waits; a busy database is asked again then."""
        try:
            take_up_abandoned()
            alerts.sweep()
            sending_back.sweep()
        except OperationalError as error:
            logger.warning("The database is busy or away: %s", error)
