"""The parts of pages that a running shop has in its cache, read once and given to every test that starts from it."""

from unittest.mock import patch

from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from home.menus import menu
from shop.claims.form.helping import usual_offers
from shop.claims.words import Topic


def shared_parts():
    """Cache key → value of what many pages show of the present database, in every language."""
    kept, cache = {}, caches["default"]
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
    return kept
