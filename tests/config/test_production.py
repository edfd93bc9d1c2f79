"""Production refuses to start with anything that is only fit for a demonstration, in one line that names it.

The real programs are started: gunicorn for the shop, manage.py for a command. What else the settings refuse is asked
of the settings alone.
"""

import contextlib
import os
import runpy
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import override_settings

PATIENCE_S = 180  # far more than a program needs on a machine that does nothing else
GOOD = {
    "MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "ALLOWED_HOSTS": "127.0.0.1,toko.example",
    "BASE_URL": "https://toko.example",
}
MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}  # of production
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", str(settings.SITE_DIR / "config" / "gunicorn_conf.py")]
CHECK = [sys.executable, str(settings.BASE_DIR / "manage.py"), "check"]


def environment(var_dir, **values):
    """What production has in its environment; None leaves a variable out."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    wanted = GOOD | {"ENV_FILE": os.devnull, "VAR_DIR": str(var_dir)} | values
    return kept | {name: value for name, value in wanted.items() if value is not None}


def refusal(command, **options):
    """The last line that a program said before it ended with an error."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False, **options)
    assert done.returncode != 0
    return [line for line in done.stderr.splitlines() if line.startswith("Cannot start:")]


REFUSED = {
    "DEBUG": ({"DEBUG": "true"}, "DEBUG is on"),
    "nothing": ({"SECRET_KEY": None, "ALLOWED_HOSTS": None, "BASE_URL": None}, "SECRET_KEY is missing"),
    "no key": ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
    "short key": ({"SECRET_KEY": "too short"}, "SECRET_KEY is missing, shorter than 32"),
    "default key": ({"SECRET_KEY": settings.INSECURE_SECRET_KEY}, "SECRET_KEY is missing"),
    "no hosts": ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is missing"),
    "unknown mode": ({"MODE": "staging"}, "MODE is 'staging'"),
    "no boolean": ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'; it must be true or false."),
    "no number": ({"HSTS_SECONDS": "a year"}, "HSTS_SECONDS is 'a year'"),
    "no database": ({"DATABASE_URL": "mysql://shop@db/shop"}, "DATABASE_URL is 'db/shop'"),
    "no address": ({"BASE_URL": "toko.example"}, "BASE_URL is 'toko.example'"),
    "no address at all": ({"BASE_URL": None}, "BASE_URL is missing"),
    "no tax": ({"VAT_RATE": "abc"}, "VAT_RATE is 'abc'; it must be a share of one"),
    "too much tax": ({"VAT_BASE": "11"}, "VAT_BASE is '11'; it must be a share of one"),
    "no cache": ({"CACHE_URL": "paper://desk"}, "CACHE_URL cannot be read: Invalid cache schema paper"),
    "no mail": ({"EMAIL_URL": "pigeon://roof"}, "EMAIL_URL cannot be read: Invalid email schema pigeon"),
}


def read_settings(monkeypatch, var_dir, **values):
    """The settings, read anew in production's environment with some values changed."""
    wanted = environment(var_dir, **values)
    for name in os.environ.keys() - wanted.keys():
        monkeypatch.delenv(name)
    for name, value in wanted.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(settings.SITE_DIR / "config" / "settings.py"))


@pytest.mark.parametrize(("values", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_the_settings_refuse_and_name_the_variable_in_one_line(values, reason, monkeypatch, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_settings(monkeypatch, tmp_path, **values)
    assert str(refused.value).startswith(reason)
    assert "\n" not in str(refused.value)


def test_a_shop_of_no_mode_is_a_production(monkeypatch, tmp_path):
    assert read_settings(monkeypatch, tmp_path, MODE=None)["PRODUCTION"] is True


def test_a_command_says_in_one_line_why_it_refuses(tmp_path):
    (line,) = refusal(CHECK, env=environment(tmp_path, SECRET_KEY=None))
    assert line.startswith("Cannot start: SECRET_KEY is missing")


def test_the_web_server_refuses_debug_in_one_line_and_ends(tmp_path):
    command = [*GUNICORN, "--bind=127.0.0.1:0", "config.wsgi"]
    assert refusal(command, env=environment(tmp_path, DEBUG="on")) == [
        "Cannot start: DEBUG is on. Production does not start with DEBUG; remove it from the environment."
    ]


@pytest.fixture
def production_database(transactional_db, django_db_setup, tmp_path):
    """A migrated database file of its own, as production would have one."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return {"DATABASE_URL": django_db_setup.url(django_db_setup.name)}
    path = tmp_path / "enportu.sqlite3"
    with (
        contextlib.closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source,
        contextlib.closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    return {"DATABASE_URL": f"sqlite:///{path}"}


@pytest.fixture
def an_administrator_with_the_demo_password(transactional_db, django_user_model):
    hasher = PBKDF2PasswordHasher()  # production's; the tests' own is one that production does not know
    password = hasher.encode(settings.DEMO_PASSWORD, hasher.salt())
    return django_user_model.objects.create(
        username="owner", email="owner@toko.example", password=password, is_superuser=True
    )


def test_the_web_server_refuses_the_demonstrations_password(
    an_administrator_with_the_demo_password, production_database, tmp_path
):
    command = [*GUNICORN, "--bind=127.0.0.1:0", "config.wsgi"]
    (line,) = refusal(command, env=environment(tmp_path, **production_database))
    assert line.startswith("Cannot start: owner@toko.example still has the demonstration's password.")


def test_load_demo_refuses_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError) as refused:
        call_command("load_demo")
    assert str(refused.value) == "The demonstration is never loaded in production. Set MODE=demo to try the shop."


@pytest.fixture
def production_shop(production_database, tmp_path):
    """A real server in production mode; the fixture's value is its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    ignored = [f"--ignore={name}" for name in ("wagtail*", "oscar", "rest_framework", "modeltranslation", "ninja")]
    with override_settings(STATIC_ROOT=tmp_path / "static", STORAGES=settings.STORAGES | {"staticfiles": MANIFEST}):
        call_command("collectstatic", *ignored, "--no-input", "--verbosity=0")
    server = subprocess.Popen(
        [*GUNICORN, f"--bind={address}", "--workers=1", "config.wsgi"],
        env=environment(tmp_path, **production_database),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE_S
        while server.poll() is None and time.monotonic() < deadline and status(f"http://{address}/healthz") is None:
            time.sleep(0.1)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE_S)


def status(address):
    """The status that an address answers with; None where nobody listens."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def test_production_is_healthy_and_has_no_mailbox(production_shop):
    assert status(f"{production_shop}/healthz") == 200
    assert status(f"{production_shop}/dev/mail/") == 404
    below = urllib.request.Request(f"{production_shop}/zz/katalog/", headers={"SCRIPT_NAME": "/zz"})
    assert status(below) == 404  # nobody moves the shop and its links below a prefix
