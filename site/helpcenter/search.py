"""Searching the help center: published questions and answers of one language, as readers see them, facts included."""

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from helpcenter.models import ClaimFormPage
from helpcenter.outline import entries_of, index_of, outline
from helpcenter.passages import passages, plain
from helpcenter.tokens import token_values
from shop.policies.models import PolicyFacts
from web.pagecache import remember

WORD = re.compile(r"\w+")
IN_TITLE, IN_SEARCH_WORDS, IN_ANSWER = 4, 2, 1  # what a found word counts for
EXCERPT_LENGTH, BEFORE_MATCH = 180, 60  # characters
MAX_WORDS = 12


@dataclass(frozen=True)
class Result:
    """What was found; `excerpt` is escaped HTML with the found words marked, `key` that of all languages.

    Number and key are those of a question; a claim form has neither.
    """

    number: int | None
    key: UUID | None
    title: str
    url: str
    excerpt: str


@dataclass(frozen=True)
class Searched:
    """A published page in plain words, facts filled in."""

    number: int | None
    key: UUID | None
    title: str
    url: str
    search_words: str
    text: str


def results(query, limit, language=None):
    """The best `limit` questions for `query` in `language` (the active one if not given); a fixed number of queries.

    Every word of the query must begin a word of the question, its answer or the search words that editors gave it.
    """
    return _best(questions_searched, query, limit, language or get_language())


def forms(query, limit, language=None):
    """The best `limit` claim forms for `query`, as `results` finds questions; a fixed number of queries."""
    return _best(forms_searched, query, limit, language or get_language())


def _best(searched, query, limit, language):
    words = list(dict.fromkeys(WORD.findall(query.casefold())))[:MAX_WORDS]
    if not words or limit < 1:
        return []
    found = []
    for page in remember(f"{searched.__name__}:{language}", partial(searched, language), {"help", "facts"}):
        weights = {page.title: IN_TITLE, page.search_words: IN_SEARCH_WORDS, page.text: IN_ANSWER}
        if score := _score(words, weights):
            found.append((score, page))
    found.sort(key=lambda item: item[0], reverse=True)  # equally good ones stay in reading order
    best = [page for _points, page in found[:limit]]
    return [Result(page.number, page.key, page.title, page.url, excerpt(page.text, words)) for page in best]


def questions_searched(language):
    """The published questions of `language` in reading order."""
    index = index_of(language)
    if index is None:
        return []
    values = token_values(PolicyFacts.current(), language)
    return [
        Searched(
            entry.number,
            entry.page.translation_key,
            entry.title,
            entry.url,
            entry.page.search_words,
            _told(entry.page, values, ("body.",)),
        )
        for entry in entries_of(outline(index, values))
    ]


def forms_searched(language):
    """The published claim forms of `language`."""
    values = token_values(PolicyFacts.current(), language)
    pages = ClaimFormPage.objects.live().public().filter(locale__language_code=language, alias_of=None)
    return [
        Searched(
            None,
            None,
            values.in_text(page.title),
            page.url,
            page.search_words,
            _told(page, values, ("introduction", "body.")),
        )
        for page in pages.order_by("path")
    ]


def _told(page, values, paths):
    """What readers read in the fields or blocks whose path begins like one of `paths`, in plain words."""
    return plain(values.in_text(" ".join(p.text for p in passages(page) if p.path.startswith(paths))))


def _score(words, weights):
    """How well all `words` fit, 0 where one is nowhere; `weights` maps each text to what a word in it counts for."""
    score = 0
    for word in words:
        pattern = _beginning(word)
        points = sum(weight for text, weight in weights.items() if pattern.search(text))
        if not points:
            return 0
        score += points
    return score


@lru_cache(maxsize=256)
def _beginning(word):
    return re.compile(rf"\b{re.escape(word)}\w*", re.IGNORECASE)


def excerpt(text, words):
    """The part of `text` around the first found word, with every found word marked."""
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\w*" for word in words), re.IGNORECASE)
    match = pattern.search(text)
    start = max(0, match.start() - BEFORE_MATCH) if match else 0
    if start:
        start = text.find(" ", start) + 1
    part = text[start : start + EXCERPT_LENGTH]
    if start + EXCERPT_LENGTH < len(text):
        part = part.rpartition(" ")[0] + " …"
    marked, place = [], 0
    for match in pattern.finditer(part):
        marked += [escape(part[place : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        place = match.end()
    return mark_safe(("… " if start else "") + "".join(marked) + escape(part[place:]))  # every part was escaped
