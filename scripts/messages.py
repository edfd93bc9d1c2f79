"""Which texts of the shop are marked for translation, and which of them have no Indonesian. gettext is not needed.

`python scripts/messages.py` prints those that are missing as entries for locale/id/LC_MESSAGES/django.po.
"""

import io
import sys
import warnings
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OTHERS = ("oscar", "django", "wagtail", "wagtail_localize")  # packages whose own Indonesian serves too


def marked():
    """Every marked text of site/ and templates/: (context, id) → where it stands first."""
    found = {}
    for path in [*sorted((ROOT / "site").rglob("*.py")), *sorted((ROOT / "templates").rglob("*.html"))]:
        source, place = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
        if path.suffix == ".html":  # what is left of a template is no Python; the reader of JavaScript takes it
            source, method = _templatize(source, place), "javascript"
        else:
            method = "python"
        for _line, message, _comments, context in extract(method, io.BytesIO(source.encode()), KEYWORDS):
            found.setdefault((context, message), place)
    return found


def missing():
    """The marked texts that no Indonesian catalogue has, with where they stand."""
    known = set()
    for path in [*ROOT.glob("locale/**/id/**/django.po"), *_of_packages()]:
        known |= _entries(path)
    return {key: place for key, place in marked().items() if key[1] and _names(key) not in known}


def _entries(path):
    with path.open("rb") as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        catalogue = read_po(source, locale="id")
    return {_names((message.context, message.id)) for message in catalogue if message.id and message.string}


def _names(key):
    context, message = key
    return context, message[0] if isinstance(message, tuple) else message


def _of_packages():
    import importlib.util

    for name in OTHERS:
        folder = Path(importlib.util.find_spec(name).origin).parent
        yield from folder.rglob("locale/id/LC_MESSAGES/django.po")


def _templatize(source, origin):
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize

    return templatize(source, origin=origin)


def main():
    catalogue = Catalog(locale="id")
    for (context, message), place in missing().items():
        catalogue.add(message, context=context, locations=[(place, 1)])
    write_po(sys.stdout.buffer, catalogue, omit_header=True, width=120)


if __name__ == "__main__":
    main()
