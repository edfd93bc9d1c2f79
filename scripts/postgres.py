"""Run a command with a PostgreSQL server of its own: started in a temporary folder, gone afterwards.

    python scripts/postgres.py pytest -n 2

Where DATABASE_URL names a PostgreSQL server, that one is used. Run as root, the server belongs to another user, since
PostgreSQL refuses root.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

USERS = ("postgres", "nobody")  # whom the server runs as when root starts it
# A server that lives for one run need not survive a power cut.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "shared_buffers": "256MB",
    "max_connections": "200",
}


def main():
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit(subprocess.run(command, check=False).returncode)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped on the way out
    try:
        with Server() as server:
            environment = os.environ | {"DATABASE_URL": server.url}
            code = subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


class Server:
    """A PostgreSQL server on a free port of 127.0.0.1, while its `with` block runs."""

    def __enter__(self):
        self.binaries = find_binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="enportu-postgresql-"))
        self.user = server_user()
        if self.user:
            shutil.chown(self.folder, self.user.pw_name)
        self.run("initdb", "-D", self.data, "--auth=trust", "--username=enportu", "--encoding=UTF8", "--locale=C")
        port = free_port()
        options = " ".join(f"-c {name}={value}" for name, value in FAST.items())
        options += f" -h 127.0.0.1 -p {port} -k {self.folder}"
        try:
            self.run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        except SystemExit:
            self.__exit__()
            raise
        self.url = f"postgresql://enportu@127.0.0.1:{port}/postgres"
        return self

    def __exit__(self, *exc_info):
        if (self.folder / "data" / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self):
        return str(self.folder / "data")

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs as the server's user; end with its words where it fails."""
        identity = {}
        if self.user:
            identity = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [self.binaries / program, *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program == "initdb" else subprocess.DEVNULL,
            check=False,
            **identity,
        )
        if done.returncode:
            log = self.folder / "log"
            words = (done.stdout or b"").decode() + (log.read_text() if log.exists() else "")
            sys.exit(f"PostgreSQL's {program} failed:\n{words}")


def find_binaries():
    """The folder with initdb and pg_ctl: from PATH, else the newest that Debian's packages or Homebrew installed."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin"):
        places += sorted(Path("/").glob(pattern), key=lambda path: [int(part) for part in _numbers(path)], reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    if install():
        return find_binaries()
    sys.exit("No PostgreSQL server found. Install Debian's package postgresql, or set DATABASE_URL=postgresql://…")


def _numbers(path):
    return "".join(character if character.isdigit() else " " for character in str(path)).split()


def install():
    """Install Debian's package where that is possible; return whether it was worth trying."""
    if os.geteuid() or not shutil.which("apt-get") or os.environ.get("ENPORTU_TRIED_APT"):
        return False
    print("  Installing PostgreSQL with apt-get …", flush=True)
    os.environ["ENPORTU_TRIED_APT"] = "1"
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "postgresql"]):
        subprocess.run(["apt-get", *step], env=environment, stdout=subprocess.DEVNULL, check=False)
    return True


def server_user():
    """Whom the server runs as: None for whoever started this, unless that is root."""
    if os.geteuid():
        return None
    for name in USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("PostgreSQL refuses to run as root, and neither of the users postgres and nobody exists.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
