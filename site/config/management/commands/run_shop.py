"""Bring the data up to date, then run web server, background worker and scheduler until Ctrl-C."""

import sys
import time
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from config import stamps
from config.processes import Process, Supervisor

START_PATIENCE_S = 60
TOLD_EVERY = 50  # migrations
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


class Command(BaseCommand):
    help = "Prepare the data and run the whole shop (make run)."
    requires_system_checks = []  # migrate runs them, once the tables are there

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, **options):
        try:
            self.prepare()
        except KeyboardInterrupt:
            raise CommandError("Stopped. The next start goes on from here.") from None
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Stopped, and the next start goes on from here. The reason: {error}") from error
        self.serve(options["host"], options["port"])

    # --- Data ---

    def prepare(self):
        """Bring translations, database, content and static files up to date; what did not change is left alone."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("compile_translations", verbosity=0)
        self.migrate()
        code = stamps.fingerprint(settings.SITE_DIR, settings.BASE_DIR / "locale")
        place = [stamps.database_birth(), code]
        self.step("setup", "Roles, languages, policy facts", [*place, settings.BASE_URL], "setup_shop")
        if settings.DEMO:
            self.step("demo", "Demonstration content (the first time takes a minute or two)", place, "load_demo")
        statics = stamps.fingerprint(*settings.STATICFILES_DIRS, settings.BASE_DIR / "requirements.txt")
        self.step("static", "Static files (compressed, once)", statics, "collectstatic", interactive=False)
        connections.close_all()

    def step(self, name, title, key, command, **options):
        """Run a command unless it is done for this key already."""
        if stamps.is_done(name, key):
            return
        self.say(f"{title} …")
        started = time.monotonic()
        call_command(command, verbosity=0, stdout=self.stdout, **options)
        stamps.mark_done(name, key)
        self.say(f"  {time.monotonic() - started:.0f} s")

    def migrate(self):
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            self.say(f"Database: {waiting} migrations …")
            call_command(CountedMigrate(waiting, self.say), interactive=False, verbosity=0)

    # --- Processes ---

    def serve(self, host, port):
        supervisor = Supervisor(processes(host, port), self.say)
        supervisor.start()
        if self.wait_until_up(supervisor, host, port):
            self.say(self.addresses(settings.BASE_URL))
        code = supervisor.run()
        self.say("All stopped.")
        if code:
            sys.exit(code)

    def wait_until_up(self, supervisor, host, port):
        """Whether the web server answers before patience ends or a process gives up."""
        deadline = time.monotonic() + START_PATIENCE_S
        while time.monotonic() < deadline and not supervisor.stopping:
            if any(process.ended() is not None for process in supervisor.processes):
                return False
            if _answers(host, port):
                return True
            time.sleep(0.2)
        return False

    def addresses(self, base):
        """What a person opens first, and whom to sign in as."""
        rows = [
            ("Storefront", f"{base}/  and  {base}/en/"),
            ("CMS", f"{base}/cms/"),
            ("Dashboard", f"{base}/dashboard/"),
            ("API", f"{base}/api/v3/"),
        ]
        if settings.DEMO:
            from config.demo import ACCOUNTS

            rows.insert(3, ("Mailbox", f"{base}/dev/mail/"))
            rows += [("Sign in as", f"{account.email}  ({account.may})") for account in ACCOUNTS]
            rows += [("Password", settings.DEMO_PASSWORD)]
        lines = "\n".join(f"  {name:<12}{value}" for name, value in rows)
        return f"\n{lines}\n\n  Ctrl-C stops everything."

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


class CountedMigrate(Migrate):
    """Django's migrate, which says now and then how far it is."""

    def __init__(self, waiting, say):
        super().__init__()
        self.waiting, self.tell, self.done = waiting, say, 0

    def migration_progress_callback(self, action, migration=None, fake=False):
        if action == "apply_success":
            self.done += 1
            if self.done % TOLD_EVERY == 0 or self.done == self.waiting:
                self.tell(f"  {self.done} of {self.waiting}")


def processes(host, port):
    """The three programs of the shop."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(settings.SITE_DIR / "config" / "gunicorn_conf.py")]
    return [
        Process("web server", [*gunicorn, f"--bind={bind}", "--log-level=warning", "config.wsgi"]),
        Process("background worker", [*MANAGE, "worker"]),
        Process("scheduler", [*MANAGE, "run_schedule"]),
    ]


def _answers(host, port):
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    address = f"http://{f'[{name}]' if ':' in name else name}:{port}/healthz"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own address
            return answer.status == 200
    except OSError:
        return False
