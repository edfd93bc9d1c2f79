"""The texts that Python and template files mark for translation, read without the gettext programs."""

import ast
import io
import re

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
STRING = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
IN_TEMPLATE = re.compile(rf"\b(npgettext|pgettext|ngettext|gettext|_)\({STRING}(?:,\s*{STRING})?")


def marked(path):
    """The texts of a file: (context or None, message id), the singular where there are two."""
    source = path.read_text()
    read = in_python if path.suffix == ".py" else in_template
    for function, parts in read(source):
        has_context = "pgettext" in function
        yield (parts[0] if has_context else None), parts[1 if has_context else 0]


def in_python(source):
    for _line, function, message, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        parts = [part for part in (message if isinstance(message, tuple) else (message,)) if part]
        if parts:
            yield function, parts


def in_template(source):
    for function, *parts in IN_TEMPLATE.findall(templatize(source)):
        yield function, [ast.literal_eval(part) for part in parts if part]


def marked_below(folder, *suffixes):
    """The texts of all files below `folder` that end so."""
    return {text for path in sorted(folder.rglob("*")) if path.suffix in suffixes for text in marked(path)}
