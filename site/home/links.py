"""Links that editors choose, led to what they mean in the language of the page: a fixed number of queries for all."""

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path, override
from oscar.core.loading import get_model
from wagtail.models import Page, PageViewRestriction

from web.addresses import is_page


def live_translations(page_pks, language=None):
    """Chosen page's pk → the page that says the same in `language`, where everybody may read it; one query."""
    language = language or get_language()
    chosen = Page.objects.filter(pk__in=[pk for pk in page_pks if pk])
    family = Page.objects.filter(translation_key__in=chosen.values("translation_key"))
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(path=path).filter(path__startswith=F("page__path"))
    pages = list(family.annotate(is_private=Exists(restrictions)).select_related("locale").order_by("path"))
    live = {
        page.translation_key: page
        for page in pages
        if page.live and page.locale.language_code == language and not page.is_private
    }
    return {page.pk: live[page.translation_key] for page in pages if page.translation_key in live}


def browsable_categories(pks):
    """Category's pk → category, without hidden ones; one query."""
    return get_model("catalogue", "Category").objects.browsable().in_bulk([pk for pk in pks if pk])


def links(raw_values, request=None):
    """For each raw value of a MenuLinkBlock its label and url, None for one that leads nowhere; two queries."""
    categories = browsable_categories({value.get("category") for value in raw_values})
    pages = live_translations({value.get("page") for value in raw_values})
    return [_link(value, categories, pages, request) for value in raw_values]


def target_url(value, request=None):
    """The address of a TargetBlock's value, or an empty text; its page is looked up in the page's language."""
    if value["category"]:
        return value["category"].get_absolute_url()
    if value["page"]:
        page = live_translations([value["page"].pk]).get(value["page"].pk)
        return page.get_url(request) if page else ""
    return localized_address(value["address"])


def localized_address(address):
    """A path of the shop, written in either language, as it is in the active one; other addresses stay as they are.

    Empty for a page of the CMS in the other language: only a page that was chosen as one is found in both.
    """
    if not (address and address.startswith("/")):
        return address or ""
    language, own = get_language(), get_language_from_path(address) or settings.LANGUAGE_CODE
    if language == own:
        return address
    with override(own):
        return "" if is_page(address) else translate_url(address, language)


def _link(value, categories, pages, request):
    category, page = categories.get(value.get("category")), pages.get(value.get("page"))
    label, url = "", localized_address(value.get("address"))
    if category:
        label, url = category.name, category.get_absolute_url()
    elif page:
        label, url = page.title, page.get_url(request)
    label = value.get("label_en" if get_language() == "en" else "label_ind") or label
    return {"label": label, "url": url} if label and url else None
