"""The report of translations that are missing, unfinished or out of date, with what changed in the source."""

import difflib
import re
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from helpcenter import translations
from helpcenter.models import TranslationState
from helpcenter.passages import passages, plain

WORDS = re.compile(r"\s+|[^\s]+")
LOG_ACTION = "helpcenter.still_right"


class Status(models.TextChoices):
    MISSING = "missing", gettext_lazy("Not translated")
    DRAFT = "draft", gettext_lazy("Translation not published")
    STALE = "stale", gettext_lazy("Out of date")
    ALONE = "alone", gettext_lazy("Public without its Indonesian page")


@dataclass
class Row:
    """A page whose translation into `locale` needs somebody; `source` is the translation where it stands alone."""

    source: Page
    locale: Locale
    status: Status
    translated: Page | None = None
    since: object = None
    changes: list = field(default_factory=list)
    new: list = field(default_factory=list)  # passages that the translation lacks: nobody can call it still right

    @property
    def url(self):
        """Where the work is done: the translation editor, or the form that sends the page to translation."""
        if self.translated:
            return reverse("wagtailadmin_pages:edit", args=[self.translated.pk])
        address = reverse("wagtail_localize:submit_page_translation", args=[self.source.pk])
        return f"{address}?select_locale={self.locale.language_code}"


@dataclass(frozen=True)
class Change:
    place: str
    html: str


def rows():
    """Every translation that needs somebody; stale ones first, the longest first."""
    default = Locale.get_default()
    sources = list(Page.objects.live().filter(locale=default, alias_of=None, depth__gt=1).order_by("path"))
    others = {
        (page.translation_key, page.locale_id): page
        for page in Page.objects.filter(alias_of=None, depth__gt=1).exclude(locale=default).select_related("locale")
    }
    states = {state.page_id: state for state in TranslationState.objects.filter(stale_since__isnull=False)}
    found = [
        row
        for locale in Locale.objects.exclude(pk=default.pk)
        for source in sources
        if (row := _row(source, locale, others.get((source.translation_key, locale.pk)), states))
    ]
    found += _alone(sources, others)
    return sorted(found, key=lambda row: (row.status != Status.STALE, row.since.timestamp() if row.since else 0))


def _row(source, locale, translated, states):
    if translated is None:
        return Row(source, locale, Status.MISSING)
    if not translated.live:
        return Row(source, locale, Status.DRAFT, translated)
    state = states.get(translated.pk)
    if state is None:
        return None
    page = source.specific
    new = translations.new_passages(page, state.seen)
    return Row(source, locale, Status.STALE, translated, state.stale_since, changes(state.seen, page), new)


def _alone(sources, others):
    """Public translations of a page that is deleted, or was taken off the site."""
    public = {page.translation_key for page in sources}
    return [
        Row(page, page.locale, Status.ALONE, page)
        for page in others.values()
        if page.live and page.translation_key not in public
    ]


def changes(seen, page):
    """What the page says differently from `seen`, passage by passage."""
    old = {(path, nth): text for path, nth, text in seen}
    found = []
    for passage in passages(page):
        before = old.pop((passage.path, passage.nth), "")
        if before != passage.text:
            found.append(Change(passage.place, difference(plain(before), passage.plain)))
    return found + [Change(_("Removed"), difference(plain(text), "")) for text in old.values()]


def difference(old, new):
    """Both texts in one, with what went and what came marked; escaped HTML."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    parts = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        gone, came = escape("".join(before[i1:i2])), escape("".join(after[j1:j2]))
        if kind == "equal":
            parts.append(came)
        else:
            parts += [f"<del>{gone}</del>" if gone else "", f"<ins>{came}</ins>" if came else ""]
    return mark_safe("".join(parts))  # every word was escaped


class TranslationReport(WagtailAdminTemplateMixin, TemplateView):
    template_name = "help/admin/translations.html"
    page_title = gettext_lazy("Translations to do")
    header_icon = "wagtail-localize-language"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=rows(), **kwargs)


def still_right(request, page_id):
    """Somebody read the change and says that the translation is right as it is."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if new := translations.say_still_right(page):
        messages.error(request, lacking(page, new))
        return redirect("help_translations")
    log(page, LOG_ACTION)
    messages.success(request, _("“%(title)s” is marked as right.") % {"title": page.get_admin_display_title()})
    return redirect("help_translations")


def lacking(page, new):
    """A sentence that names the passages of the source that the translation `page` does not have."""
    named = "; ".join(f"{passage.place}: “{passage.plain[:60]}”" for passage in new)
    return _("“%(title)s” lacks what is new and has to be translated: %(new)s.") % {
        "title": page.get_admin_display_title(), "new": named,
    }  # fmt: skip
