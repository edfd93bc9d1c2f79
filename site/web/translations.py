"""Initial pages from files of the repository: the Indonesian text, and the English from a PO file.

The English goes through wagtail-localize, so that it is a real translation which editors go on with. Every page is
loaded once, under a key of its own; afterwards it belongs to the editors, who may change, move or delete it.

    body = with_block_ids("help/register", HelpEntryPage, "body", raw_blocks)
    page = load_page(parent, HelpEntryPage(title="…", slug="…", body=body), "help/register", read_po(path))
"""

import json
from uuid import UUID, uuid5

import polib
from django.conf import settings
from django.db import transaction
from wagtail import blocks
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from web.models import LoadedContent

NAMESPACE = UUID("6f1c1e0e-6f0f-4d0e-9a55-1c2f6d1b7a10")
SOURCE, TARGET = (code for code, _name in settings.LANGUAGES)


class NotTranslated(Exception):
    """The PO file has no English for a sentence of the source; the message names both."""


def set_up_locales():
    """The two languages as Wagtail knows them: source and target. Idempotent."""
    return tuple(Locale.objects.get_or_create(language_code=code)[0] for code in (SOURCE, TARGET))


def read_po(path):
    """The translations in a PO file: (context, source text) → English. The context is a page's key, or None for all."""
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(path)) if entry.translated()}


def loaded_page(page_model, key):
    """The Indonesian page that was loaded under `key`, or None: not loaded yet, or deleted since."""
    return page_model.objects.filter(translation_key=key_uuid(key), locale__language_code=SOURCE).first()


@transaction.atomic
def load_page(parent, page, key, words):
    """Publish the unsaved `page` below `parent`, and its English from `words`, unless `key` was loaded before.

    Returns the Indonesian page, or None where an editor deleted it. Raises NotTranslated before anything is written.
    """
    _record, is_new = LoadedContent.objects.get_or_create(key=key)
    if not is_new:
        return loaded_page(type(page), key)
    page.locale, _target = set_up_locales()
    page.translation_key = key_uuid(key)
    parent.add_child(instance=page)
    page.save_revision(log_action=True).publish()  # the history offers this version only if it is in the log
    translate(page, key, words)
    page.refresh_from_db()
    return page


def translate(page, key, words):
    """Make and publish the English translation of `page` from `words`. Raises NotTranslated."""
    _source_locale, target = set_up_locales()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=target)
    translation.import_po(_po_for(source, key, words))
    translation.save_target(publish=False)
    translated = translation.get_target_instance()
    translated.get_latest_revision().publish()
    return translated


@transaction.atomic
def fill(page, field, text, key, words):
    """Write a field that did not exist when `page` was loaded, where it is empty and nobody has edited the page.

    The English is given to the translators too. Idempotent.
    """
    if getattr(page, field) or not is_untouched(page):
        return
    _publish_with(page, field, text)
    english = words.get((key, text)) or words[(None, text)]
    _source_locale, target = set_up_locales()
    translation = Translation.objects.filter(source__object_id=page.translation_key, target_locale=target).first()
    if translation is None:
        return
    po = polib.POFile()
    po.append(polib.POEntry(msgid=text, msgctxt=field, msgstr=english))
    translation.import_po(po)
    translated = page.get_translation_or_none(target)
    if translated and not getattr(translated, field) and is_untouched(translated):
        _publish_with(translated, field, english)


def is_untouched(page):
    """Whether `page` is public, and no person has made a version of it since it was loaded."""
    return page.live and not page.has_unpublished_changes and not page.revisions.filter(user__isnull=False).exists()


def _publish_with(page, field, text):
    setattr(page, field, text)
    page.save_revision(log_action=True).publish()


def _po_for(source, key, words):
    """The strings of one page with their English, as wagtail-localize imports them."""
    po = polib.POFile()
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"):
        text = segment.string.data
        english = words.get((key, text)) or words.get((None, text))
        if not english:
            raise NotTranslated(f"{key}: no English for {segment.context.path}: {text!r}")
        po.append(polib.POEntry(msgid=text, msgctxt=segment.context.path, msgstr=english))
    return po


def key_uuid(key):
    """The same identifier for the same key on every machine."""
    return uuid5(NAMESPACE, key)


def with_block_ids(key, page_model, field, raw):
    """`raw` blocks (type and value, as in a JSON file) with identifiers, which translations of blocks hang on."""
    block = page_model._meta.get_field(field).stream_block
    return json.dumps(_with_ids(block, raw, f"{key}/{field}"))


def _with_ids(block, value, path):
    if isinstance(block, blocks.StreamBlock):
        return [
            {
                "type": item["type"],
                "value": _with_ids(block.child_blocks[item["type"]], item["value"], f"{path}/{place}"),
                "id": str(key_uuid(f"{path}/{place}")),
            }
            for place, item in enumerate(value)
        ]
    if isinstance(block, blocks.ListBlock):
        return [
            {
                "type": "item",
                "value": _with_ids(block.child_block, item, f"{path}/{place}"),
                "id": str(key_uuid(f"{path}/{place}")),
            }
            for place, item in enumerate(value)
        ]
    if isinstance(block, blocks.StructBlock):
        return {name: _with_ids(block.child_blocks[name], item, f"{path}/{name}") for name, item in value.items()}
    return value
