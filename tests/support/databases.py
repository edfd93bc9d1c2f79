"""One migrated database, made once for each set of migrations and copied for every process and after every test that
commits.

On SQLite the template is a file in the user's cache folder. On PostgreSQL it is a database of the same server, copied
with CREATE DATABASE … TEMPLATE.
"""

import contextlib
import fcntl
import importlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test import TransactionTestCase

KEPT_TEMPLATES = 6  # of earlier sets of migrations
MANAGE = settings.BASE_DIR / "manage.py"


def open_copy(worker_name):
    """This process's own copy of the migrated template, ready to use; `.drop()` it at the end."""
    kind = PostgresCopy if connection.vendor == "postgresql" else SqliteCopy
    copy = kind(f"{os.getpid()}_{worker_name}")
    # Django would flush after a test that commits, and with it drop what the migrations loaded.
    TransactionTestCase._fixture_teardown = lambda self: copy.restore()
    copy.restore()
    return copy


def migrations_key():
    """A name for the present set of migrations: their text and the data files beside them."""
    digest = blake2b(digest_size=10)
    for app in apps.get_app_configs():
        module = settings.MIGRATION_MODULES.get(app.label)
        folder = Path(importlib.import_module(module).__path__[0]) if module else Path(app.path, "migrations")
        for path in sorted([*folder.glob("*.py"), *Path(app.path).glob("data/*")]):
            if path.is_file():
                digest.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


def cache_folder():
    """Where templates outlive the run: TEST_CACHE_DIR, else the user's cache folder, else the temporary one."""
    home = os.environ.get("TEST_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home, "enportu-tests")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir(), f"enportu-tests-{os.getuid()}")
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextlib.contextmanager
def one_at_a_time(name):
    """Only one process of this user is inside; the others wait."""
    with (cache_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(database_url):
    """Migrate the database behind `database_url` in a process of its own."""
    environment = os.environ | {"DATABASE_URL": database_url}
    done = subprocess.run(
        [sys.executable, MANAGE, "migrate", "--verbosity=0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The migrations fail:\n{done.stdout}{done.stderr}")


class SqliteCopy:
    """A file of this process, filled from the template through SQLite's own backup, which respects open connections."""

    def __init__(self, name):
        self.path = settings.VAR_DIR / f"{name}.sqlite3"
        connections["default"].settings_dict["NAME"] = str(self.path)
        self.template = cache_folder() / f"{migrations_key()}.sqlite3"
        with one_at_a_time("sqlite"):
            if not self.template.exists():
                self.build()
        os.utime(self.template)

    def build(self):
        unfinished = self.template.with_suffix(f".{os.getpid()}")
        try:
            migrate(f"sqlite:///{unfinished}")
            with contextlib.closing(sqlite3.connect(unfinished)) as database:
                database.execute("PRAGMA journal_mode=DELETE")
            unfinished.rename(self.template)
        finally:
            unfinished.unlink(missing_ok=True)
        templates = sorted(cache_folder().glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for old in templates[:-KEPT_TEMPLATES]:
            old.unlink(missing_ok=True)

    def restore(self):
        connection.close()
        copy_sqlite(self.template, self.path)
        ContentType.objects.clear_cache()

    def drop(self):
        connection.close()
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink(missing_ok=True)


def copy_sqlite(source, target):
    """Make `target` hold exactly what `source` holds, also while others have `target` open."""
    with (
        contextlib.closing(sqlite3.connect(source, timeout=30)) as template,
        contextlib.closing(sqlite3.connect(target, timeout=30)) as copy,
    ):
        template.backup(copy)


class PostgresCopy:
    """A database of this process on the server behind DATABASE_URL."""

    def __init__(self, name):
        self.name = f"test_enportu_{name}"
        self.settings = connections["default"].settings_dict
        self.server = self.settings["NAME"]
        self.template = f"enportu_template_{migrations_key()}"
        with one_at_a_time("postgresql"):
            if not self.rows("SELECT 1 FROM pg_database WHERE datname = %s", [self.template]):
                self.build()
        self.settings["NAME"] = self.name

    def rows(self, sql, params=()):
        """Run one statement outside any transaction, on the database that DATABASE_URL names."""
        keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        access = {key: self.settings[name] for key, name in keys.items() if self.settings[name]}
        with psycopg.connect(dbname=self.server, autocommit=True, **access) as server:
            cursor = server.execute(sql, params or None)
            return cursor.fetchall() if cursor.description else []

    def build(self):
        unfinished = f"{self.template}_{os.getpid()}"
        self.rows(f'CREATE DATABASE "{unfinished}"')
        url, _, query = os.environ["DATABASE_URL"].partition("?")
        migrate(f"{url.rpartition('/')[0]}/{unfinished}" + (f"?{query}" if query else ""))
        self.rows(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def restore(self):
        connection.close()
        self.drop()
        for attempt in range(20):
            try:
                self.rows(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
                break
            except psycopg.errors.ObjectInUse:
                if attempt == 19:
                    raise
                time.sleep(0.1)  # another process copies the template, or just left it
        ContentType.objects.clear_cache()

    def drop(self):
        connection.close()
        self.rows(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
