"""What staff fill in to do something with a claim. Each form knows the claim, and what of it is still open."""

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from shop.claims.deciding import NEEDS_GOODS, NOT_LEFT
from shop.claims.models import CannedReply, RejectionReason
from shop.claims.replacement import NO_LONGER_SOLD, NOT_ENOUGH, NOTHING_TO_SEND
from shop.claims.talking import LONGEST
from shop.claims.words import Topic, Wish
from shop.claims.worth import LEFT, are_left, outstanding, refundable, usual_refund
from shop.dashboard.claims.page import rules_now
from shop.dashboard.claims.queue import name_of, people
from shop.dashboard.claims.words import RULES
from shop.dashboard.fields import RupiahField
from shop.dashboard.seen import SeenForm
from shop.fulfilment.tracking import COURIERS
from web.formats import rupiah

READ = gettext_lazy("The customer reads it, in the mail and on the page of the claim.")


def text_field(label, rows=4, **kwargs):
    """A field for what is written to the customer, or about the claim."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **kwargs)


class ClaimTaskForm(SeenForm):
    """Something to do with a claim that needs no words."""

    @property
    def claim(self):
        return self.subject


class AssignForm(ClaimTaskForm):
    """Who works on the claim."""

    assignee = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Assigned to"), required=False, empty_label=gettext_lazy("Nobody")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["assignee"]
        field.queryset, field.label_from_instance, field.initial = people(), name_of, self.claim.assignee_id


class NoteForm(ClaimTaskForm):
    """A note among staff."""

    text = text_field(gettext_lazy("Internal note"), help_text=gettext_lazy("Only staff read it."))


class ReplyForm(ClaimTaskForm):
    """What is written to the customer. A canned reply, in the customer's language, is put in to be changed first."""

    canned_model = CannedReply
    canned_label = gettext_lazy("Begin with a canned reply")
    text = text_field(gettext_lazy("Message"), help_text=READ)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        offered = self.canned_model.objects.filter(is_active=True)
        canned = forms.ModelChoiceField(offered, label=self.canned_label, required=False, empty_label="–")
        self.fields["canned"] = canned
        self.order_fields(["seen", "canned", "text"])

    @property
    def wants_canned(self):
        """Whether "Put it in" was pressed: the text is to be filled in, and nothing is sent yet."""
        return "use" in self.data

    def put_in(self):
        """The same form with the text of the chosen reply; what was typed before stays below it."""
        try:
            chosen = self.fields["canned"].clean(self.data.get("canned"))
        except forms.ValidationError:  # a reply that is gone, or no reply at all
            chosen = None
        self.is_bound, self.initial = False, dict(self.data.items())
        parts = [chosen.text_for(self.claim) if chosen else "", self.data.get("text", "").strip()]
        self.initial["text"] = "\n\n".join(filter(None, parts))
        return self

    def said(self):
        return [(label, words) for label, words in super().said() if label != self.canned_label]


class RejectForm(ReplyForm):
    """Why the claim is rejected."""

    canned_model = RejectionReason
    canned_label = gettext_lazy("Begin with a reason")
    text = text_field(
        gettext_lazy("Reason"),
        help_text=READ,
        error_messages={"required": gettext_lazy("Say why, in the words that the customer reads.")},
    )


class ApproveForm(ClaimTaskForm):
    """The claim is right, and what happens next; begun in the customer's language."""

    needs_goods = forms.BooleanField(
        label=gettext_lazy("The goods must come back"), required=False, initial=True,
        help_text=gettext_lazy("The customer is told where to send them. Without it the claim is settled at once."),
    )  # fmt: skip
    text = text_field(gettext_lazy("What happens next"), help_text=READ)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        with translation.override(self.claim.language):
            self.fields["text"].initial = _("Please send the goods back in their original packaging.")

    def clean(self):
        cleaned = super().clean()
        if not LEFT & set(cleaned.get("not_met", ())) and not are_left(self.claim):
            self.add_error(None, NOT_LEFT)
        asks_for_goods = cleaned.get("text", "").strip() == self.fields["text"].initial
        if self.claim.wish == Wish.REPAIR and not cleaned.get("needs_goods"):
            self.add_error("needs_goods", NEEDS_GOODS)
        elif asks_for_goods and not cleaned.get("needs_goods"):
            self.add_error("text", _("This asks for the goods. Say what happens instead."))
        return cleaned

    def said(self):
        broken = [str(RULES[finding.rule]) for finding in rules_now(self.claim) if not finding.passed]
        return [*super().said(), *([(_("Rules that are not met now"), "; ".join(broken))] if broken else [])]


class ExceptionForm(ApproveForm):
    """Approved although staff found rules broken, for example a seal: which, and why all the same."""

    not_met = forms.MultipleChoiceField(
        label=gettext_lazy("Rules that are not met"), widget=forms.CheckboxSelectMultiple
    )
    why = forms.CharField(
        label=gettext_lazy("Why the exception"), max_length=500, help_text=gettext_lazy("Only staff read it.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["not_met"].choices = [(row["rule"], RULES[row["rule"]]) for row in self.claim.checks]
        self.order_fields(["seen", "not_met", "why", "needs_goods", "text"])

    def said(self):
        rules = ", ".join(str(RULES[rule]) for rule in self.cleaned_data["not_met"])
        return [(label, rules if label == self.fields["not_met"].label else words) for label, words in super().said()]


class RefundForm(ClaimTaskForm):
    """How much goes back."""

    amount = RupiahField()
    text = text_field(gettext_lazy("Message"), rows=2, required=False, help_text=READ)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = refundable(self.claim)
        self.usual, words = usual_refund(self.claim, most), {"amount": rupiah(most)}
        self.fields["amount"] = RupiahField(
            label=_("Amount (Rp)"),
            min_value=1,
            max_value=most,
            initial=self.usual or None,
            help_text=_("At most %(amount)s, what was paid for the claimed pieces.") % words,
            error_messages={
                "min_value": _("The amount must be at least Rp1."),
                "max_value": _("At most %(amount)s can go back for these goods.") % words,
            },
        )

    def said(self):
        """With what is kept, where less goes back than the pieces cost: the claim ends with it."""
        kept = self.usual - int(self.cleaned_data["amount"])
        words = _("%(amount)s of what the pieces cost. The claim is resolved with this refund, the rest stays here.")
        said = [(_("Does not go back"), words % {"amount": rupiah(kept)})] if kept > 0 else []
        return [*super().said(), *said, *_awaited(self.claim)]


class ReplacementForm(ClaimTaskForm):
    """The goods once more: how many are free is told, and what happens is asked about in words."""

    text = text_field(gettext_lazy("Message"), rows=2, required=False, help_text=READ)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        record, self.quantity = self.claim.line.stockrecord, outstanding(self.claim)
        self.stock = self.obstacle = ""
        if self.claim.line.product is None or record is None:
            self.obstacle = NO_LONGER_SOLD
        elif not self.quantity:
            self.obstacle = NOTHING_TO_SEND
        elif record.can_track_allocations:
            free = max(record.net_stock_level, 0)
            self.stock = _("Needed: %(count)d, free: %(free)d.") % {"count": self.quantity, "free": free}
            if free < self.quantity:
                self.obstacle = NOT_ENOUGH
        self.may_refund = bool(self.obstacle) and refundable(self.claim) > 0

    def clean(self):
        data = super().clean()
        if self.obstacle:
            raise forms.ValidationError(self.obstacle, code="stock")
        return data

    def said(self):
        claim, order = self.claim, self.claim.order
        held = ngettext(
            "%(count)d piece is set aside at once, for an order that is then under “To process”.",
            "%(count)d pieces are set aside at once, for an order that is then under “To process”.",
            self.quantity,
        )
        mailed = _("%(email)s is told in %(language)s that the goods come once more, for nothing.")
        return [
            (_("Goods"), f"{self.quantity} × {claim.line.title}"),
            (_("Sent to"), order.shipping_address.summary if order.shipping_address else order.shipping_method),
            *([(_("Stock"), f"{self.stock} {held % {'count': self.quantity}}")] if self.stock else []),
            *_awaited(claim),
            (_("Mail"), mailed % {"email": claim.email, "language": claim.get_language_display()}),
            *super().said(),
        ]


def _awaited(claim):
    """What to say before a claim is settled whose goods were asked for and have not come."""
    words = _("The goods are not back yet. Their arrival can still be noted afterwards.")
    return [(_("Return"), words)] if claim.waits_for_goods else []


class LackingForm(ClaimTaskForm):
    """The goods of the replacement are missing, and what the customer is told."""

    text = text_field(gettext_lazy("Message"), help_text=READ)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        with translation.override(self.claim.language):
            self.fields["text"].initial = _(
                "We are sorry: the goods that we wanted to send you are missing in our stock. "
                "We write to you at once how we make it good."
            )


class ParcelForm(ClaimTaskForm):
    """A parcel with claimed goods."""

    courier = forms.CharField(
        label=gettext_lazy("Courier"), max_length=50, required=False, widget=forms.TextInput(attrs={"list": "couriers"})
    )
    tracking_number = forms.CharField(label=gettext_lazy("Tracking number"), max_length=60, required=False)
    couriers = tuple(COURIERS)
    must_be_named = True

    def clean(self):
        data = super().clean()
        if self.must_be_named and not self.errors and not (data["courier"] or data["tracking_number"]):
            self.add_error("courier", _("Name the courier, the tracking number, or both."))
        return data


class RepairForm(ParcelForm):
    """The repaired goods go back to the customer, who may fetch them."""

    must_be_named = False
    text = text_field(gettext_lazy("Message"), rows=2, required=False, help_text=READ)


class ReturnedForm(ClaimTaskForm):
    """The goods have come."""

    text = text_field(gettext_lazy("Message"), rows=2, required=False, help_text=READ)


class AnswerForm(ReplyForm):
    """The answer to a question, with which it ends."""


def is_question(claim):
    return claim.topic == Topic.QUESTION
