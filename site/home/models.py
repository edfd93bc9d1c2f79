"""The front page, and the navigation that every page carries; both belong to editors."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from helpcenter.models import TranslatedPage, editing_form
from helpcenter.tokens import token_values
from home import blocks, front
from shop.policies.models import PolicyFacts
from web import pagecache


class HomePage(TranslatedPage):
    """The front page in one language. Its products and categories are the catalogue's, its words the editors'."""

    template = "home/front_page.html"
    parent_page_types = ["wagtailcore.Page"]

    body = StreamField(blocks.FrontPageBlocks(), blank=True, verbose_name=_("Blocks"))

    api_fields = [APIField("body")]
    edit_handler = editing_form(TitleFieldPanel("title"), FieldPanel("body"), rare=[FieldPanel("seo_title")])
    translatable_fields = [
        *TranslatedPage.translatable_fields,
        TranslatableField("seo_title"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("Front page")

    def get_context(self, request, *args, **kwargs):
        values = token_values(PolicyFacts.current(), self.locale.language_code)
        return Page.get_context(self, request, *args, **kwargs) | {
            "sections": front.sections(self, request, values),
            "values": values,
            "organization": front.organization(request),
        }

    def serve(self, request, *args, **kwargs):
        response = Page.serve(self, request, *args, **kwargs)
        return pagecache.keep(request, response, {f"page:{self.pk}", "catalogue", "navigation", "facts", "help"})


@register_setting(icon="list-ul", order=2)
class Navigation(BaseGenericSetting):
    """The menus of every page and what the shop is called, in both languages."""

    shop_name = models.CharField(
        _("Name of the shop"),
        max_length=60,
        blank=True,
        help_text=_(
            "On pages. Mail and invoices carry the name in the server's settings, which is also used if this is empty."
        ),
    )
    legal_name = models.CharField(_("Legal name"), max_length=120, blank=True)
    tagline_ind = models.CharField(_("Tagline (Indonesian)"), max_length=160, blank=True)
    tagline_en = models.CharField(_("Tagline (English)"), max_length=160, blank=True)
    help_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Help center"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page behind “Help” in the header. Empty: the first help center."),
    )
    menu = StreamField(
        [("link", blocks.MenuLinkBlock())],
        blank=True,
        verbose_name=_("Main menu"),
        help_text=_("Empty: all categories of the first level."),
    )
    footer = StreamField([("column", blocks.MenuColumnBlock())], blank=True, verbose_name=_("Columns of the footer"))
    social = StreamField([("network", blocks.SocialBlock())], blank=True, verbose_name=_("Social networks"))

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("shop_name"), FieldPanel("legal_name")]),
                FieldRowPanel([FieldPanel("tagline_ind"), FieldPanel("tagline_en")]),
            ],
            heading=_("Shop"),
        ),
        FieldPanel("help_page"),
        FieldPanel("menu"),
        FieldPanel("footer"),
        FieldPanel("social"),
    ]

    class Meta:
        verbose_name = _("Navigation")
        verbose_name_plural = _("Navigation")

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls):
        """The navigation in force; one query."""
        return cls.objects.first() or cls()

    @property
    def name(self):
        return self.shop_name or settings.OSCAR_SHOP_NAME

    @property
    def tagline(self):
        """The tagline in the active language."""
        return self.tagline_en if get_language() == "en" else self.tagline_ind
