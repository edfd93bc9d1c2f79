"""Addresses: Indonesian without a prefix, English under /en/, each in its own words."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from config import health, mailbox
from config.api import api_urls, docs
from helpcenter.translating import DraftView
from home import sitemap
from shop.payment.notices import notice
from web.cms_words import words_of
from web.media import public_file

mailbox_urls = [
    path("", mailbox.mailbox, name="mailbox"),
    path("<str:key>/", mailbox.mail, name="mail"),
    path("<str:key>/html", mailbox.mail_html, name="mail-html"),
    path("<str:key>/<int:number>", mailbox.mail_file, name="mail-file"),
]


def oscar(label):
    """The addresses of an Oscar app."""
    return apps.get_app_config(label).urls


def closed(label):
    """An Oscar app that this shop does not open: the dashboard may name its addresses, nobody can visit them."""
    patterns, app_name, namespace = oscar(label)
    return [URLPattern(found.pattern, gone, name=found.name) for found in patterns], app_name, namespace


def gone(request, *args, **kwargs):
    raise Http404


def icon(request):
    """For who asks for an icon without having read a page."""
    return redirect(static("img/mark.svg"))


urlpatterns = [
    # In place of Wagtail's own: the door that counts attempts, no page that fails on purpose, scripts that speak
    # Indonesian, drafts in their language.
    path("cms/password_reset/", RedirectView.as_view(pattern_name="customer:password-reset")),
    path("cms/failwhale/", gone),
    path("cms/jsi18n/", words_of("wagtail.admin")),
    path("cms/localize/jsi18n/", words_of("wagtail_localize")),
    path("cms/pages/<int:page_id>/view_draft/", require_admin_access(DraftView.as_view())),
    path("favicon.ico", icon),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v3/", api_urls()),
    path("api/docs", docs, name="api_docs"),
    re_path(r"^api/(.*/)?$", csrf_exempt(gone)),
    path("payment/<slug:code>/notice/", notice, name="payment-notice"),
    path("healthz", health.healthz),
    path("robots.txt", sitemap.robots),
    path("sitemap.xml", sitemap.index),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap.section, name="sitemap_section"),
    re_path(
        r"^media/(?P<path>products/.+|images/.+|original_images/.+|categories/.+|thumbs/.+)$",
        public_file,
        {"document_root": settings.MEDIA_ROOT},
    ),
]

if settings.DEMO:
    urlpatterns += i18n_patterns(path("dev/mail/", include(mailbox_urls)), prefix_default_language=False)

urlpatterns += i18n_patterns(
    path("dashboard/", oscar("dashboard")),
    path(_("catalogue/"), oscar("catalogue")),
    path(_("basket/"), oscar("basket")),
    path("checkout/", oscar("checkout")),
    path(_("account/"), oscar("customer")),
    path(_("search/"), oscar("search")),
    path("offers/", closed("offer")),
    path("wishlists/", closed("wishlists")),
    path("_util/login/", RedirectView.as_view(pattern_name="customer:login", query_string=True)),  # not Wagtail's own
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "home.errors.bad_request"
handler403 = "home.errors.forbidden"
handler404 = "home.errors.not_found"
handler500 = "home.errors.server_error"
