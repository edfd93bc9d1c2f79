"""A background worker in a process of its own, on the test's database and mail server."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 60


def database_url():
    """The test's database as another process reaches it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _, query = os.environ["DATABASE_URL"].partition("?")
    return f"{server.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@contextmanager
def worker(smtp_port):
    """`manage.py worker` while the block runs; the block gets the process and may kill it."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, str(ROOT / "manage.py"), "worker", "--interval", "0.1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(question, what):
    """Ask `question` until it says yes. Raises AssertionError with `what` when it never does."""
    until = time.monotonic() + PATIENCE_S
    while not question():
        assert time.monotonic() < until, f"{what} did not happen within {PATIENCE_S} seconds"
        time.sleep(0.1)
