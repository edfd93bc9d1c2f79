"""The help center of one language as readers see it: sections, and questions numbered across them."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from helpcenter.models import HelpEntryPage, HelpIndexPage, HelpSectionPage

BETWEEN = "<!--next answer-->"


@dataclass
class Entry:
    """A question with its number."""

    number: int
    page: HelpEntryPage
    title: str
    url: str
    answer: str = ""


@dataclass
class Section:
    page: HelpSectionPage
    title: str
    url: str
    entries: list = field(default_factory=list)


def index_of(language):
    """The published help center in `language`, or None."""
    return HelpIndexPage.objects.live().filter(locale__language_code=language, alias_of=None).order_by("path").first()


def outline(index, values, with_answers=True):
    """The published sections of `index` with their entries; two queries, whatever their number."""
    below = {"path__startswith": index.path, "alias_of": None}
    pages = HelpSectionPage.objects.live().filter(**below).order_by("path")
    sections = {page.path: Section(page, values.in_text(page.title), page.url) for page in pages}
    entries = HelpEntryPage.objects.live().filter(**below).order_by("path")
    entries = entries.annotate(stale_since=F("translation_state__stale_since"))
    number = 0
    for page in entries if with_answers else entries.defer("body"):
        section = sections.get(page.path[: -page.steplen])
        if section:
            number += 1
            section.entries.append(Entry(number, page, values.in_text(page.title), f"{section.url}{page.slug}/"))
    return list(sections.values())


def entries_of(sections):
    """All entries in reading order."""
    return [entry for section in sections for entry in section.entries]


def write_answers(entries, context):
    """Fill in the HTML of all answers: one query for their products and two for their links, whatever their number."""
    if not entries:
        return
    raw = [list(entry.page.body.raw_data) for entry in entries]
    stream_block = entries[0].page.body.stream_block
    blocks = iter(StreamValue(stream_block, [block for answer in raw for block in answer], is_lazy=True))
    answers = ["".join(next(blocks).render(context) for _block in answer) for answer in raw]
    for entry, html in zip(entries, expand_db_html(BETWEEN.join(answers)).split(BETWEEN), strict=True):
        entry.answer = mark_safe(html)  # our templates around what editors' rich text was cleaned to
