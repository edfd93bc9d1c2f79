"""What every test may ask for. The environment is set before Django reads it.

Databases come from one migrated template (tests/support/databases.py), mail goes to a real SMTP server, tasks run in
the real worker, pages are opened in the system's Chromium, and a skipped test needs a reason on a list.
"""

import os
import shutil
import tempfile
from pathlib import Path

VAR_DIR = Path(tempfile.mkdtemp(prefix="enportu-test-"))
os.environ |= {
    "MODE": "test",
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "ENV_FILE": os.devnull,  # nothing of a developer's .env
    "VAR_DIR": str(VAR_DIR),
    "BASE_URL": "http://testserver",
}
for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL", "EMAIL_URL", "CSRF_TRUSTED_ORIGINS"):
    os.environ.pop(name, None)
for folder in ("static", "media"):
    (VAR_DIR / folder).mkdir()

import django  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402

if django_settings.configured:
    pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their own settings.", returncode=3)
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # an xdist worker starts the same way, with a folder of its own
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's event loop lives in the test's thread

from django.core.cache import caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import translation  # noqa: E402

from tests.support import databases  # noqa: E402
from tests.support.gateway import KEY, Gateway  # noqa: E402
from tests.support.skips import AllowedSkips  # noqa: E402
from tests.support.smtp import SmtpServer  # noqa: E402
from tests.support.tasks import run_waiting_tasks  # noqa: E402

call_command("compile_translations", verbosity=0)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}


DATABASE = pytest.StashKey()


def pytest_configure(config):
    config.pluginmanager.register(AllowedSkips(config))


def pytest_unconfigure(config):
    shutil.rmtree(VAR_DIR, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Mark what opens a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


# --- Database --------------------------------------------------------------------------------------------------------


def pytest_sessionstart(session):
    worker_name = getattr(session.config, "workerinput", {}).get("workerid", "main")  # gw0, gw1 … under xdist
    session.stash[DATABASE] = databases.open_copy(worker_name)


def pytest_sessionfinish(session):
    session.stash[DATABASE].drop()


def pytest_runtest_setup(item):
    """Before a test that uses the database begins its transaction: hold what it starts from."""
    if {"_django_db_helper", "live_server"} & set(item.fixturenames) or item.get_closest_marker("django_db"):
        item.session.stash[DATABASE].hold("shop" if "set_up_shop" in item.fixturenames else "migrated")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment):
    """The database of this process, made in the hooks above instead of by pytest-django."""
    return request.session.stash[DATABASE]


@pytest.fixture
def set_up_shop(db):
    """What `setup_shop` makes on every start: languages, roles, policy facts, pages, mail wording, charges."""


@pytest.fixture
def demo_shop(django_db_setup, transactional_db):
    """The whole demonstration: what `make run` shows, loaded once for each state of the code and copied."""
    django_db_setup.hold("demo")


# --- Background work and mail ----------------------------------------------------------------------------------------


@pytest.fixture
def run_tasks():
    """Call it to let the real worker do all waiting tasks; a failed one fails the test with its own traceback."""
    return run_waiting_tasks


@pytest.fixture
def smtp(settings):
    """A real SMTP server that the shop sends through; `smtp.messages` holds what arrived, parsed."""
    with SmtpServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def gateway(settings):
    """A server on this machine that the shop takes for Midtrans, which is switched on."""
    with Gateway() as gateway:
        settings.MIDTRANS_SERVER_KEY = KEY
        settings.MIDTRANS_BASE_URL = settings.MIDTRANS_API_URL = gateway.url
        yield gateway


# --- Browser and files -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def base_url(live_server):
    """The running shop: `page.goto("/")` opens its front page."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium where there is one, quiet on the network."""
    chromium = {"executable_path": CHROMIUM} if CHROMIUM else {}
    return browser_type_launch_args | chromium | {"args": ["--no-sandbox", "--disable-background-networking"]}


@pytest.fixture(autouse=True)
def _clean_caches(request):
    """No test sees what another one kept, nor the language it left active."""
    yield
    for cache in caches.all():  # also what only the live server used
        cache.clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def _empty_media():
    """No test sees another one's files."""
    yield
    for path in (VAR_DIR / "media").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
