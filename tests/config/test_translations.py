"""Catalogues that are compiled while the shop starts are read at once."""

import shutil

import pytest
from django.conf import settings as shop
from django.utils import translation

from config.management.commands.compile_translations import compile_all

ENTRY = '\nmsgid "A zebra"\nmsgstr "Seekor kuda belang"\n'


@pytest.fixture
def catalogue(tmp_path, settings):
    """A folder of translations of its own, which nobody has compiled yet."""
    path = tmp_path / "locale/id/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    shutil.copy(shop.BASE_DIR / "locale/id/LC_MESSAGES/django.po", path)
    path.write_text(path.read_text() + ENTRY)
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    return path


def test_what_was_read_before_it_was_compiled_is_read_again(catalogue):
    with translation.override("id"):
        assert translation.gettext("A zebra") == "A zebra"
    assert compile_all() == [catalogue]
    with translation.override("id"):
        assert translation.gettext("A zebra") == "Seekor kuda belang"
    assert compile_all() == []
