"""Databases made once and copied for every process, and again after every test that commits.

There are three templates: `migrated` holds what the migrations make, one for each set of migrations; `shop` has been
set up on top, and `demo` holds the demonstration, one of each for each state of the code. On SQLite they are files in
the user's cache folder. On PostgreSQL they are databases of the same server, copied with CREATE DATABASE … TEMPLATE;
their dumps in the cache folder fill the next server.
"""

import contextlib
import fcntl
import importlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from functools import cache
from hashlib import blake2b
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.db import connection, connections
from django.test import TransactionTestCase

KEPT_TEMPLATES = 12  # of each kind, of earlier states
MIGRATED = "?" * 20  # the files that are named by the migrations alone
MANAGE = settings.BASE_DIR / "manage.py"
MIGRATE = (["migrate"],)
SHOWS_ONLY = {"views.py", "urls.py", "forms.py", "holes.py", "middleware.py"}  # no part in what is loaded
DEMO_PICTURES = "products/demo"  # below the media folder
SET_UP = (["setup_shop"],)
LOAD_DEMO = (["load_demo"],)


def open_copy(worker_name):
    """This process's own database; say what it shall `hold` before each test, and `drop` it at the end."""
    kind = PostgresCopy if connection.vendor == "postgresql" else SqliteCopy
    copy = kind(f"{os.getpid()}_{worker_name}")
    # Django would flush after a test that commits, and with it drop what the migrations loaded.
    TransactionTestCase._fixture_teardown = lambda self: copy.hold_nothing_known()
    return copy


# --- What a template is made of --------------------------------------------------------------------------------------


@cache
def migrations():
    """Each present migration, and each data file beside one, with a hash of its text."""
    found = {}
    for app in apps.get_app_configs():
        module = settings.MIGRATION_MODULES.get(app.label)
        folder = Path(importlib.import_module(module).__path__[0]) if module else Path(app.path, "migrations")
        for path in sorted([*folder.glob("*.py"), *Path(app.path).glob("data/*")]):
            if path.is_file():
                found[f"{app.label}/{path.name}"] = blake2b(path.read_bytes(), digest_size=8).hexdigest()
    return found


@cache
def migrations_key():
    """A name for the present set of migrations."""
    return blake2b(json.dumps(migrations()).encode(), digest_size=10).hexdigest()


def nearest_earlier_template():
    """The newest template of an earlier state that only lacks migrations: the rest is migrated on top, in seconds."""
    now = migrations().items()
    for listing in sorted(cache_folder().glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True):
        template = listing.with_suffix(".sqlite3")
        if template.exists() and json.loads(listing.read_text()).items() <= now:
            return template
    return None


@cache
def demo_key():
    """A name for the present state of everything that the demonstration is loaded from."""
    digest = blake2b(migrations_key().encode(), digest_size=10)
    for folder in ("site", "drawings"):
        paths = (settings.BASE_DIR / folder).rglob("*")
        _read_into(digest, sorted(path for path in paths if path.suffix != ".pyc" and path.name not in SHOWS_ONLY))
    return digest.hexdigest()


@cache
def pictures_key():
    """A name for the demonstration's pictures in the sizes that are made of them."""
    digest = blake2b(repr(settings.PICTURES).encode(), digest_size=10)
    catalogue = settings.SITE_DIR / "shop" / "catalogue"
    _read_into(digest, [catalogue / "pictures.py", *sorted(catalogue.glob("demo/pictures/*"))])
    return digest.hexdigest()


def _read_into(digest, paths):
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())


def run_commands(commands, database_url, var_dir):
    """Run commands of manage.py in processes of their own, on the database behind `database_url`."""
    environment = os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(var_dir)}
    for command in commands:
        done = subprocess.run(
            [sys.executable, MANAGE, *command, "--verbosity=0"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {command[0]} fails:\n{done.stdout}{done.stderr}")


def run_program(command):
    """Run a program that may be missing; return whether it succeeded."""
    program = shutil.which(command[0])
    return bool(program) and not subprocess.run([program, *command[1:]], capture_output=True, check=False).returncode


# --- Where templates are kept ----------------------------------------------------------------------------------------


@cache
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


def put_media(source):
    """Fill this process's media folder with links to the files of a template, which may be on another disk."""
    if source.is_dir():
        shutil.copytree(source, settings.MEDIA_ROOT, copy_function=os.symlink, dirs_exist_ok=True)


class Copy:
    """What both kinds of database share."""

    held = None

    def hold(self, name):
        """Hold exactly the template of that name, the demonstration with its pictures."""
        if self.held != name:
            connection.close()
            self.copy(getattr(self, name)())
            ContentType.objects.clear_cache()
            Site.objects.clear_cache()
            self.held = name
        if name == "demo":
            put_media(cache_folder() / f"demo-{demo_key()}")

    def hold_nothing_known(self):
        """A test committed something: whatever is held next is copied anew."""
        connection.close()
        self.held = None

    def lend_pictures(self, var_dir):
        """The same pictures in all their sizes, from an earlier state of the code: making them takes a minute."""
        made = cache_folder() / f"pictures-{pictures_key()}"
        if made.is_dir():
            shutil.copytree(made, var_dir / "media" / DEMO_PICTURES, copy_function=os.link)

    def keep_media(self, var_dir):
        """Keep the pictures that a template refers to, beside it, and those of the catalogue for later templates."""
        target = cache_folder() / f"demo-{demo_key()}"
        if (var_dir / "media").is_dir() and not target.exists():
            shutil.move(var_dir / "media", target)
        made = cache_folder() / f"pictures-{pictures_key()}"
        if (target / DEMO_PICTURES).is_dir() and not made.exists():
            shutil.copytree(target / DEMO_PICTURES, made, copy_function=os.link)
        _remove_old("demo-*/")
        _remove_old("pictures-*/")


def _remove_old(pattern):
    kept = sorted(cache_folder().glob(pattern), key=lambda path: path.stat().st_mtime)
    for old in kept[:-KEPT_TEMPLATES]:
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)


# --- The two kinds ---------------------------------------------------------------------------------------------------


class SqliteCopy(Copy):
    """A file of this process, filled from the template through SQLite's own backup, which respects open connections."""

    def __init__(self, name):
        self.path = settings.VAR_DIR / f"{name}.sqlite3"
        connections["default"].settings_dict["NAME"] = str(self.path)

    @cache  # noqa: B019  there is one copy in a process
    def migrated(self):
        template = self.template(migrations_key(), MIGRATE, start=nearest_earlier_template())
        unfinished = template.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(migrations()))
        unfinished.rename(template.with_suffix(".json"))  # at once: another process may be reading it
        return template

    @cache  # noqa: B019
    def shop(self):
        return self.template(f"shop-{demo_key()}", SET_UP, start=self.migrated())

    @cache  # noqa: B019
    def demo(self):
        return self.template(f"demo-{demo_key()}", LOAD_DEMO, start=self.shop())

    def template(self, name, commands, start=None):
        """The file of a template, made where it is missing from `start` with the commands."""
        template = cache_folder() / f"{name}.sqlite3"
        with one_at_a_time(name), tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
            if not template.exists():
                unfinished = Path(folder, "unfinished.sqlite3")
                if start:
                    shutil.copy(start, unfinished)
                    self.lend_pictures(Path(folder))
                run_commands(commands, f"sqlite:///{unfinished}", folder)
                with contextlib.closing(sqlite3.connect(unfinished)) as database:
                    database.execute("PRAGMA journal_mode=DELETE")
                if commands is LOAD_DEMO:
                    self.keep_media(Path(folder))
                unfinished.rename(template)
        os.utime(template)
        for kind in MIGRATED, "shop-*", "demo-*":  # a kind of its own each: making the first takes a minute
            _remove_old(f"{kind}.sqlite3")
        return template

    def copy(self, template):
        with (
            contextlib.closing(sqlite3.connect(template, timeout=30)) as source,
            contextlib.closing(sqlite3.connect(self.path, timeout=30)) as target,
        ):
            source.backup(target)

    def drop(self):
        connection.close()
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink(missing_ok=True)


class PostgresCopy(Copy):
    """A database of this process on the server behind DATABASE_URL."""

    def __init__(self, name):
        self.name = f"test_enportu_{name}"
        self.settings = connections["default"].settings_dict
        self.server = self.settings["NAME"]
        self.settings["NAME"] = self.name
        self.made = False

    @cache  # noqa: B019  there is one copy in a process
    def migrated(self):
        return self.template(f"enportu_{migrations_key()}", MIGRATE)

    @cache  # noqa: B019
    def shop(self):
        return self.template(f"enportu_shop_{demo_key()}", SET_UP, start=self.migrated())

    @cache  # noqa: B019
    def demo(self):
        return self.template(f"enportu_demo_{demo_key()}", LOAD_DEMO, start=self.shop())

    def template(self, name, commands, start="template1"):
        """The name of a template, made where it is missing from `start` with the commands."""
        with one_at_a_time("postgresql"), tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
            if not self.rows("SELECT 1 FROM pg_database WHERE datname = %s", [name]):
                unfinished = f"{name}_{os.getpid()}"
                self.create(unfinished, "template0")
                if not self.read_dump(unfinished, name):
                    self.rows(f'DROP DATABASE "{unfinished}"')
                    self.create(unfinished, start)
                    self.make(unfinished, commands, Path(folder))
                    self.write_dump(unfinished, name)
                self.rows(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
        return name

    def make(self, unfinished, commands, folder):
        """Run the commands on the database `unfinished`."""
        if commands is LOAD_DEMO:
            self.lend_pictures(folder)
        run_commands(commands, self.url(unfinished), folder)
        if commands is LOAD_DEMO:
            self.keep_media(folder)

    def read_dump(self, database, name):
        """Fill an empty database with the template of this name that another server had; return whether it worked."""
        pictures_are_missing = name.startswith("enportu_demo") and not (cache_folder() / f"demo-{demo_key()}").exists()
        dump = self.dump_of(name)
        if not dump.exists() or pictures_are_missing:
            return False
        command = ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={self.url(database)}", dump]
        return run_program(command)

    def write_dump(self, database, name):
        """Keep the template for other servers, where PostgreSQL's own program is there and knows this server."""
        unfinished = self.dump_of(name).with_suffix(f".{os.getpid()}")
        if run_program(["pg_dump", "--format=custom", f"--file={unfinished}", self.url(database)]):
            unfinished.rename(self.dump_of(name))
        unfinished.unlink(missing_ok=True)
        for kind in MIGRATED, "shop_*", "demo_*":
            _remove_old(f"enportu_{kind}.dump")

    def dump_of(self, name):
        return cache_folder() / f"{name}.dump"

    def url(self, name):
        url, _, query = os.environ["DATABASE_URL"].partition("?")
        return f"{url.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")

    def rows(self, sql, params=()):
        """Run one statement outside any transaction, on the database that DATABASE_URL names."""
        keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        access = {key: self.settings[name] for key, name in keys.items() if self.settings[name]}
        with psycopg.connect(dbname=self.server, autocommit=True, **access) as server:
            cursor = server.execute(sql, params or None)
            return cursor.fetchall() if cursor.description else []

    def create(self, name, template):
        for attempt in range(50):
            try:
                self.rows(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
                break
            except psycopg.errors.ObjectInUse:
                if attempt == 49:
                    raise
                time.sleep(0.1)  # another process copies the template, or just left it

    def copy(self, template):
        self.drop()
        self.create(self.name, template)
        self.made = True

    def drop(self):
        connection.close()
        if self.made:
            self.rows(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
