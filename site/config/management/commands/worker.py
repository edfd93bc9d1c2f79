"""`manage.py worker`: the background worker."""

import logging

from django.core.management.base import BaseCommand

from config.heartbeat import keep_beating
from config.worker import Worker


class Command(BaseCommand):
    help = "Do background tasks: mail, pictures, documents. Takes up the tasks of a worker that died."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=0.5, help="Seconds between two looks at an empty queue.")
        parser.add_argument("--batch", action="store_true", help="Stop when no task is left.")

    def handle(self, *, interval, batch, verbosity, **options):
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.DEBUG if verbosity > 1 else logging.WARNING)
        worker = Worker(interval=interval, batch=batch)
        worker.configure_signals()
        keep_beating()
        self.stdout.write(f"Worker {worker.worker_id} is ready.")
        worker.work()
