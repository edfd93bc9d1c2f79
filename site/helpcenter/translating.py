"""The translation editor, with our rules: nothing is published half translated, and nothing is copied untranslated.

These views stand before Wagtail's and wagtail-localize's own at the same addresses.
"""

import polib
from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.preview import ViewDraftView
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views import edit_translation
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from helpcenter.middleware import tell_problems
from helpcenter.models import TranslatedPage
from helpcenter.passages import passages, plain
from helpcenter.publishing import Problem, is_blank, not_translated, problems_of, untranslated
from helpcenter.tokens import missing_in, mistakes_in

PO_TRANSLATION = "X-WagtailLocalize-TranslationID"


class SyncForm(UpdateTranslationsForm):
    """Brings new source text to the translators; it never publishes, as the changed strings are not translated yet."""

    publish_translations = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_publish_translations(self):
        return False


class SyncView(UpdateTranslationsView):
    def get_form(self):
        return SyncForm(self.request.POST) if self.request.method == "POST" else SyncForm()


class DraftView(ViewDraftView):
    """“View draft”: a page that is being translated shows the words that are in the translation editor now."""

    def dispatch(self, request, page_id, *args, **kwargs):
        translation = translation_of(get_object_or_404(Page, pk=page_id))
        if translation is None:
            return super().dispatch(request, page_id, *args, **kwargs)
        return redirect("wagtail_localize:preview_translation", translation.pk)


def translation_of(page):
    """The translation that makes `page`, or None: where it is a source, or written in the page's own form."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def upload_po_file(request, translation_id):
    """Leads back to the translation editor where what came is no PO file; the rest is wagtail-localize's."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if request.method == "POST" and not is_po_file(request.FILES.get("file")):
        messages.error(request, _("Please upload a valid PO file."))
        return redirect(get_valid_next_url_from_request(request) or translation.get_target_instance_edit_url())
    return edit_translation.upload_pofile(request, translation_id)


def is_po_file(upload):
    """Whether `upload`, a file or None, can be read and says which translation it is for."""
    text = upload.read().decode(errors="replace") if upload else ""
    if PO_TRANSLATION not in text:  # also: polib opens the file that a text is the name of
        return False
    upload.seek(0)
    try:
        return PO_TRANSLATION in polib.pofile(text).metadata
    except (OSError, ValueError):
        return False


def convert_to_alias(request, page_id):
    """An alias would show Indonesian text as if it were English."""
    page = get_object_or_404(Page, pk=page_id)
    messages.error(
        request, _("A page in another language cannot be a copy of the Indonesian one. Unpublish it instead.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_half_translation(request, page):
    """Before the translation editor publishes: say what is missing, beside each string where that is possible."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    if translation is None:
        return None
    problems = problems_of_translation(translation)
    if not problems:
        return None
    mark_strings(translation)
    tell_problems(request, page, problems)
    return redirect(request.path)


def problems_of_translation(translation):
    """What keeps the translation, with the strings as they are now, from being published."""
    page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    if isinstance(page, TranslatedPage):
        return problems_of(page) + problems_with_address(page)
    return untranslated(page, passages(page), translation.source)


def problems_with_address(page):
    """An address that wagtail-localize would change without a word: it is unfit, or another page's."""
    written, fit = page.slug, slugify(page.slug)
    if written != fit or not fit:
        message = _("Only small letters a–z, digits, - and _. Write: %(fit)s") % {"fit": fit or "…"}
    elif other := page.get_siblings(inclusive=False).filter(slug=written).first():
        title = other.get_admin_display_title()
        message = _("“%(slug)s” is the address of “%(title)s”. Choose another one.") % {"slug": written, "title": title}
    else:
        return []
    return [Problem("slug", _("Address"), message)]


def mark_strings(translation):
    """Let the translation editor show a broken or lost token, or an empty translation, beside its string."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        string = StringTranslation.objects.filter(
            translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
        ).first()
        if string is None:
            continue
        original = segment.string.data
        if is_blank(original, string.data):
            wrong = [not_translated(plain(original))]
        else:
            wrong = [*mistakes_in(string.data), missing_in(original, string.data)]
        if any(wrong):
            string.has_error, string.field_error = True, " ".join(filter(None, wrong))
            string.save(update_fields=["has_error", "field_error"])
