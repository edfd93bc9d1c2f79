"""What staff fill in to do something with an order. Each form knows the order, and what of it is still open."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from shop.address.forms import PlainLineField
from shop.dashboard.fields import RupiahField
from shop.dashboard.seen import SeenForm
from shop.fulfilment.models import Shipment
from shop.fulfilment.shipping import still_to_send
from shop.fulfilment.stock_check import answers, open_shortages
from shop.fulfilment.tracking import COURIERS
from shop.order.lifecycle import State
from shop.order.messages import LONGEST
from shop.payment.account_form import RefundAccountForm
from shop.payment.balance import balance
from shop.payment.models import Payment, Refund
from shop.payment.receiving import PaymentRefused, recorded_already
from shop.payment.refunds import ACCOUNT_UNKNOWN
from shop.policies.calendar import WIB
from web.fields import WholeNumberField
from web.formats import rupiah

NOON = dt.time(12)
LINE = "line_"


def reason(label, **kwargs):
    """A field for a sentence that the customer reads."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=500, widget=widget, help_text=_READ, **kwargs)


_READ = gettext_lazy("The customer reads it in the order's timeline.")


class TaskForm(SeenForm):
    """Something to do with an order."""

    @property
    def order(self):
        return self.subject

    def changed(self):
        return _("Meanwhile something happened to this order, see its timeline. Check, and send this again.")


class PiecesForm(TaskForm):
    """So many pieces of each line; `cleaned_data["pieces"]` is line → pieces, without those of which none was named."""

    starts_full = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_lines = self.open_pieces()
        rest = [name for name in self.fields if name != "seen"]
        for line, most in self.open_lines.items():
            label = format_html(_("{title} (of {most})"), title=line.title, most=most)
            self.fields[f"{LINE}{line.pk}"] = WholeNumberField(
                label=label, required=False, min_value=0, max_value=most, initial=most if self.starts_full else None
            )
        self.order_fields(["seen", *(name for name in self.fields if name.startswith(LINE)), *rest])

    def open_pieces(self):
        """Line → most pieces that can be named."""
        return still_to_send(self.order)

    def clean(self):
        data = super().clean()
        pieces = {line: data.get(f"{LINE}{line.pk}") for line in self.open_lines}
        data["pieces"] = {line: quantity for line, quantity in pieces.items() if quantity}
        if not data["pieces"] and not self.errors:
            raise forms.ValidationError(_("Name at least one piece."), code="none")
        return data


class MissingForm(PiecesForm):
    """Pieces that the stock check did not find."""

    def open_pieces(self):
        return {line: line.quantity for line in self.order.lines.filter(quantity__gt=0).order_by("pk")}


class AnswerForm(TaskForm):
    """What the customer said on the phone about missing goods."""

    answer = forms.ChoiceField(label=gettext_lazy("The customer wants"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("", "–"), *answers(self.order, open_shortages(self.order))]


class PaymentForm(TaskForm):
    """Money that is on the account."""

    amount = RupiahField(
        label=gettext_lazy("Amount (Rp)"),
        min_value=1,
        error_messages={"min_value": gettext_lazy("The amount must be at least Rp1.")},
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=Payment._meta.get_field("reference").max_length,
        help_text=gettext_lazy("As the bank statement has it; the same reference is recorded once."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = balance(self.order).due or None
        self.fields["received_on"].initial = timezone.now().astimezone(WIB).date()

    def clean_received_on(self):
        day = _not_in_the_future(self.cleaned_data["received_on"])
        if day < self.order.date_placed.astimezone(WIB).date():
            raise forms.ValidationError(_("This day is before the order was placed."), code="early")
        return day

    def clean(self):
        said = self.cleaned_data
        if "amount" in said and "reference" in said:
            try:
                if recorded_already(self.order, said["reference"], said["amount"]):
                    self.was_done = _("This payment is recorded already. Nothing was added.")
            except PaymentRefused as refused:
                self.add_error("reference", str(refused))
        return super().clean()

    def said(self):
        """With what is too much, which goes back."""
        too_much = int(self.cleaned_data["amount"]) - balance(self.order).due
        is_told = too_much > 0 and self.order.status not in (State.PENDING, State.CANCELLED)
        return [*super().said(), *([(_("Too much, goes back"), rupiah(too_much))] if is_told else [])]


class PiecesReadyForm(PiecesForm):
    """What is handed out or sent; at first all that is still in the shop."""

    starts_full = True


class ParcelForm(PiecesReadyForm):
    """A parcel."""

    courier = forms.CharField(
        label=gettext_lazy("Courier"),
        max_length=Shipment._meta.get_field("courier").max_length,
        widget=forms.TextInput(attrs={"list": "couriers"}),
    )
    tracking_number = PlainLineField(
        label=gettext_lazy("Tracking number"),
        min_length=3,
        max_length=Shipment._meta.get_field("tracking_number").max_length,
        required=False,
    )
    couriers = tuple(COURIERS)


class ReceiptForm(TaskForm):
    """What has arrived, and when."""

    shipment = forms.ModelChoiceField(
        queryset=Shipment.objects.none(),
        label=gettext_lazy("Parcel"),
        required=False,
        empty_label=gettext_lazy("All that are on their way"),
    )
    day = forms.DateField(
        label=gettext_lazy("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shipment"].queryset = self.order.shipments.filter(received_at=None)
        if self.order.is_pickup:
            self.fields["shipment"].label, self.fields["shipment"].empty_label = _("Pickup"), _("All that is ready")
        self.fields["day"].initial = timezone.now().astimezone(WIB).date()

    def clean_day(self):
        day = _not_in_the_future(self.cleaned_data["day"])
        first = self.order.shipments.filter(received_at=None).order_by("created_at").first()
        if first and day < first.created_at.astimezone(WIB).date():
            early = (
                _("The goods were not ready on that day.")
                if self.order.is_pickup
                else _("The parcel had not left the shop on that day.")
            )
            raise forms.ValidationError(early, code="early")
        return day

    @property
    def moment(self):
        """When it was received: now, or noon of an earlier day."""
        now, day = timezone.now(), self.cleaned_data["day"]
        return now if day == now.astimezone(WIB).date() else dt.datetime.combine(day, NOON, WIB)

    def clean(self):
        data = super().clean()
        if "day" in data:
            data["at"] = self.moment
        return data


class MissingAfterPaymentForm(PiecesForm):
    """Paid pieces that cannot be delivered, and why."""

    why = reason(gettext_lazy("Reason"))


class CancelForm(TaskForm):
    """Why the order ends."""

    why = reason(gettext_lazy("Reason"), error_messages={"required": gettext_lazy("Say why the order is cancelled.")})


class RefundForm(TaskForm):
    """One of the refunds that are not paid, and go by `route`."""

    route = Refund.Route.TRANSFER
    refund = forms.ModelChoiceField(
        queryset=Refund.objects.none(),
        label=gettext_lazy("Refund"),
        empty_label=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["refund"]
        unpaid = self.order.refunds.filter(paid_at=None, route=self.route)
        field.queryset = unpaid.exclude(sending__in=Refund.UNDERWAY)
        field.initial = field.queryset.first()
        field.label_from_instance = in_words


def in_words(refund):
    """How much goes back, why and where to, in a line; and that another account was named before."""
    account = f"{refund.bank} {refund.account_number} ({refund.account_holder})" if refund.has_account else ""
    moment = refund.account_changed_at and date_format(refund.account_changed_at.astimezone(WIB), "j M Y, H.i")
    changed = _("account changed on %(moment)s") % {"moment": moment} if moment else ""
    return ", ".join(filter(None, (rupiah(refund.amount), refund.get_reason_display(), account, changed)))


class GatewayRefundForm(RefundForm):
    """A refund that goes back the way its payment came."""

    route = Refund.Route.GATEWAY

    def said(self):
        return [(_("Refund"), in_words(self.cleaned_data["refund"]))]


class PaidRefundForm(RefundForm):
    """The transfer with which a refund was paid."""

    reference = forms.CharField(
        label=gettext_lazy("Reference of the transfer"), max_length=Refund._meta.get_field("reference").max_length
    )

    def clean(self):
        data = super().clean()
        if (refund := data.get("refund")) and not refund.has_account:
            self.add_error("refund", ACCOUNT_UNKNOWN)
        return data

    def said(self):
        return [(_("Refund"), in_words(self.cleaned_data["refund"])), *super().said()[1:]]


class AccountForm(RefundAccountForm, RefundForm):
    """The account that the customer named on the phone."""

    field_order = ["refund"]


class MessageForm(TaskForm):
    """What staff write to the customer."""

    text = forms.CharField(label=gettext_lazy("Message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


def _not_in_the_future(day):
    if day > timezone.now().astimezone(WIB).date():
        raise forms.ValidationError(_("This day is still to come."), code="future")
    return day
