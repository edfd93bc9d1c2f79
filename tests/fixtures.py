"""What every test may ask for: a database, mail, the real worker; and what is put back after each test.

Databases come from one migrated template (tests/support/databases.py), mail goes to a real SMTP server, and tasks run
in the real worker.
"""

import gc
import shutil
from pathlib import Path

import pytest
from _pytest import runner
from django.conf import settings as django_settings
from django.core.cache import caches
from django.utils import translation

from tests.support import databases, warm
from tests.support.gateway import KEY, Gateway
from tests.support.rows import start_from
from tests.support.smtp import SmtpServer
from tests.support.stack import in_one_piece
from tests.support.tasks import run_waiting_tasks

BROWSER_FIXTURES = {"context", "browser", "new_context"}  # `page` asks for a context; tests name other things so, too
MEDIA = Path(django_settings.MEDIA_ROOT)


DATABASE = pytest.StashKey()


def pytest_collection_modifyitems(items):
    """Mark what opens a browser, so that `-m "not browser"` leaves it out."""
    leave_alone_what_stays()
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


def leave_alone_what_stays():
    """Spare the garbage collector the modules, which it would go through again and again, and call it less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(1_000_000, 50, 50)
    gc.enable()


run_test = in_one_piece(runner.pytest_runtest_protocol)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """What pytest does with a test, fixtures and all, in one piece of memory."""
    return run_test(item, nextitem)


# --- Database --------------------------------------------------------------------------------------------------------


def pytest_sessionstart(session):
    worker_name = getattr(session.config, "workerinput", {}).get("workerid", "main")  # gw0, gw1 … under xdist
    session.stash[DATABASE] = databases.open_copy(worker_name)


def pytest_sessionfinish(session):
    session.stash[DATABASE].drop()


def pytest_runtest_setup(item):
    """Before a test that uses the database begins its transaction: hold what it starts from."""
    if {"_django_db_helper", "live_server"} & set(item.fixturenames) or item.get_closest_marker("django_db"):
        template = "shop" if "set_up_shop" in item.fixturenames else "migrated"
        item.session.stash[DATABASE].hold(template)
        start_from(template)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment):
    """The database of this process, made in the hooks above instead of by pytest-django."""
    return request.session.stash[DATABASE]


@pytest.fixture(scope="session")
def parts_of_pages(django_db_setup, django_db_blocker):
    """What many pages of a shop show that is only set up. Read before the first test that asks adds anything."""
    folder = Path(django_settings.VAR_DIR, "parts")
    with django_db_blocker.unblock():
        warm.keep_shared_parts(folder)
    return folder


@pytest.fixture
def set_up_shop(db, parts_of_pages):
    """What `setup_shop` makes on every start: languages, roles, policy facts, pages, mail wording, charges.

    The menus and the help that forms offer are in the cache, as while the shop runs.
    """
    caches["default"].clear()
    warm.put_back(parts_of_pages)


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


# --- What is put back -----------------------------------------------------------------------------------------------


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
    for path in MEDIA.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
