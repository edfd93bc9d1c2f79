"""The environment of the tests, set before Django reads it. What they may ask for is in tests/fixtures.py.

A skipped test needs a reason on a list (tests/support/skips.py).
"""

import contextlib
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import playwright.sync_api
import pytest

from tests.support.skips import AllowedSkips

gc.disable()  # while everything is loaded: hardly any of it is garbage (tests/fixtures.py goes on)

MEMORY = Path("/dev/shm")  # noqa: S108  the folder is a new one
NEEDED_BYTES = 2**30
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first draws no window, which costs most
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def place_of_files():
    """Where the files of a run are: in memory where there is room."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > NEEDED_BYTES
    return MEMORY if roomy else None


VAR_DIR = Path(tempfile.mkdtemp(prefix="enportu-test-", dir=place_of_files()))
os.environ |= {
    "MODE": "test",
    "ENV_FILE": os.devnull,  # nothing of a developer's .env
    "VAR_DIR": str(VAR_DIR),
    "BASE_URL": "http://testserver",
}
for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL", "EMAIL_URL", "CSRF_TRUSTED_ORIGINS"):
    os.environ.pop(name, None)
for folder in ("static", "media"):
    (VAR_DIR / folder).mkdir()


def only_hands_out_tests():
    """Whether this process leaves all tests to workers of xdist: it has no use for Django, which takes seconds.

    Where a folder is named, pytest reads that folder's conftest.py here too, and that needs Django.
    """
    words = sys.argv[1:]
    split = "-n" in words and words[-1] != "-n" and words[words.index("-n") + 1] != "0"
    named = any(Path(word.partition("::")[0]).exists() for word in words)
    return split and not named and "PYTEST_XDIST_WORKER" not in os.environ


def load_django():
    import django
    from django.conf import settings

    from config.management.commands.compile_translations import compile_all

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    if settings.configured:
        pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their own settings.", returncode=3)
    compile_all()  # before anything reads them
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]  # what is started from here starts the same way, with a folder of its own
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop lives in the test's thread


if not only_hands_out_tests():
    load_django()
    pytest_plugins = ["tests.fixtures"]


def pytest_configure(config):
    config.pluginmanager.register(AllowedSkips(config))


def pytest_unconfigure(config):
    shutil.rmtree(VAR_DIR, ignore_errors=True)


# Fixtures of plugins that are replaced here: a conftest.py goes before a plugin.


@pytest.fixture(autouse=True)
def _django_set_urlconf(request):
    """The addresses that `pytest.mark.urls` names. What Django knows of others stays: to read them takes long."""
    from django.conf import settings
    from django.urls import set_urlconf

    marker, usual = request.node.get_closest_marker("urls"), settings.ROOT_URLCONF
    if marker:
        settings.ROOT_URLCONF = marker.args[0]
        set_urlconf(None)
        forget_addresses()
    yield
    if marker:
        settings.ROOT_URLCONF = usual
        set_urlconf(None)
        forget_addresses()


def forget_addresses():
    """The pieces of pages that a process keeps hold addresses, which do not change while the shop runs."""
    from shop.basket import holes as basket
    from shop.customer import holes as customer

    for kept in (basket._corner, customer._sign_in, customer._comes_back):
        kept.cache_clear()


@pytest.fixture(scope="session")
def live_server(live_server):
    """The running shop, whose styles and scripts a browser keeps, as it does those of the real one."""
    files = live_server.thread.httpd.get_app()
    read = files.serve

    def serve(request):
        response = read(request)
        response["Cache-Control"] = "max-age=31536000, immutable"
        return response

    files.serve = serve
    return live_server


@pytest.fixture(scope="session")
def base_url(live_server):
    """The running shop: `page.goto("/")` opens its front page."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium where there is one, quiet on the network."""
    chromium = {"executable_path": CHROMIUM} if CHROMIUM else {}
    return browser_type_launch_args | chromium | {"args": ["--no-sandbox", "--disable-background-networking"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Somebody who asks for little motion: painting each page's way to the next takes half of a browser's work."""
    return browser_context_args | {"reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def one_context(browser, browser_context_args):
    """One browser profile for all tests of a process."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def context(request, base_url):
    """A profile that knows nothing of earlier tests but styles and scripts; one of its own where it is recorded."""
    if any(request.config.getoption(kind) != "off" for kind in ("--tracing", "--video", "--screenshot")):
        yield request.getfixturevalue("new_context")()
        return
    context = request.getfixturevalue("one_context")
    yield context
    context.clear_cookies()
    if context.pages:
        storage = {"origin": base_url, "storageTypes": "local_storage,indexeddb,service_workers,cache_storage"}
        context.new_cdp_session(context.pages[0]).send("Storage.clearDataForOrigin", storage)
    for page in context.pages:
        stop(page)
        page.close()


def stop(page):
    """End what the page is loading: to close it amid that can take forever (Playwright's issue 42366)."""
    with contextlib.suppress(playwright.sync_api.Error):  # the next page came first, which is as good
        page.evaluate("stop()")
