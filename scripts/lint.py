"""`make lint`: every check that runs nothing of the shop, each with its name; all of them run, then one exit code."""

import os
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import distributions
from pathlib import Path

import polib
from babel.messages.pofile import read_po
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import lock
import messages

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
OLDEST_PYTHON = {"python_version": "3.11", "python_full_version": "3.11.0"}  # Debian 12 stays at 3.11.2
ENVIRONMENT = {"MODE": "test", "ENV_FILE": os.devnull, "PYTHONPATH": str(ROOT / "site")}

COMMANDS = {
    "Style": [*PYTHON, "ruff", "check", "--quiet", "."],
    "Layout": [*PYTHON, "ruff", "format", "--quiet", "--check", "."],
    "Templates": [*PYTHON, "djlint", "--quiet", "--lint", "templates"],
    "Imports": [str(Path(sys.executable).with_name("lint-imports"))],
    "System checks": [*MANAGE, "check", "--fail-level=WARNING"],
    "Migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
}


def main():
    failed = [title for title, command in COMMANDS.items() if not passes(title, command)]
    for title, problems in (("Translations", translation_problems()), ("Lock files", lock_problems())):
        report(title, not problems, "\n".join(problems))
        failed += [title] if problems else []
    if failed:
        sys.exit(f"To mend: {', '.join(failed)}.")


def passes(title, command):
    done = subprocess.run(command, cwd=ROOT, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=False)
    report(title, done.returncode == 0, f"{done.stdout}{done.stderr}".strip())
    return done.returncode == 0


def report(title, passed, words):
    print(f"{title:<16}{'ok' if passed else 'FAILED'}", flush=True)
    if not passed:
        print(re.sub("^", "    ", words, flags=re.MULTILINE), flush=True)


def translation_problems():
    """Texts without Indonesian, and entries that are empty, fuzzy, doubled by hand, or that lost a placeholder."""
    problems = [f"{place}: no Indonesian: {key[1]!r}" for key, place in messages.missing().items()]
    for path in sorted(ROOT.glob("locale/**/*.po")):
        ids = Counter((entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)))
        problems += [f"{path.relative_to(ROOT)}: twice: {name!r}" for (_, name), times in ids.items() if times > 1]
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parent.parent.name)
        for message in catalogue:
            if message.id and (message.fuzzy or not all(_texts(message))):
                problems.append(f"{path.relative_to(ROOT)}: {'fuzzy' if message.fuzzy else 'empty'}: {message.id!r}")
            problems += [f"{path.relative_to(ROOT)}: {error}: {message.id!r}" for error in message.check(catalogue)]
    return problems


def _texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def lock_problems():
    """Packages that a lock lacks, lines that name a place instead, and what the oldest Python cannot install."""
    problems = [*too_new()]
    for source, target, _options in lock.LOCKS:
        locked = {_plain(line.split("==")[0]) for line in (ROOT / target).read_text().splitlines() if "==" in line}
        for line in (ROOT / source).read_text().splitlines():
            name = re.match(r"[A-Za-z][\w.-]*", line)
            if name and _plain(name[0]) not in locked:
                problems.append(f"{target} lacks {name[0]}; run make lock")
        try:
            lock.check(ROOT / target)
        except SystemExit as error:
            problems.append(str(error))
    return problems


def too_new():
    """Locked packages that the oldest Python cannot install, and those that it alone needs and no lock names."""
    installed = list(distributions())
    names = {_plain(package.name) for package in installed}
    for package in installed:
        wanted = package.metadata["Requires-Python"] or ""
        if not SpecifierSet(wanted).contains(OLDEST_PYTHON["python_full_version"]):
            yield f"{package.name} {package.version} needs Python {wanted}"
        for needed in map(Requirement, package.requires or ()):
            is_asked = needed.marker is None or needed.marker.evaluate(OLDEST_PYTHON | {"extra": ""})
            if is_asked and _plain(needed.name) not in names:
                yield f"{package.name} needs {needed.name} on Python {OLDEST_PYTHON['python_full_version']}"


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
