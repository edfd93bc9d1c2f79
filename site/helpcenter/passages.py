"""The text of a page in passages: what is translated, compared and checked, each with the place where it stands."""

import html
import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

END_OF_BLOCK = re.compile(r"</(?:p|li|div|h\d)>|<br/?>")
UNTOLD = {"slug", "search_words"}  # what no reader reads


@dataclass(frozen=True)
class Passage:
    """One string of a page; `nth` counts within its path, `text` is a fragment of HTML."""

    path: str
    nth: int
    text: str
    place: str

    @property
    def plain(self):
        return plain(self.text)


def plain(markup):
    """The words of a piece of HTML on one line."""
    return " ".join(html.unescape(strip_tags(END_OF_BLOCK.sub(r"\g<0> ", str(markup)))).split())


def passages(page):
    """The passages of `page` in reading order."""
    seen, found = {}, []
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and segment.path not in UNTOLD:
            nth = seen[segment.path] = seen.get(segment.path, -1) + 1
            found.append(Passage(segment.path, nth, segment.string.data, place(page, segment.path)))
    return found


def place(page, path):
    """Where `path` is, in the words of the editing form: `Answer, block 2 (Steps)`."""
    field_name, _dot, rest = path.partition(".")
    field = page._meta.get_field(field_name)
    name = capfirst(str(field.verbose_name))
    number = block_number(page, path)
    if number is None:
        return name
    block = getattr(page, field_name)[number - 1].block
    return _("%(field)s, block %(number)d (%(kind)s)") % {"field": name, "number": number, "kind": block.label}


def limit(page, path):
    """How many characters the field or block at `path` may have; None where it has no limit."""
    field_name, _dot, rest = path.partition(".")
    if not rest:
        return page._meta.get_field(field_name).max_length
    number = block_number(page, path)
    block = getattr(page, field_name)[number - 1].block if number else None
    for name in rest.split(".")[1:]:
        if isinstance(block, blocks.StructBlock):
            block = block.child_blocks.get(name)
        elif isinstance(block, blocks.ListBlock):
            block = block.child_block
    return getattr(getattr(block, "field", None), "max_length", None)


def block_number(page, path):
    """Which block of a stream `path` lies in, counted from one; None for other fields and unknown blocks."""
    field_name, _dot, rest = path.partition(".")
    if not rest:
        return None
    block_id = rest.partition(".")[0]
    for number, block in enumerate(getattr(page, field_name), start=1):
        if block.id == block_id:
            return number
    return None


def text_by_path(found):
    """Path → all its text in one string."""
    joined = {}
    for passage in found:
        joined[passage.path] = f"{joined[passage.path]} {passage.text}" if passage.path in joined else passage.text
    return joined
