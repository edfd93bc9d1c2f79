"""The virtual environment: made and filled when the lock file changed, left alone when not.

    python scripts/environment.py requirements-dev.txt

It needs nothing but Python itself, and a start that broke off halfway is finished by the next one.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDED_MB = 1500  # of disk, for a first installation
NEEDED_LATER_MB = 100


class CannotStart(Exception):
    """Says in one line why nothing was started, and what would help."""


def ensure(lock_name):
    """Install exactly what the lock file names, each file checked against its hash. Return how long it took, in s."""
    lock = ROOT / lock_name
    stamp = VENV / f"installed-{lock.stem}"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted and _runs():
        check_disk(NEEDED_LATER_MB)
        return 0
    started = time.monotonic()
    check_disk(NEEDED_MB)
    if not _runs():
        say("Making the virtual environment")
        _make()
    packages = sum(line[:1].isalpha() for line in lock.read_text().splitlines())
    say(f"Installing {packages} packages from {lock_name} (the first time takes a minute or two)")
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    if subprocess.run(pip, check=False).returncode:
        raise CannotStart(f"Installing {lock_name} failed; the lines above say why. Run the same command again.")
    stamp.write_text(wanted)
    return time.monotonic() - started


def say(text):
    """One line of progress, seen at once."""
    print(f"  {text} …", flush=True)


def check_disk(needed_mb):
    free_mb = shutil.disk_usage(ROOT).free // 2**20
    if free_mb < needed_mb:
        raise CannotStart(f"The disk is too full: {ROOT} has {free_mb} MB free and {needed_mb} MB are needed.")


def _runs():
    """Whether the environment is whole and of this Python's version."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; print(sys.version)"
    answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def _make():
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotStart(
            f"This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python{version}-venv"
        )
    if VENV.exists() and any(VENV.iterdir()) and not (VENV / "pyvenv.cfg").is_file():
        raise CannotStart(f"{VENV} holds something that is no virtual environment. Name another folder: VENV=…")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        last = (made.stderr or made.stdout).strip().splitlines()[-1:] or ["no message"]
        raise CannotStart(f"The virtual environment {VENV} could not be made: {last[0]}")


def main():
    try:
        for lock_name in sys.argv[1:]:
            ensure(lock_name)
    except CannotStart as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    except OSError as error:
        sys.exit(f"Cannot go on: {error}")


if __name__ == "__main__":
    main()
