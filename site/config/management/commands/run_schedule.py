"""The clock of the shop: runs config/schedule.py until it is stopped."""

import logging
import signal
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from config.schedule import SCHEDULE

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what the schedule asks for, when it is due. One of these runs beside the web server."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do everything once and end, for a cron of your own.")

    def handle(self, *args, **options):
        if options["once"]:
            for _every_s, name, arguments in SCHEDULE:
                call_command(name, verbosity=0, **arguments)
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop())
        due = {name: time.monotonic() for _every_s, name, _arguments in SCHEDULE}
        while True:
            run_due(due, time.monotonic())
            time.sleep(1)

    def stop(self):
        raise SystemExit(0)


def run_due(due, now):
    """Run each command whose time has come; one that the database refused is tried again at its next time."""
    for every_s, name, arguments in SCHEDULE:
        if now < due[name]:
            continue
        due[name] = now + every_s
        close_old_connections()
        try:
            call_command(name, verbosity=0, **arguments)
        except DatabaseError:
            log.exception("%s could not be run", name)
