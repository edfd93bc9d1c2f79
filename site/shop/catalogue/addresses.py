"""The same product or category in each language, each with its own slug."""

from django.conf import settings
from django.utils.translation import override


def alternates(thing):
    """Language code → address of `thing`; no query."""
    addresses = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = thing.get_absolute_url()
    return addresses
