"""What is searched besides products. Other rooms add their sources in settings.SEARCH_SOURCES.

A source is a callable(text, limit) that returns at most `limit` results for the active language, each with `title`,
`url` and `excerpt`, and `key` where it is the same in every language; it must take any text, and make a fixed number
of queries.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Result:
    """Something found that is not a product."""

    title: str
    url: str
    excerpt: str = ""
    key: str = ""


def search_elsewhere(text, limit):
    """The results of every source, in the order of the settings."""
    return [result for path in settings.SEARCH_SOURCES for result in import_string(path)(text, limit)]
