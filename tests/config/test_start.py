"""What `make run` and `make test` say before Django exists: one clear line, and nothing harmed."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

SCRIPTS = settings.BASE_DIR / "scripts"


def run(*command, **environment):
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def repository(tmp_path):
    """A copy of the scripts with an empty lock file: nothing to install."""
    (tmp_path / "scripts").mkdir()
    for path in SCRIPTS.glob("*.*"):
        (tmp_path / "scripts" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "requirements.txt").write_text("")
    return tmp_path


def test_an_old_python_is_named_in_one_line(tmp_path):
    old = tmp_path / "python-old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && { echo Python 3.9.2; exit 0; }\nexit 1\n')
    old.chmod(0o755)
    done = run("sh", SCRIPTS / "find_python.sh", PYTHON=str(old))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Enportu needs Python 3.11 or newer; found: Python 3.9.2.")
    assert done.stderr.count("\n") == 1


def test_this_python_is_found():
    done = run("sh", SCRIPTS / "find_python.sh", PYTHON=sys.executable)
    assert (done.returncode, done.stdout) == (0, f"{sys.executable}\n")


def test_a_port_in_use_is_said_in_one_line_before_anything_is_installed(repository):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = run(sys.executable, repository / "scripts" / "run.py", f"--port={port}")
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} of 127.0.0.1 is in use. Stop what uses it or choose another: make run PORT={port + 1}\n"
    )
    assert not (repository / ".venv").exists()


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("--port=http", "PORT is 'http'; it must be a number from 1 to 65535.\n"),
        ("--port=70000", "PORT is '70000'; it must be a number from 1 to 65535.\n"),
        ("--host=shop.invalid", "HOST is 'shop.invalid', which is no address of this machine"),
    ],
)
def test_an_address_that_cannot_be_listened_on_is_named(option, line, repository):
    done = run(sys.executable, repository / "scripts" / "run.py", option)
    assert done.returncode == 1
    assert done.stderr.startswith(line)


def test_a_folder_that_is_no_virtual_environment_is_never_cleared(repository, tmp_path):
    precious = tmp_path / "photos"
    precious.mkdir()
    (precious / "wedding.jpg").write_bytes(b"once")
    done = run(sys.executable, repository / "scripts" / "environment.py", "requirements.txt", VENV=str(precious))
    assert done.returncode == 1
    assert "holds something that is no virtual environment" in done.stderr
    assert (precious / "wedding.jpg").read_bytes() == b"once"


def test_an_environment_that_broke_off_halfway_is_made_again_and_an_empty_name_means_the_usual_one(repository):
    (repository / ".venv").mkdir()
    (repository / ".venv" / "pyvenv.cfg").write_text("")
    done = run(sys.executable, repository / "scripts" / "environment.py", "requirements.txt", VENV="")
    assert done.returncode == 0, done.stderr
    assert (repository / ".venv" / "pyvenv.cfg").read_text()
    assert (repository / "scripts" / "run.py").is_file()
    again = run(sys.executable, repository / "scripts" / "environment.py", "requirements.txt", VENV="")
    assert (again.returncode, again.stdout) == (0, "")


def test_a_full_disk_is_said_in_one_line(repository):
    code = "import sys; sys.path.insert(0, 'scripts'); import environment; environment.check_disk(10**9)"
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    last = done.stderr.splitlines()[-1]
    assert "The disk is too full:" in last
    assert "1000000000 MB are needed." in last


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_names_hashes_and_no_place(name):
    text = (settings.BASE_DIR / name).read_text()
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-") or " @ " in line]
    assert text.count("--hash=sha256:") > text.count("==") > 50
