"""What the pages of the help center show, and for how long they may be kept."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page

from helpcenter.claim_forms import address, form_details
from helpcenter.models import ClaimFormPage, HelpEntryPage, HelpIndexPage, HelpSectionPage
from helpcenter.outline import Entry, entries_of, outline, write_answers
from helpcenter.passages import plain
from helpcenter.tokens import values_from
from shop.claims.words import Topic
from shop.policies.contact import contact_cards
from shop.policies.models import PolicyFacts
from web.addresses import absolute, set_alternates
from web.pagecache import MAX_AGE_S, keep

DESCRIPTION_LENGTH = 155
BADGE = re.compile(r'<span class="badge.*?</span>', re.DOTALL)


def context_of(page, request):
    """The context of any help page: its outline, the facts in its language, the ways to Customer Service."""
    index = page if isinstance(page, HelpIndexPage) else page.get_ancestors().type(HelpIndexPage).first().specific
    language = page.locale.language_code
    facts = PolicyFacts.current()
    cards = contact_cards(facts, timezone.now(), language)
    values = values_from(facts, cards, language)
    sections = outline(index, values, with_answers=page == index, seen_from=page)
    context = {"index": index, "sections": sections, "values": values, "cards": cards, "language": language}
    context["write_url"] = address(Topic.QUESTION, language)
    set_alternates(request, alternates(page))
    return context | DETAILS[type(page)](page, context)


def index_details(page, context):
    """Every answer, opened in place."""
    entries = entries_of(context["sections"])
    write_answers(entries, context)
    updated = [entry.page.last_published_at for entry in entries if entry.page.last_published_at]
    return {
        "title": context["values"].in_text(page.title),
        "crumbs": [],
        "updated_at": max([*updated, page.last_published_at] if page.last_published_at else updated, default=None),
        "description": context["values"].in_text(page.search_description or page.invitation),
        "structured": [faq_page(entries)],
    }


def section_details(page, context):
    section = next((s for s in context["sections"] if s.page == page), None)
    crumbs = [(context["index"].title, context["index"].url)]
    title = context["values"].in_text(page.title)
    return {
        "title": title,
        "section": section,
        "crumbs": crumbs,
        "description": context["values"].in_text(page.search_description or page.description),
        "structured": [breadcrumb_list(crumbs, title, page.full_url)],
    }


def entry_details(page, context):
    """The answer, its neighbours in reading order, and the other questions of its section."""
    entries = entries_of(context["sections"])
    place = next((place for place, entry in enumerate(entries) if entry.page == page), None)
    section = next((s for s in context["sections"] if page in [entry.page for entry in s.entries]), None)
    entry = page_as_entry(page, context, entries[place].number if place is not None else None)
    parent = section.page if section else page.get_parent()
    crumbs = [(context["index"].title, context["index"].url), (context["values"].in_text(parent.title), parent.url)]
    state = getattr(page, "translation_state", None)
    return {
        "title": entry.title,
        "entry": entry,
        "stale_since": state and state.stale_since,
        "previous": entries[place - 1] if place else None,
        "next": entries[place + 1] if place is not None and place + 1 < len(entries) else None,
        "related": [other for other in section.entries if other.page != page] if section else [],
        "crumbs": crumbs,
        "description": context["values"].in_text(page.search_description) or _summary(_lasting(entry.answer)),
        "structured": [faq_page([entry]), breadcrumb_list(crumbs, entry.title, page.full_url)],
    }


def page_as_entry(page, context, number):
    """The page itself with its answer: also a draft in the preview, which has no number yet."""
    entry = Entry(number, page, context["values"].in_text(page.title), page.full_url)
    write_answers([entry], context)
    return entry


DETAILS = {
    HelpIndexPage: index_details,
    HelpSectionPage: section_details,
    HelpEntryPage: entry_details,
    ClaimFormPage: form_details,
}


def alternates(page):
    """Language code → path of the page in each language where it is published; one query."""
    urls = {page.locale.language_code: page.url}
    translated = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    for other in translated.select_related("locale"):
        urls[other.locale.language_code] = other.url
    return {code: urls[code] for code, _name in settings.LANGUAGES if urls.get(code)}


def kept(request, response, page, context):
    """Keep the page until something it shows changes: the texts, the facts, or whether somebody answers now."""
    change = min((card.next_change for card in context["cards"] if card.next_change), default=None)
    max_age_s = MAX_AGE_S if change is None else max(1, int((change - timezone.now()).total_seconds()))
    return keep(request, response, {"help", "facts", "catalogue", "navigation", f"page:{page.pk}"}, max_age_s)


def faq_page(entries):
    """The questions and answers for machines (schema.org FAQPage)."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": entry.title,
                "acceptedAnswer": {"@type": "Answer", "text": plain(_lasting(entry.answer))},
            }
            for entry in entries
        ],
    }


def breadcrumb_list(crumbs, title, url):
    """The way to this page for machines (schema.org BreadcrumbList)."""
    steps = [(name, absolute(path)) for name, path in crumbs if path] + [(title, absolute(url or ""))]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(steps, start=1)
        ],
    }


def _lasting(html):
    """An answer without what is true at this hour only: whether somebody answers now."""
    return BADGE.sub("", html)


def _summary(html):
    return Truncator(plain(html)).chars(DESCRIPTION_LENGTH)
