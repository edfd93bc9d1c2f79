"""The address of a search in each language."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def search_addresses(text):
    """Language code → address of a search for `text`."""
    addresses = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = reverse("search:search") + (f"?{urlencode({'q': text})}" if text else "")
    return addresses
