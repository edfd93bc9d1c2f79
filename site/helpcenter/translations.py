"""Whether a translation is up to date.

A translation remembers the text it was made from (TranslationState.seen). Publishing another Indonesian text makes it
stale, until the translation is published again or somebody says that it is still right; a minor edit leaves it fresh,
unless it adds something.
wagtail-localize's own "up to date" only counts translated strings of the last sync, so each publish syncs its source.
"""

import json
from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from helpcenter.models import ClaimFormPage, TranslationState
from helpcenter.passages import passages
from helpcenter.publishing import problems_of
from web.pagecache import drop

LONGEST_ADDRESS = Page._meta.get_field("slug").max_length


def is_source(page):
    """Whether `page` is in the language that translations are made from."""
    return page.locale_id == Locale.get_default().pk


def translated_pages(source):
    """The translations of `source` that have a text of their own, published or not."""
    return Page.objects.filter(translation_key=source.translation_key, alias_of=None).exclude(pk=source.pk)


def source_of(translated):
    """The page that `translated` is a translation of, or None."""
    page = Page.objects.filter(translation_key=translated.translation_key, locale=Locale.get_default()).first()
    return page.specific if page else None


def words_of(page):
    """The text of a page as it is remembered: [path, nth, text] in reading order."""
    return [[passage.path, passage.nth, passage.text] for passage in passages(page)]


@transaction.atomic
def source_was_published(page, is_minor):
    """Sync what translators work on; mark translations stale whose source says something else now."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None:
        return
    before = _strings(source)
    source.update_from_db()
    now_words = words_of(page)
    for translated in translated_pages(page):
        carry_over(source, translated.locale_id, {key: text for key, text in before.items() if key[0] == "slug"})
        state, _created = TranslationState.objects.get_or_create(page=translated, defaults={"seen": now_words})
        if state.seen == now_words:
            state.stale_since = None  # also where the source went back to what was translated
        elif is_minor and not state.is_stale and not new_passages(page, state.seen):
            carry_over(source, translated.locale_id, before)
            state.seen = now_words
        else:
            carry_over(source, translated.locale_id, before, as_suggestion=True)
            state.stale_since = state.stale_since or timezone.now()
        state.save()


@transaction.atomic
def follow_questions(form):
    """Bring order, what must be answered and what is not asked any more to the translations of a published form.

    A translation with words that nobody has translated yet gets no new question, and keeps its old words.
    """
    words = {tuple(word) for word in words_of(form)}
    for translation in Translation.objects.filter(source__object_id=form.translation_key, enabled=True):
        translated = form.get_translations().filter(locale=translation.target_locale, live=True).first()
        state = TranslationState.objects.filter(page=translated).first() if translated else None
        if state is None:
            continue
        proposed = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        if not words <= {tuple(word) for word in state.seen} or problems_of(proposed):
            _follow_in_old_words(form, translated)
        elif proposed.body.get_prep_value() != translated.body.get_prep_value():
            translation.save_target(publish=False)
            translation.get_target_instance().get_latest_revision().publish()


def _follow_in_old_words(form, translated):
    """Keep of a public translation the questions that `form` still asks, in its order and as it wants them answered.

    The translation stays stale. It is not checked again: all its words are public already.
    """
    old = {block["id"]: block for block in translated.body.get_prep_value()}
    kept = []
    for block in form.body.get_prep_value():
        if asked := old.get(block["id"]):
            same = {name: block["value"][name] for name in ("is_required", "is_long") if name in block["value"]}
            kept.append(asked | {"value": asked["value"] | same})
    if kept != list(old.values()):
        translated.body = json.dumps(kept)
        translated.live_revision = translated.save_revision(clean=False, changed=False)
        translated.save(clean=False)
        drop("help", f"page:{translated.pk}")


def translation_was_published(translated):
    """The translation now says what its source says."""
    source = source_of(translated)
    if source is None or not source.live:
        return
    TranslationState.objects.update_or_create(
        page_id=translated.pk, defaults={"seen": words_of(source), "stale_since": None}
    )


@transaction.atomic
def say_still_right(translated):
    """A person has looked: the translation is right for the source as it is now.

    Returns the passages that it lacks, in the source's language: where there are any, nothing was changed.
    """
    page = source_of(translated)
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    state = TranslationState.objects.filter(page=translated.pk).first()
    if state and (new := new_passages(page, state.seen)):
        return new
    if source and state:
        carry_over(source, translated.locale_id, {(path, nth): text for path, nth, text in state.seen})
    translation_was_published(translated)
    if isinstance(page, ClaimFormPage):
        follow_questions(page)
    return []


def new_passages(page, seen):
    """The passages of `page` that are more than other words for what was `seen`, place by place."""
    now = passages(page)
    texts = {(passage.path, passage.text) for passage in now}
    gone = Counter(path for path, _nth, text in seen if (path, text) not in texts)
    known, new = {(path, text) for path, _nth, text in seen}, []
    for passage in now:
        if (passage.path, passage.text) in known:
            continue
        if gone[passage.path]:
            gone[passage.path] -= 1
        else:
            new.append(passage)
    return new


def _strings(source):
    """The strings of a translation source: (path, nth) → text."""
    strings, seen = {}, {}
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"):
        path = segment.context.path
        nth = seen[path] = seen.get(path, -1) + 1
        strings[path, nth] = segment.string.data
    return strings


def carry_over(source, locale_id, before, as_suggestion=False):
    """Keep the translation of a string that only changed its words: `before` maps (path, nth) to the old text.

    A suggestion stands in the translation editor as something to correct, and is not published as it is.
    """
    warning = _("The Indonesian text has changed. Correct this translation and save it.") if as_suggestion else ""
    seen = {}
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"):
        path = segment.context.path
        nth = seen[path] = seen.get(path, -1) + 1
        old = before.get((path, nth))
        if old is None or old == segment.string.data:
            continue
        known = StringTranslation.objects.filter(context=segment.context, locale_id=locale_id)
        found = known.filter(translation_of__data=old).order_by("has_error")
        translation = (found if as_suggestion else found.filter(has_error=False)).first()
        right = known.filter(translation_of=segment.string, has_error=False)
        if translation and not right.exists():
            StringTranslation.objects.update_or_create(
                context=segment.context,
                locale_id=locale_id,
                translation_of=segment.string,
                defaults={
                    "data": translation.data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "has_error": as_suggestion,
                    "field_error": warning,
                },
            )


def propose_slug(title):
    """Where a title was translated and its page has no address in that language yet, make one from the title."""
    segments = StringSegment.objects.filter(source__object_id=title.context.object_id, context__path="slug")
    for segment in segments.select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            context=segment.context,
            locale_id=title.locale_id,
            translation_of=segment.string,
            defaults={
                "data": slugify(title.data)[:LONGEST_ADDRESS].strip("-"),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
