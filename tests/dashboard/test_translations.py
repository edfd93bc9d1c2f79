"""The dashboard speaks Indonesian throughout: ours and Oscar's texts, with their placeholders."""

import re
from pathlib import Path

import django
import oscar
import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from tests.support.messages import marked, marked_below

OSCAR = Path(oscar.__file__).parent
DJANGO = Path(django.__file__).parent
CATALOGUES = [
    settings.BASE_DIR / "locale/id/LC_MESSAGES/django.po",
    settings.BASE_DIR / "locale/oscar/id/LC_MESSAGES/django.po",
    OSCAR / "locale/id/LC_MESSAGES/django.po",
    DJANGO / "conf/locale/id/LC_MESSAGES/django.po",
    DJANGO / "contrib/auth/locale/id/LC_MESSAGES/django.po",
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdi]|\{\w+\}")


def entries(path):
    """(context, message id) → translation, of what is translated in a catalogue."""
    with path.open("rb") as source:
        for message in read_po(source):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and all(forms) and not message.fuzzy:
                yield (message.context, message.id if isinstance(message.id, str) else message.id[0]), forms


@pytest.fixture(scope="module")
def translated():
    return {key for path in CATALOGUES for key, _forms in entries(path)}


def test_what_we_write_in_the_dashboard_is_translated(translated):
    base = settings.BASE_DIR
    folders = [base / "site/shop/dashboard", base / "templates/dashboard", base / "templates/oscar/dashboard"]

    texts = set().union(*(marked_below(folder, ".py", ".html", ".txt") for folder in folders))

    assert len(texts) > 150
    assert sorted(texts - translated, key=str) == []


def test_what_oscar_writes_is_translated(translated):
    texts = marked_below(OSCAR / "apps/dashboard", ".py") | marked_below(OSCAR / "templates/oscar/dashboard", ".html")
    for path in OSCAR.glob("apps/*/*.py"):
        texts |= set(marked(path))

    assert len(texts) > 1200
    assert sorted(texts - translated, key=str) == []


@pytest.mark.parametrize("path", CATALOGUES[:2], ids=["ours", "oscar"])
def test_placeholders_survive_translation(path):
    broken = [
        key[1]
        for key, forms in entries(path)
        if any(sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(key[1])) for form in forms)
    ]

    assert broken == []
