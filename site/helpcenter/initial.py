"""The help center that a shop starts with, from helpcenter/content: loaded once, then the editors'."""

import json
from pathlib import Path

from django.db import transaction
from wagtail_localize.models import StringTranslation

from helpcenter.models import ClaimFormPage, HelpEntryPage, HelpIndexPage, HelpSectionPage
from web.models import LoadedContent
from web.translations import fill, is_untouched, load_page, read_po, translate, with_block_ids

CONTENT = Path(__file__).parent / "content"
FORM_FIELDS = ("title", "slug", "search_description", "search_words", "introduction", "thanks")


def read_content():
    """The texts of pages, those of forms, and the English of both."""
    pages, forms = (json.loads((CONTENT / f"{name}.json").read_text()) for name in ("help", "claim_forms"))
    return pages, forms, read_po(CONTENT / "help.en.po") | read_po(CONTENT / "claim_forms.en.po")


@transaction.atomic
def set_up_help(front_page, pages, forms, words):
    """Load what was not loaded yet below the Indonesian front page; what an editor deleted stays deleted."""
    index = load_page(front_page, HelpIndexPage(**pages["index"]), "help", words)
    if index is None:
        return
    for section in pages["sections"]:
        load_section(index, section, words)
    for form in forms:
        load_form(index, form, words)


def load_section(index, content, words):
    """Load one section with its entries."""
    fields = {name: content[name] for name in ("title", "slug", "description")}
    section = load_page(index, HelpSectionPage(**fields), f"help/{content['key']}", words)
    for entry in content["entries"] if section else ():
        key = f"help/{entry['key']}"
        body = with_block_ids(key, HelpEntryPage, "body", entry["body"])
        fields = {name: entry[name] for name in ("title", "slug", "search_words")}
        page = load_page(section, HelpEntryPage(**fields, body=body), key, words)
        if page and "claim_" in body:
            add_link_to_form(page, key, body, words)
        if page:  # loaded by a version of this shop that had no search words yet, perhaps
            fill(page, "search_words", entry["search_words"], key, words)


def load_form(index, content, words):
    """Load one claim form."""
    key = f"help/forms/{content['key']}"
    body = with_block_ids(key, ClaimFormPage, "body", content["body"])
    fields = {name: content[name] for name in FORM_FIELDS}
    load_page(index, ClaimFormPage(topic=content["key"], **fields, body=body), key, words)


def add_link_to_form(page, key, body, words):
    """Bring `body`, which leads to a form, to an entry from before there were forms, unless an editor touched it."""
    _record, is_new = LoadedContent.objects.get_or_create(key=f"{key}/form")
    if not is_new or len(page.body) == len(json.loads(body)) or not _is_as_loaded(page):
        return
    page.body = body
    page.save_revision(log_action=True).publish()
    translate(page, key, words)


def _is_as_loaded(page):
    """Whether nobody has saved or translated anything since the page and its translation were loaded."""
    translated = page.get_translations().filter(live=True).first()
    strings = StringTranslation.objects.filter(context__object_id=page.translation_key)
    return bool(
        translated
        and is_untouched(page)
        and is_untouched(translated)
        and not strings.filter(last_translated_by__isnull=False).exists()
    )
