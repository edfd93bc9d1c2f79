"""The house stays as docs/architecture.md draws it: who imports whom, which class is used, how long things are."""

import ast
import inspect
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from oscar.core.loading import get_class, get_model

ROOT = settings.BASE_DIR
LONGEST = {".py": 400, ".html": 90}  # lines
LONGEST_FUNCTION, LONGEST_VIEW = 40, 25  # lines
# Words that stand for unfinished work, and places that exist on one machine only.
UNWANTED = re.compile(
    r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b|not imple" + r"mented|lorem ip" + r"sum|/ro" + r"ot/|/wo" + r"rk/",
    re.IGNORECASE,
)


def files(*suffixes):
    """The repository's own files of these kinds; Oscar's copied migrations are not ours to judge."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / line for line in listed.splitlines()]
    return [path for path in paths if path.suffix in suffixes and path.exists() and "migrations" not in path.parts]


def forks():
    """The modules of ours that stand in the place of one of Oscar's: (ours, Oscar's, the app's name for get_class)."""
    for config in apps.get_app_configs():
        label = config.name.removeprefix("shop.")
        if config.name.startswith("shop.") and "oscar" in type(config).__mro__[1].__module__:
            for path in sorted(Path(config.path).glob("*.py")):
                try:
                    theirs = import_module(f"oscar.apps.{label}.{path.stem}")
                except ModuleNotFoundError:
                    continue
                if path.stem not in ("__init__", "apps"):
                    yield import_module(f"{config.name}.{path.stem}"), theirs, f"{label}.{path.stem}", config.label


def overrides():
    for ours, theirs, place, app_label in forks():
        for name, value in inspect.getmembers(ours, inspect.isclass):
            if value.__module__ == ours.__name__ and (hasattr(theirs, name) or _is_forked_model(value)):
                yield pytest.param(place, app_label, value, id=f"{place}.{name}")


def _is_forked_model(value):
    """Oscar leaves its own model out where a fork has one; the fork is told by the abstract model behind it."""
    return any(base.__name__ == f"Abstract{value.__name__}" for base in value.__mro__)


@pytest.mark.parametrize(("place", "app_label", "ours"), list(overrides()))
def test_oscar_uses_our_class_and_not_its_own(place, app_label, ours):
    if place.endswith(".models"):
        assert get_model(app_label, ours.__name__) is ours
    else:
        assert get_class(place, ours.__name__) is ours


def test_the_list_of_overrides_is_not_empty():
    found = {parameter.id for parameter in overrides()}
    assert {"catalogue.models.Product", "order.models.Order", "basket.middleware.BasketMiddleware"} <= found


def test_imports_run_one_way():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(settings.SITE_DIR)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


def test_site_is_no_package_of_ours():
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", "--check", "--dry-run")
    assert "No changes detected" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", LONGEST)
def test_no_file_is_too_long(suffix):
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files(suffix)}
    assert {name: length for name, length in lengths.items() if length > LONGEST[suffix]} == {}


def test_no_function_is_too_long():
    too_long = {}
    for path in files(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > (LONGEST_VIEW if path.name == "views.py" else LONGEST_FUNCTION):
                    too_long[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = length
    assert too_long == {}


def test_no_file_speaks_of_unfinished_work_or_of_one_machine():
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files(".py", ".html", ".md", ".css", ".js", ".toml", ".in", ".txt", ".sh", ".po", "")
        for match in UNWANTED.finditer(path.read_text(errors="ignore"))
    }
    assert found == set()


def test_public_templates_hold_no_inline_style_or_script():
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files(".html")
        if path.is_relative_to(ROOT / "templates") and "mail" not in path.parts and "oscar" not in path.parts
        for match in re.finditer(
            r"<style|\sstyle=|<script(?![^>]*(?:src=|ld\+json|speculationrules))[^>]*>|\son\w+=", path.read_text()
        )
    }
    assert found == set()
