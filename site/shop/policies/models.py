"""The policy facts: every number the help center quotes and the shop enforces, kept once.

They are edited in the CMS under Settings. The FAQ reads them through tokens, the rules through `PolicyFacts.current()`.
"""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable, PreviewableMixin

from shop.policies.forms import AccountsFormSet, DaysFormSet, HourInput, ListPanel, PolicyFactsForm
from shop.policies.preview import preview_context

ONLY_ROW = 1
FIRST_YEAR = 2020  # no order is older
YEARS_AHEAD = 3  # beyond it, a year is a slip of the keyboard
FEWEST_DIGITS = 6


def hours_row(*names):
    """The start and the end of a day beside each other."""
    return FieldRowPanel([FieldPanel(name, widget=HourInput()) for name in names])


@register_setting(icon="calendar-check", order=1)
class PolicyFacts(PreviewableMixin, ClusterableModel, BaseGenericSetting):
    """The facts behind the twelve promises. Times are in WIB (Asia/Jakarta)."""

    claim_window_days = models.PositiveSmallIntegerField(
        _("Claim window (working days after receipt)"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    processing_opens = models.TimeField(_("Orders are processed from"), default=dt.time(8, 30))
    processing_closes = models.TimeField(_("Orders are processed until"), default=dt.time(17, 30))
    service_opens = models.TimeField(_("Customer Service answers from"), default=dt.time(8, 30))
    service_closes = models.TimeField(_("Customer Service answers until"), default=dt.time(17, 0))
    warranty_usual_months = models.PositiveSmallIntegerField(
        _("Usual length of a warranty (months)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    payment_deadline_hours = models.PositiveSmallIntegerField(
        _("Payment deadline (hours after the invoice)"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    claim_reply_hours = models.PositiveSmallIntegerField(
        _("Customer Service replies to a claim within (working hours)"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    observes_cuti_bersama = models.BooleanField(
        _("Closed on cuti bersama"),
        default=False,
        help_text=_("Collective leave days that the government adds to national holidays."),
    )
    phone = PhoneNumberField(_("Telephone"), region="ID", default="+622122668221")
    email = models.EmailField(_("Email"), default="cs1@enlogis.com")
    whatsapp = PhoneNumberField(_("WhatsApp"), region="ID", default="+6281298500929")
    pickup_address = models.TextField(
        _("Address for pickup"),
        max_length=200,
        default="Jl. Hayam Wuruk No. 127, Taman Sari, Kota Administrasi Jakarta Barat 11180",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("claim_window_days"),
                FieldPanel("warranty_usual_months"),
                FieldPanel("payment_deadline_hours"),
                FieldPanel("claim_reply_hours"),
            ],
            heading=_("Terms"),
        ),
        MultiFieldPanel(
            [
                hours_row("processing_opens", "processing_closes"),
                hours_row("service_opens", "service_closes"),
                FieldPanel("observes_cuti_bersama"),
            ],
            heading=_("Hours (WIB, Monday to Friday)"),
        ),
        ListPanel(
            "calendar_exceptions",
            formset=DaysFormSet,
            heading=_("Holiday exceptions"),
            label=_("Day"),
            help_text=_("A day here overrides the list of national holidays, for processing and for Customer Service."),
        ),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("whatsapp"), FieldPanel("pickup_address")],
            heading=_("Contact"),
        ),
        ListPanel(
            "bank_accounts",
            formset=AccountsFormSet,
            heading=_("Bank accounts for transfer"),
            label=_("Bank account"),
            min_num=1,
        ),
    ]

    edit_handler = ObjectList(panels, base_form_class=PolicyFactsForm)

    class Meta:
        verbose_name = _("Policy facts")
        verbose_name_plural = _("Policy facts")
        constraints = [models.CheckConstraint(condition=models.Q(pk=ONLY_ROW), name="policies_one_row_of_facts")]

    def __str__(self):
        return str(self._meta.verbose_name)

    def save(self, *args, **kwargs):
        """There is one row, always the same: a second one is refused by the database."""
        self.pk = ONLY_ROW
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        ends = [
            f"{room}_closes"
            for room in ("processing", "service")
            if getattr(self, f"{room}_opens") >= getattr(self, f"{room}_closes")
        ]
        if ends:
            raise ValidationError(dict.fromkeys(ends, _("The end must be after the start.")))

    @classmethod
    def current(cls):
        """The facts now in force; one query, two with the calendar's exceptions."""
        return cls.objects.first() or cls()

    @property
    def pickup_lines(self):
        """Where the shop is: its name and its address, a line each."""
        return [settings.OSCAR_SHOP_NAME, *self.pickup_address.splitlines()]

    def get_preview_template(self, request, mode_name):
        return "policies/preview.html"

    def get_preview_context(self, request, mode_name):
        """What the facts on the screen, saved or not, will look like in both languages."""
        return preview_context(self)

    def terms(self):
        """What an order keeps of the facts: plain values, ready for JSON."""
        return {
            "claim_window_days": self.claim_window_days,
            "payment_deadline_hours": self.payment_deadline_hours,
            "warranty_usual_months": self.warranty_usual_months,
            "processing_opens": f"{self.processing_opens:%H:%M}",
            "processing_closes": f"{self.processing_closes:%H:%M}",
        }


class CalendarException(Orderable):
    """A day on which the shop is closed although the list says open, or the other way round."""

    facts = ParentalKey(PolicyFacts, on_delete=models.CASCADE, related_name="calendar_exceptions")
    day = models.DateField(_("Day"))
    is_open = models.BooleanField(_("The shop is open"), default=False)
    reason_id = models.CharField(_("Reason (Indonesian)"), max_length=100, blank=True)
    reason_en = models.CharField(_("Reason (English)"), max_length=100, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("is_open")]),
        FieldRowPanel([FieldPanel("reason_id"), FieldPanel("reason_en")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("holiday exception")
        verbose_name_plural = _("holiday exceptions")
        constraints = [models.UniqueConstraint(fields=["facts", "day"], name="policies_one_exception_per_day")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"

    def clean(self):
        last = timezone.localdate().year + YEARS_AHEAD
        if self.day and not FIRST_YEAR <= self.day.year <= last:
            message = _("Write a day between the years %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": last}
            raise ValidationError({"day": message})

    def summary(self):
        """The day and what it is, for the log."""
        return f"{self} {'open' if self.is_open else 'closed'}"

    @property
    def reason(self):
        """The reason in the active language, else in the other one."""
        first, second = (self.reason_en, self.reason_id) if get_language() == "en" else (self.reason_id, self.reason_en)
        return first or second


class BankAccount(Orderable):
    """An account that customers transfer to."""

    facts = ParentalKey(PolicyFacts, on_delete=models.CASCADE, related_name="bank_accounts")
    bank = models.CharField(_("Bank"), max_length=50)
    number = models.CharField(
        _("Account number"),
        max_length=30,
        validators=[RegexValidator(r"\A[0-9][0-9 -]*\Z", _("Digits, with spaces or dashes between them."))],
    )
    holder = models.CharField(_("Account holder"), max_length=100)

    panels = [FieldRowPanel([FieldPanel("bank"), FieldPanel("number"), FieldPanel("holder")])]

    class Meta(Orderable.Meta):
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self):
        return f"{self.bank} {self.number}"

    def clean(self):
        if self.number and sum(map(str.isdigit, self.number)) < FEWEST_DIGITS:
            raise ValidationError({"number": _("An account number has at least six digits.")})

    def summary(self):
        """The account in one line, for the log."""
        return f"{self} ({self.holder})"
