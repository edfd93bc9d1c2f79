"""What a shopper typed, as words that every search backend can take."""

import re

MAX_LENGTH = 100
MAX_WORDS = 8
WORD = re.compile(r"\w+(?:[-.,/]\w+)*")
MEASURE = re.compile(r"(\d+)([a-z]{1,4})")
PLURALS = (
    (re.compile(r"(\w{2,})ies"), r"\1y"),
    (re.compile(r"(\w+(?:ch|sh|x|ss))es"), r"\1"),
    (re.compile(r"(\w{2,}[^s\W])s"), r"\1"),
)


def clean(typed):
    """The text to show again and to search for: one line, without control characters, at most 100 characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in typed).split())[:MAX_LENGTH].strip()


def words(text, most=MAX_WORDS):
    """The words of `text` in lower case, without quotes and operators; codes such as GWS-750 stay whole.

    A number with its unit, 18v, becomes two words, as the shop writes it. At most `most` of them.
    """
    found = []
    for word in WORD.findall(text.lower()):
        measure = MEASURE.fullmatch(word)
        found += measure.groups() if measure else [word]
    return found[:most]


def singular(word):
    """An English word without the ending of its plural; any other word as it is."""
    for ending, without in PLURALS:
        if found := ending.fullmatch(word):
            return found.expand(without)
    return word
