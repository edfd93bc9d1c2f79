"""Searching the help center: published questions and answers of one language, as readers see them, facts included."""

import re
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from helpcenter.models import ClaimFormPage
from helpcenter.outline import entries_of, index_of, outline
from helpcenter.passages import passages, plain
from helpcenter.tokens import token_values
from shop.policies.models import PolicyFacts

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


def results(query, limit, language=None):
    """The best `limit` questions for `query` in `language` (the active one if not given); a fixed number of queries.

    Every word of the query must begin a word of the question, its answer or the search words that editors gave it.
    """
    words = _words(query)
    index = index_of(language or get_language())
    if not words or limit < 1 or index is None:
        return []
    values = token_values(PolicyFacts.current(), language or get_language())
    found = []
    for entry in entries_of(outline(index, values)):
        answer = _told(entry.page, values, ("body.",))
        score = _score(words, {entry.title: IN_TITLE, entry.page.search_words: IN_SEARCH_WORDS, answer: IN_ANSWER})
        if score:
            key = entry.page.translation_key
            result = Result(entry.number, key, entry.title, entry.url, excerpt(answer, words))
            found.append((-score, entry.number, result))
    return [result for _score_, _number, result in sorted(found, key=lambda item: item[:2])[:limit]]


def forms(query, limit, language=None):
    """The best `limit` claim forms for `query`, as `results` finds questions; a fixed number of queries."""
    language = language or get_language()
    words = _words(query)
    if not words or limit < 1:
        return []
    values = token_values(PolicyFacts.current(), language)
    pages = ClaimFormPage.objects.live().public().filter(locale__language_code=language, alias_of=None)
    found = []
    for place, page in enumerate(pages.order_by("path")):
        title, text = values.in_text(page.title), _told(page, values, ("introduction", "body."))
        score = _score(words, {title: IN_TITLE, page.search_words: IN_SEARCH_WORDS, text: IN_ANSWER})
        if score:
            found.append((-score, place, Result(None, None, title, page.url, excerpt(text, words))))
    return [result for _score_, _place, result in sorted(found, key=lambda item: item[:2])[:limit]]


def _words(query):
    return list(dict.fromkeys(WORD.findall(query.casefold())))[:MAX_WORDS]


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
