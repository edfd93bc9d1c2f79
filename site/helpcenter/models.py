"""The help center's pages: an index, its sections, their entries; each in two trees, one per language."""

from http import HTTPMethod

from django import forms
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _, override
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from helpcenter.blocks import PARAGRAPHS, AnswerBlock
from helpcenter.forms import TranslatedPageForm
from helpcenter.panels import TokenPanel
from helpcenter.published import remember
from helpcenter.publishing import NotPublishable, blank_blocks, refuse_unfit
from helpcenter.question_blocks import QuestionBlocks, usual_questions
from helpcenter.questions import problems_with_questions
from shop.claims.form import page as form_page
from shop.claims.form.forms import ClaimForm
from shop.claims.words import Topic


def editing_form(*content, rare=()):
    """Two tabs: what the page says, and everything that is rarely needed."""
    rare = [
        MultiFieldPanel(
            [FieldPanel("slug"), *rare, FieldPanel("search_description")], heading=_("Address and search engines")
        ),
        PublishingPanel(),
    ]
    return TabbedInterface(
        [
            ObjectList([*content, FieldPanel("minor_edit", icon="edit"), TokenPanel()], heading=_("Content")),
            ObjectList(rare, heading=_("Address and schedule")),
        ],
        base_form_class=TranslatedPageForm,
    )


class TranslatedPage(Page):
    """A page that is written in Indonesian and translated; it is never public half translated."""

    minor_edit = models.BooleanField(
        _("Minor edit: the translation is still right"),
        default=False,
        help_text=_("Leave this unticked if the meaning changed: the translation is then listed as out of date."),
    )

    admin_default_ordering = "ord"  # as readers see it; to be dragged

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("search_description"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent):
        """New pages are written in Indonesian; the other language's come from translating them."""
        return super().can_create_at(parent) and parent.locale_id == Locale.get_default().pk

    def can_move_to(self, parent):
        return super().can_move_to(parent) and parent.locale_id == self.locale_id

    def save(self, clean=True, **kwargs):
        """Raises NotPublishable where the page is public, or about to be, and is not fit for it."""
        if clean and self.live and not kwargs.get("update_fields"):
            refuse_unfit(self)
        super().save(clean=clean, **kwargs)

    def publish(self, revision, log_action=True, **kwargs):
        """As Wagtail's; a scheduled version that is refused stays a draft, and does not stop the others."""
        try:
            return super().publish(revision, log_action=log_action, **kwargs)
        except NotPublishable as refusal:
            if log_action != "wagtail.publish.scheduled":
                raise
            from helpcenter.schedule import cancel

            return cancel(revision, refusal)

    def unpublish(self, *args, **kwargs):
        """The translations of a source page go with it."""
        action = super().unpublish(*args, **kwargs)
        for translated in translations_below(self):
            if translated.live:
                translated.unpublish(*args, **kwargs)
        return action

    def delete(self, *args, **kwargs):
        """The translations of a source page go with it."""
        below = translations_below(self)
        deleted = super().delete(*args, **kwargs)
        for translated in below:
            translated.delete(*args, **kwargs)
        return deleted

    def further_problems(self):
        """What else keeps the page from being published, beside its tokens and its translation."""
        return []

    def serve(self, request, *args, **kwargs):
        if self.alias_of_id:  # the text of another language under this one's address
            raise Http404
        response = super().serve(request, *args, **kwargs)
        return reading().kept(request, response, self, response.context_data)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | reading().context_of(self, request)

    def serve_preview(self, request, mode_name):
        """In the page's own language, whatever language the editor reads."""
        with override(self.locale.language_code):
            return super().serve_preview(request, mode_name).render()


def translations_below(page):
    """The pages that do not stand without `page`: its translations, where it is the source of them."""
    if page.locale_id != Locale.get_default().pk:
        return []
    return list(page.get_translations().filter(alias_of=None).specific())


def reading():
    """The module that puts pages together; it reads these models."""
    from helpcenter import reading

    return reading


class HelpIndexPage(TranslatedPage):
    """The help center: every question, by section."""

    invitation = models.TextField(
        _("Invitation"),
        max_length=400,
        help_text=_("The first line of the page. It leads to the form for questions, or else to the contact cards."),
    )
    invitation_link = models.CharField(_("Words on the link behind the invitation"), max_length=60)

    edit_handler = editing_form(
        TitleFieldPanel("title"),
        FieldPanel("invitation", widget=forms.Textarea(attrs={"rows": 2})),
        FieldPanel("invitation_link"),
    )
    translatable_fields = [
        *TranslatedPage.translatable_fields,
        TranslatableField("invitation"),
        TranslatableField("invitation_link"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["helpcenter.HelpSectionPage", "helpcenter.ClaimFormPage"]
    max_count_per_parent = 1
    template = "help/index.html"

    class Meta:
        verbose_name = _("help center")
        verbose_name_plural = _("help centers")


class HelpSectionPage(TranslatedPage):
    """A group of questions."""

    description = models.CharField(_("Description"), max_length=200, blank=True)

    edit_handler = editing_form(TitleFieldPanel("title"), FieldPanel("description"))
    translatable_fields = [*TranslatedPage.translatable_fields, TranslatableField("description")]
    parent_page_types = ["helpcenter.HelpIndexPage"]
    subpage_types = ["helpcenter.HelpEntryPage"]
    template = "help/section.html"

    class Meta:
        verbose_name = _("help section")
        verbose_name_plural = _("help sections")


class HelpEntryPage(TranslatedPage):
    """A question and its answer."""

    body = StreamField(AnswerBlock(), verbose_name=_("Answer"))
    search_words = models.CharField(
        _("Search words"),
        max_length=300,
        blank=True,
        help_text=_("Other words that people search for this by, separated by commas. Readers do not see them."),
    )

    edit_handler = editing_form(
        TitleFieldPanel("title", heading=_("Question")), FieldPanel("body"), FieldPanel("search_words")
    )
    translatable_fields = [
        *TranslatedPage.translatable_fields,
        TranslatableField("body"),
        TranslatableField("search_words"),
    ]
    parent_page_types = ["helpcenter.HelpSectionPage"]
    subpage_types = []
    template = "help/entry.html"

    class Meta:
        verbose_name = _("help entry")
        verbose_name_plural = _("help entries")

    def further_problems(self):
        return list(blank_blocks(self))


class ClaimFormPage(TranslatedPage):
    """A form for claims or questions. The shop's rules need its topic and the questions of the system."""

    topic = models.CharField(
        _("Topic"), max_length=16, choices=Topic, help_text=_("Which rules hold. Fixed once the form was published.")
    )
    introduction = RichTextField(_("Introduction"), features=PARAGRAPHS, blank=True)
    body = StreamField(QuestionBlocks(), verbose_name=_("Questions"), default=usual_questions)
    thanks = RichTextField(_("Text after sending"), features=PARAGRAPHS)
    search_words = models.CharField(
        _("Search words"), max_length=300, blank=True, help_text=HelpEntryPage._meta.get_field("search_words").help_text
    )

    api_fields = [APIField("topic"), APIField("introduction"), APIField("body"), APIField("thanks")]
    edit_handler = editing_form(
        TitleFieldPanel("title"),
        FieldPanel("topic"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("thanks"),
        FieldPanel("search_words"),
    )
    translatable_fields = [
        *TranslatedPage.translatable_fields,
        SynchronizedField("topic", overridable=False),
        TranslatableField("introduction"),
        TranslatableField("body"),
        TranslatableField("thanks"),
        TranslatableField("search_words"),
    ]
    parent_page_types = ["helpcenter.HelpIndexPage"]
    subpage_types = []
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS, HTTPMethod.POST]
    template = "help/form_preview.html"  # what readers get is the shop's: it differs per visitor

    class Meta:
        verbose_name = _("claim form")
        verbose_name_plural = _("claim forms")

    def save(self, clean=True, **kwargs):
        """What is public now is fixed."""
        super().save(clean=clean, **kwargs)
        if self.live and not self.alias_of_id and not kwargs.get("update_fields"):
            remember(self)

    def further_problems(self):
        return problems_with_questions(self)

    def get_preview_context(self, request, mode_name):
        """Every question as readers see it once they have chosen a line; nothing can be sent from there."""
        context = super().get_preview_context(request, mode_name)
        return context | {"form": ClaimForm(schema=context["schema"])}

    def serve(self, request, *args, **kwargs):
        if self.alias_of_id:
            raise Http404
        context = self.get_context(request, *args, **kwargs)
        return form_page.respond(request, context["schema"], context)


class TranslationState(models.Model):
    """What a translation was made from, and whether the source has changed since."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="translation_state", verbose_name=_("Page")
    )
    seen = models.JSONField(_("The source as it was translated"), default=list)  # [path, nth, text]
    stale_since = models.DateTimeField(_("Out of date since"), null=True, blank=True)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self):
        return f"{self.page_id} {'stale' if self.is_stale else 'fresh'}"

    @property
    def is_stale(self):
        return self.stale_since is not None
