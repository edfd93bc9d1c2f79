"""What editors write once for Customer Service: reasons of a rejection and replies, in both languages."""

import re
from textwrap import shorten

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from shop.claims.models import CannedReply, RejectionReason
from web.merging import Merging

PLACEHOLDERS = ("{name}", "{number}")  # what Wording.text_for fills in
FILLED_IN = gettext_lazy("{name} is replaced by the customer's name, {number} by the claim's number.")
BRACES = re.compile(r"\{[^{}]*\}?|\}")


class WordingForm(Merging, WagtailAdminModelForm):
    """Refuses what would reach the customer as it stands, a placeholder that nobody fills in, and doubled titles."""

    def clean_text_id(self):
        return self._without_unknown("text_id")

    def clean_text_en(self):
        return self._without_unknown("text_en")

    def _without_unknown(self, field):
        unknown = [found for found in BRACES.findall(self.cleaned_data[field]) if found not in PLACEHOLDERS]
        if unknown:
            found, known = "”, “".join(dict.fromkeys(unknown)), ", ".join(PLACEHOLDERS)
            raise ValidationError(
                _("“%(found)s” is not filled in. Known are: %(known)s.") % {"found": found, "known": known}
            )
        return self.cleaned_data[field]

    def clean(self):
        """Staff choose by the title: of what is offered, each has its own."""
        said = super().clean()
        if said.get("is_active"):
            others = type(self.instance).objects.filter(is_active=True).exclude(pk=self.instance.pk)
            for field in ("title_id", "title_en"):
                if field in said and others.filter(**{f"{field}__iexact": said[field]}).exists():
                    self.add_error(field, _("Another text that is offered has this title."))
        return said


def words_column(field, label):
    """The beginning of a text, on one line."""
    return Column(field, label=label, accessor=lambda wording: shorten(getattr(wording, field), 80, placeholder="…"))


def offered(wording):
    return _("Yes") if wording.is_active else _("No")


def in_both_languages(where_used):
    """Both languages, below a sentence about where the text is used."""
    return ObjectList(
        [
            HelpPanel(where_used),
            MultiFieldPanel([FieldPanel("title_id"), FieldPanel("text_id", help_text=FILLED_IN)], heading="Indonesia"),
            MultiFieldPanel([FieldPanel("title_en"), FieldPanel("text_en", help_text=FILLED_IN)], heading="English"),
            FieldPanel("position", help_text=gettext_lazy("Staff are offered the smallest first.")),
            FieldPanel("is_active"),
        ],
        base_form_class=WordingForm,
    )


class WordingViewSet(SnippetViewSet):
    list_display = [
        "title_id",
        words_column("text_id", gettext_lazy("Text (Indonesian)")),
        "title_en",
        words_column("text_en", gettext_lazy("Text (English)")),
        "position",
        Column("is_active", label=gettext_lazy("Offered"), accessor=offered, sort_key="is_active"),
    ]
    list_filter = ["is_active"]
    search_fields = ["title_id", "title_en", "text_id", "text_en"]
    copy_view_enabled = False
    search_backend_name = None  # few rows: the database finds them


class RejectionReasonViewSet(WordingViewSet):
    model = RejectionReason
    icon = "cross"
    edit_handler = in_both_languages(
        gettext_lazy(
            "Staff begin with this text where they reject a claim. "
            "A claim keeps the words that were sent: it stays as it is when you change or delete them here."
        )
    )
    menu_label = gettext_lazy("Rejection reasons")


class CannedReplyViewSet(WordingViewSet):
    model = CannedReply
    icon = "mail"
    edit_handler = in_both_languages(
        gettext_lazy(
            "Staff begin with this text where they write to the customer of a claim. "
            "A claim keeps the words that were sent: it stays as it is when you change or delete them here."
        )
    )
    menu_label = gettext_lazy("Canned replies")


class ClaimWordings(SnippetViewSetGroup):
    """The menu entry of both."""

    items = (RejectionReasonViewSet, CannedReplyViewSet)
    menu_label = gettext_lazy("Claims")
    menu_icon = "comment"
    menu_order = 300
