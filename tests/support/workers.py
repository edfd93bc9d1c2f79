"""Another process on the test's database, to be killed at any moment: a fork of this one, so that it starts at once."""

import multiprocessing
import random
import time
import warnings
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connections

PATIENCE_S = 60


@contextmanager
def another_process(work, *arguments):
    """`work(*arguments, say)` in a process of its own while the block runs; it is killed at the end.

    The block gets the process and `hear()`, which waits for the next value that `work` gave to `say`; it raises
    EOFError where the process has ended.
    """
    connections.close_all()  # a connection belongs to one process
    forks = multiprocessing.get_context("fork")
    heard, said = forks.Pipe(duplex=False)
    process = forks.Process(target=_work, args=(work, *arguments, said.send))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12: this process has threads; the fork uses none
        process.start()
    said.close()
    try:
        yield process, heard.recv
    finally:
        process.kill()
        process.join()
        process.close()
        heard.close()


def _work(work, *arguments):
    random.seed()  # or every fork would make the same choices
    work(*arguments)


@contextmanager
def worker(smtp_port):
    """`manage.py worker` while the block runs; the block gets the process and may kill it."""
    with another_process(_run_worker, smtp_port) as (process, _hear):
        yield process


def _run_worker(smtp_port, say):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_port
    call_command("worker", "--interval=0.1", verbosity=0)


def wait_until(question, what):
    """Ask `question` until it says yes. Raises AssertionError with `what` when it never does."""
    until = time.monotonic() + PATIENCE_S
    while not question():
        assert time.monotonic() < until, f"{what} did not happen within {PATIENCE_S} seconds"
        time.sleep(0.02)
