"""A demo shop of its own for measuring and for taking pictures: set up below var/, served while a `with` block runs."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class DemoShop:
    """A shop in `var/NAME`. Its data is kept between runs; what is missing is added."""

    def __init__(self, name):
        self.var = ROOT / "var" / name
        self.environment = os.environ | {"MODE": "demo", "VAR_DIR": str(self.var), "ENV_FILE": os.devnull}

    def manage(self, *arguments):
        """Run manage.py in this shop. Raises CalledProcessError."""
        subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=self.environment, check=True)

    def set_up(self):
        """Compile the translations, migrate, load the demo, make the pictures, collect static files."""
        self.var.mkdir(parents=True, exist_ok=True)
        for command in ("compile_translations", "migrate", "setup_shop", "load_demo", "collectstatic"):
            print(f"… {command}", flush=True)
            noinput = ["--noinput"] if command in ("migrate", "collectstatic") else []
            self.manage(command, "--verbosity=0", *noinput)
        print("… waiting tasks", flush=True)
        self.manage("db_worker", "--batch", "--verbosity=0")

    def served(self, port):
        """The shop's web server on `port`; the context is its address."""
        environment = self.environment | {"BASE_URL": f"http://127.0.0.1:{port}"}
        return gunicorn("config.wsgi:application", port, ROOT / "site", environment)


@contextmanager
def gunicorn(application, port, folder, environment, *, timeout_s=60):
    """`application` on 127.0.0.1:`port`, started in `folder`; raises RuntimeError where it does not answer in time."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, "--chdir", str(folder), "--bind", f"127.0.0.1:{port}",
         "--worker-class", "gthread", "--workers", "1", "--threads", "4", "--keep-alive", "30",
         "--log-level", "warning"],
        env=environment,
    )  # fmt: skip
    try:
        _wait_until_it_answers(process, port, timeout_s)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_it_answers(process, port, timeout_s):
    until = time.monotonic() + timeout_s
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)  # noqa: S310
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The server on port {port} did not start.")
