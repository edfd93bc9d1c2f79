"""The help center of one language as readers see it: sections, and questions numbered across them."""

from dataclasses import dataclass, field

from django.db.models import F, Q
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import PageViewRestriction
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
    """The help center in `language` that everybody may read, or None."""
    indexes = HelpIndexPage.objects.live().public().filter(locale__language_code=language, alias_of=None)
    return indexes.order_by("path").first()


def outline(index, values, with_answers=True, seen_from=None):
    """The published sections of `index` with their entries; three queries, whatever their number.

    Private pages are left out, except those that may be read by whoever reads `seen_from`, the index if not given.
    """
    below = {"path__startswith": index.path, "alias_of": None}
    hidden = _private_below(index, seen_from or index)
    pages = HelpSectionPage.objects.live().filter(**below).exclude(hidden).order_by("path")
    sections = {page.path: Section(page, values.in_text(page.title), page.url) for page in pages}
    entries = HelpEntryPage.objects.live().filter(**below).exclude(hidden).order_by("path")
    entries = entries.annotate(stale_since=F("translation_state__stale_since"))
    number = 0
    for page in entries if with_answers else entries.defer("body"):
        section = sections.get(page.path[: -page.steplen])
        if section:
            number += 1
            section.entries.append(Entry(number, page, values.in_text(page.title), f"{section.url}{page.slug}/"))
    return list(sections.values())


def _private_below(index, seen_from):
    """What is private below `index` and not already open to a reader of `seen_from`, as a condition; one query."""
    paths = PageViewRestriction.objects.filter(page__path__startswith=index.path).values_list("page__path", flat=True)
    closed = [path for path in paths if not seen_from.path.startswith(path)]
    return Q(*(Q(path__startswith=path) for path in closed), _connector=Q.OR) if closed else Q(pk__in=[])


def entries_of(sections):
    """All entries in reading order."""
    return [entry for section in sections for entry in section.entries]


def write_answers(entries, context):
    """Fill in the HTML of all answers: one query for their products and two for their links, whatever their number."""
    if not entries:
        return
    # A translation that is only previewed has new values in its blocks, and the old ones in its raw data.
    raw = [entry.page.body.get_prep_value() for entry in entries]
    stream_block = entries[0].page.body.stream_block
    blocks = iter(StreamValue(stream_block, [block for answer in raw for block in answer], is_lazy=True))
    answers = ["".join(next(blocks).render(context) for _block in answer) for answer in raw]
    for entry, html in zip(entries, expand_db_html(BETWEEN.join(answers)).split(BETWEEN), strict=True):
        entry.answer = mark_safe(html)  # our templates around what editors' rich text was cleaned to
