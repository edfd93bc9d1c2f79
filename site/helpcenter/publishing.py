"""What may not be published: broken tokens, a translation that lost one, a page in two languages, an unfit form.

`refuse_unfit` runs wherever a page becomes or stays public, so that no way of publishing passes it by: the editing
form, the translation editor, bulk actions, workflows, the schedule, the API. Drafts are never refused.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from helpcenter.passages import UNTOLD, limit, passages, place, plain, text_by_path
from helpcenter.tokens import TOKEN, missing_in, mistakes_in

LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Problem:
    """Why a page cannot be published, and where."""

    path: str
    place: str
    message: str

    def __str__(self):
        return f"{self.place}: {self.message}"


class NotPublishable(ValidationError):
    """The page has problems; its messages name each with its place."""

    def __init__(self, page, problems):
        self.page = page
        self.problems = problems
        super().__init__({"title": [str(problem) for problem in problems]})


def refuse_unfit(page):
    """Raises NotPublishable where `page`, as it is in memory, may not be shown to readers."""
    problems = problems_of(page)
    if problems:
        raise NotPublishable(page, problems)


def problems_of(page):
    """Everything that keeps `page`, as it is in memory, from being published; an empty list where nothing does."""
    found = passages(page)
    problems = [
        Problem(passage.path, passage.place, mistake) for passage in found for mistake in mistakes_in(passage.text)
    ]
    problems += page.further_problems()
    source = source_text(page)
    if source:
        problems += too_long(page, found)
        problems += untranslated(page, found, source)
        if not problems:
            problems += lost_tokens(page, found, source)
    return problems


def too_long(page, found):
    """The texts of a translation that are longer than their fields: translators write them elsewhere."""
    texts = [(passage.path, html.unescape(passage.text)) for passage in found]
    texts += [(name, getattr(page, name, "")) for name in sorted(UNTOLD)]
    message = _("At most %(limit)d characters, here are %(count)d: “%(text)s”")
    return [
        Problem(path, place(page, path), message % {"limit": most, "count": len(text), "text": text[:60]})
        for path, text in texts
        if text and (most := limit(page, path)) and len(text) > most
    ]


def blank_blocks(page):
    """The texts, steps and notices of an answer that say nothing."""
    for block in page.body:
        path, message = f"body.{block.id}", ""
        if block.block_type == "steps":
            blank = [number for number, step in enumerate(block.value, start=1) if not plain(step.source)]
            message = _("Step %(number)d has no text.") % {"number": blank[0]} if blank else ""
        elif block.block_type in ("text", "notice"):
            text = block.value["text"] if block.block_type == "notice" else block.value
            message = "" if plain(text.source) else _("This block has no text. Fill it in, or remove it.")
        if message:
            yield Problem(path, place(page, path), message)


def source_text(page):
    """What `page` is a translation of, as its translators see it; None for a page in the source language."""
    return TranslationSource.objects.filter(object_id=page.translation_key).exclude(locale=page.locale_id).first()


def untranslated(page, found, source):
    """The passages of a translation that still are the source's text, though nobody said it reads the same."""
    confirmed = _confirmed(source, page.locale_id)
    texts = {}
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        texts.setdefault(segment.context.path, []).append(segment.string.data)
    return [
        Problem(passage.path, passage.place, not_translated(passage.plain))
        for passage in found
        if passage.text in texts.get(passage.path, ())
        and (passage.path, passage.text) not in confirmed
        and LETTER.search(TOKEN.sub("", passage.plain))
    ] + _blank(page, found, source, texts)


def not_translated(text):
    return _("This is not translated yet: “%(text)s”") % {"text": text[:60]}


def _blank(page, found, source, texts):
    """The passages that were translated with nothing but spaces, where the page has fewer of them than its source."""
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale_id=page.locale_id, has_error=False
    ).values_list("context__path", "translation_of__data", "data")
    said = Counter(passage.path for passage in found if passage.plain)
    return [
        Problem(path, place(page, path), not_translated(plain(original)))
        for path, original, data in rows
        if path not in UNTOLD
        and is_blank(original, data)
        and original in texts.get(path, ())
        and said[path] < len(texts[path])
    ]


def is_blank(original, data):
    """Whether `data` says nothing where `original` says something."""
    return bool(plain(original)) and not plain(data)


def _confirmed(source, locale_id):
    """The strings whose translation was given as the very same text: (path, text)."""
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale_id=locale_id, has_error=False
    ).values_list("context__path", "translation_of__data", "data")
    return {(path, data) for path, original, data in rows if original == data}


def lost_tokens(page, found, source):
    """The places of a translation without a token that the source has there."""
    translated = text_by_path(found)
    everything = " ".join(translated.values())
    original = passages(source.as_instance())
    places = {passage.path: passage.place for passage in original} | {passage.path: passage.place for passage in found}
    return [
        Problem(path, places[path], message)
        for path, text in text_by_path(original).items()
        if (message := missing_in(text, translated.get(path, everything)))
    ]
