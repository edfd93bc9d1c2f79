"""What the help center adds to the CMS, and what it takes away."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from helpcenter import report, schedule, translating, translations
from helpcenter.choosers import category_chooser, product_chooser
from helpcenter.links import LocalizedPageLinkHandler
from helpcenter.models import ClaimFormPage, TranslatedPage, translations_below
from helpcenter.snippets import ClaimWordings
from shop.claims.models import Claim

BEFORE_WAGTAIL_LOCALIZE = -10

register_snippet(ClaimWordings)


@hooks.register("register_admin_urls", order=BEFORE_WAGTAIL_LOCALIZE)
def addresses():
    return [
        path("localize/update/<int:translation_source_id>/", translating.SyncView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", translating.convert_to_alias),
        path("localize/translate/<int:translation_id>/pofile/upload/", translating.upload_po_file),
        path("reports/translations-to-do/", report.TranslationReport.as_view(), name="help_translations"),
        path("reports/translations-to-do/<int:page_id>/still-right/", report.still_right, name="help_still_right"),
    ]


hooks.register("before_edit_page", translating.refuse_half_translation, order=BEFORE_WAGTAIL_LOCALIZE)


@hooks.register("insert_global_admin_css")
def fit_on_a_phone():
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("register_admin_viewset")
def choose_from_the_catalogue():
    return [product_chooser, category_chooser]


@hooks.register("register_rich_text_features", order=10)
def localized_links(features):
    features.register_link_type(LocalizedPageLinkHandler)


@hooks.register("register_reports_menu_item")
def translations_to_do():
    return MenuItem(
        _("Translations to do"), reverse("help_translations"), icon_name="wagtail-localize-language", order=100
    )


@hooks.register("construct_reports_menu")
def one_report_of_translations(request, menu_items):
    """wagtail-localize's report calls a translation up to date whose source has changed since; ours replaces it."""
    misleading = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if getattr(item, "url", None) != misleading]


@hooks.register("construct_page_action_menu")
def no_alias_in_another_language(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_go_with_their_source(pages, action):
    """What the pages that ask "are you sure?" count, and then unpublish or delete too."""
    if action not in ("unpublish", "delete"):
        return {}
    return {
        page: [below for below in translations_below(page) if action == "delete" or below.live]
        for page in pages
        if isinstance(page, TranslatedPage)
    }


@hooks.register("after_publish_page")
def say_that_it_was_no_minor_edit(request, page):
    """What a translation lacks is told to whoever thought that it stays right."""
    if getattr(page, "minor_edit", False) and translations.is_source(page):
        for translated in translations.translated_pages(page).select_related("translation_state"):
            state = getattr(translated, "translation_state", None)
            if state and state.is_stale and (new := translations.new_passages(page, state.seen)):
                messages.warning(request, report.lacking(translated, new))


@hooks.register("before_delete_page")
def claims_stay(request, page):
    """The page that asks "are you sure?" counts what refers to the page; claims do not, since they outlive it."""
    if request.method != "GET" or not issubclass(page.specific_class or object, ClaimFormPage):
        return
    messages.warning(request, _("Without this form, customers cannot send such a claim or question themselves."))
    if sent := Claim.objects.filter(form_key=page.translation_key).count():
        messages.info(request, _("Claims that were sent with this form stay: %(count)d.") % {"count": sent})


@hooks.register("after_bulk_action")
def translations_go_with_several_sources(request, action_type, objects, action):
    """The same where several pages are ticked in a list; those are Wagtail's pages and know nothing of ours."""
    if action_type not in ("unpublish", "delete"):
        return
    for page in objects:
        if isinstance(page, Page) and issubclass(page.specific_class or object, TranslatedPage):
            for below in translations_below(page):
                getattr(below, action_type)(user=request.user)


@hooks.register("construct_homepage_panels")
def tell_what_was_refused(request, panels):
    panels.append(schedule.RefusedPanel())


@hooks.register("register_log_actions")
def our_log_actions(actions):
    @actions.register_action(schedule.LOG_ACTION)
    class Refused(LogFormatter):
        label = _("Refuse to publish")

        def format_message(self, log_entry):
            return "; ".join(log_entry.data["problems"])

    actions.register_action(report.LOG_ACTION, _("Confirm translation"), _("Said that the translation is still right"))
