"""Tokens: `{claim_window}` in a text stands for a policy fact, in the language of the text.

Values are escaped and put into the text between tags only, never into an attribute. In HTML, ways to reach the shop
become links, except inside a link.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from shop.policies.contact import contact_cards
from shop.policies.preview import quoted
from shop.policies.wording import in_words

TOKEN = re.compile(r"\{([a-z_]+)\}")
TAG = re.compile(r"(<[^>]*>)")
LINKED = ("phone", "email", "whatsapp")
NAMES = (
    "claim_window",
    "processing_hours",
    "processing_until",
    "service_hours",
    "warranty_usual",
    "payment_deadline",
    "claim_reply",
    "phone",
    "email",
    "whatsapp",
    "pickup_address",
)


@dataclass(frozen=True)
class Values:
    """What each token stands for in one language: as plain text, and as HTML for those that are links."""

    words: dict
    links: dict

    def in_text(self, text):
        """Plain `text` with its tokens replaced; an unknown one stays as it is."""
        return TOKEN.sub(lambda match: self.words.get(match[1], match[0]), text)

    def in_html(self, html):
        """Trusted `html` with the tokens between its tags replaced by escaped values."""
        parts, open_links = [], 0
        for part in TAG.split(str(html)):
            if part.startswith("<"):
                open_links += part.startswith("<a ") or part == "<a>"
                open_links -= part == "</a>"
                parts.append(part)
            else:
                links = {} if open_links else self.links
                parts.append(TOKEN.sub(lambda match, links=links: self._html(match, links), part))
        return mark_safe("".join(parts))  # every value that was put in is escaped

    def _html(self, match, links):
        name = match[1]
        return links.get(name) or (escape(self.words[name]) if name in self.words else match[0])


def token_values(facts, language):
    """The values of all tokens in `language`; one query for the calendar's exceptions."""
    return values_from(facts, contact_cards(facts, timezone.now(), language), language)


def values_from(facts, cards, language):
    """The values of all tokens in `language`, given the contact cards; no query."""
    links = {card.kind: format_html('<a href="{}">{}</a>', card.href, card.text) for card in cards}
    return Values(in_words(facts, language), links)


def names_in(text):
    """The names of the tokens in `text`, each once."""
    return set(TOKEN.findall(text))


def mistakes_in(text):
    """What is wrong with the tokens in `text`, as sentences for the editor; empty where nothing is."""
    mistakes = []
    for name in sorted(names_in(text) - set(NAMES)):
        mistakes.append(
            _("{%(name)s} is not a token. Known are: %(known)s.")
            % {"name": name, "known": ", ".join(f"{{{known}}}" for known in NAMES)}
        )
    rest = TOKEN.sub("", text)
    brace = re.search(r"\{[^{}]*\}?|\}", rest)
    if brace:
        mistakes.append(
            _("“%(found)s” is not a token: write its name in small letters between { and }, without anything else.")
            % {"found": re.sub(r"<[^>]*>", "", brace[0])[:40]}
        )
    return mistakes


def missing_in(source, translation):
    """A sentence for the translator where a token of `source` is not in `translation`, else an empty string."""
    missing = sorted(names_in(source) - names_in(translation))
    if not missing:
        return ""
    named = get_text_list([f"{{{name}}}" for name in missing], _("and"))
    return _("The Indonesian text has %(tokens)s here, the translation does not.") % {"tokens": named}


def listed(facts):
    """The tokens for editors: each with its name, label and values in every language."""
    languages = [name for _code, name in settings.LANGUAGES]
    return [row | {"values": list(zip(languages, row["values"], strict=True))} for row in quoted(facts)]
