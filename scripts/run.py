"""`make run`: check what a start needs, make the environment, and hand over to `manage.py run_shop`."""

import argparse
import errno
import os
import secrets
import socket
import sys

import environment
from environment import ROOT, CannotStart

ENV_FILE = """# Written by make run. Production has its own: see docs/operations.md
MODE=demo
SECRET_KEY={}
"""


def main():
    arguments = _arguments()
    try:
        check_address(arguments.host, arguments.port)
        environment.ensure("requirements.txt")
        write_env_file()
    except CannotStart as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    except OSError as error:
        sys.exit(f"Cannot start: {error}")
    if "BASE_URL=" not in (ROOT / ".env").read_text():
        os.environ.setdefault("BASE_URL", base_url(arguments.host, arguments.port))
    command = [str(environment.PYTHON), str(ROOT / "manage.py"), "run_shop"]
    os.execv(command[0], [*command, f"--host={arguments.host}", f"--port={arguments.port}"])


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    return parser.parse_args()


def check_address(host, port):
    """Raise CannotStart where the web server could not listen."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotStart(f"PORT is {port!r}; it must be a number from 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise CannotStart(f"HOST is {host!r}, which is no address of this machine ({error.strerror}).") from None
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            raise CannotStart(_reason(error, host, port)) from None


def _reason(error, host, port):
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use. Stop what uses it or choose another: make run PORT={int(port) + 1}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} needs more rights than you have. Choose one above 1023: make run PORT=8000"
    return f"Cannot listen on {host}, port {port}: {error.strerror}."


def base_url(host, port):
    """The address that links in mail and feeds start with; a server that listens everywhere is reached here."""
    name = "127.0.0.1" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{name}:{port}"


def write_env_file():
    """Leave a .env for `manage.py`, once, with a secret key of this machine's own."""
    path = ROOT / ".env"
    if path.exists():
        return
    unfinished = ROOT / f".env.{os.getpid()}"
    unfinished.touch(mode=0o600)
    unfinished.write_text(ENV_FILE.format(secrets.token_urlsafe(48)))
    unfinished.rename(path)


if __name__ == "__main__":
    main()
