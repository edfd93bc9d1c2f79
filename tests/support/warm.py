"""The parts of pages that a running shop has in its cache, read once and given to every test that starts from it."""

import os
import shutil
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from home.menus import menu
from shop.claims.form.helping import usual_offers
from shop.claims.words import Topic

CACHE = Path(settings.CACHES["default"]["LOCATION"])  # the shop's own kind, which keeps a file for each key


def keep_shared_parts(folder):
    """Write to `folder` what the cache keeps of the present database that many pages show, in every language."""
    cache, kept = caches["default"], {}
    write = cache.set

    def note(key, value, *args, **kwargs):
        kept[key] = value
        write(key, value, *args, **kwargs)

    with patch.object(cache, "set", note):
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                menu("main", None)
                for topic in Topic:
                    usual_offers(topic)
    cache.clear()
    cache.set_many(kept, None)  # for as long as the tests run
    shutil.copytree(CACHE, folder)


def put_back(folder):
    """Give the cache these parts, in a tenth of the time that it takes to write them."""
    for file in folder.iterdir():
        os.link(file, CACHE / file.name)
