"""A claim and its timeline."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from shop.claims.words import CLOSED, OPEN, Kind, Outcome, Reason, Role, State, Topic, Wish

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # as in order numbers: none that is read as another one


def new_number():
    """A number such as CL-7K2QF-9XM4T: about 48 random bits, so it can be neither guessed nor counted."""
    return "-".join(["CL", *("".join(secrets.choice(LETTERS) for _place in range(5)) for _part in range(2))])


class ClaimQuerySet(models.QuerySet):
    def open(self):
        """Claims that are not closed."""
        return self.filter(state__in=OPEN)

    def overdue(self, now):
        """Claims whose reply was due before `now`."""
        return self.open().filter(reply_due_at__lt=now)

    def taking_pieces(self):
        """Claims whose pieces cannot be claimed again: open ones, and those that ended with goods or money."""
        return self.filter(
            models.Q(state__in=OPEN) | models.Q(state=State.RESOLVED, outcome__in=(Outcome.REPLACEMENT, Outcome.REFUND))
        )


class Claim(models.Model):
    """Something that a customer asks the shop to make good. Columns are what rules read; `answers` is the rest.

    `answers` keeps each question of the form as it was shown: key, label, value, and the words of a choice. `checks`
    keeps what the rules said when the claim was sent. Its state is changed by shop.claims.lifecycle alone.
    """

    number = models.CharField(_("Claim number"), max_length=20, unique=True, default=new_number, editable=False)
    key = models.UUIDField(_("Key of the submission"), default=uuid.uuid4, unique=True, editable=False)
    topic = models.CharField(_("Topic"), max_length=16, choices=Topic)
    form_key = models.UUIDField(_("Form"), null=True, editable=False)  # the same for both languages of a form page
    form_title = models.CharField(_("Form"), max_length=255, blank=True)
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES)

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, null=True, related_name="claims")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, null=True, related_name="claims")
    quantity = models.PositiveIntegerField(_("Quantity"), null=True)
    reason = models.CharField(_("Reason"), max_length=16, choices=Reason, blank=True)
    is_sealed = models.BooleanField(_("The seal is unbroken"), null=True)
    is_unused = models.BooleanField(_("Unused"), null=True)
    wish = models.CharField(_("What the customer wants"), max_length=16, choices=Wish, blank=True)
    description = models.TextField(_("Description"), blank=True)
    answers = models.JSONField(_("Answers"), default=list)
    checks = models.JSONField(_("Rules"), default=list)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="claims")
    name = models.CharField(_("Name"), max_length=150)
    email = models.EmailField(_("Email"))
    phone = PhoneNumberField(_("Phone"), region="ID", blank=True)

    state = models.CharField(_("State"), max_length=24, choices=State, default=State.SUBMITTED, db_index=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="assigned_claims",
        verbose_name=_("Assigned to"),
    )
    reply_due_at = models.DateTimeField(_("Reply due"), null=True, db_index=True)  # null: the customer has our answer
    first_due_at = models.DateTimeField(_("First reply due"), null=True)
    first_reply_at = models.DateTimeField(_("First reply"), null=True)
    needs_goods = models.BooleanField(_("The goods must come back"), default=True)
    outcome = models.CharField(_("Outcome"), max_length=16, choices=Outcome, blank=True)
    rejection = models.TextField(_("Reason of the rejection"), blank=True)  # as the customer was told
    refund = models.OneToOneField("payment.Refund", on_delete=models.PROTECT, null=True, related_name="claim")
    created_at = models.DateTimeField(_("Sent"), auto_now_add=True, db_index=True)
    closed_at = models.DateTimeField(_("Closed"), null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Claim")
        verbose_name_plural = _("Claims")
        permissions = [("override_claim", _("Can decide against a rule"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic=Topic.QUESTION)
                | models.Q(order__isnull=False, line__isnull=False, quantity__gt=0),
                name="claims_about_a_line",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.REJECTED) | ~models.Q(rejection=""), name="claims_rejected_with_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.RESOLVED) & ~models.Q(outcome="")
                | ~models.Q(state=State.RESOLVED) & models.Q(outcome=""),
                name="claims_resolved_with_outcome",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        return self.state not in CLOSED

    @property
    def is_from_buyer(self):
        """Whether the claim's email is that of its order, so that mail about either reaches the same person."""
        return self.order is not None and self.order.email.lower() == self.email.lower()

    @property
    def waits_for_goods(self):
        """Whether the customer has still to send the goods back before the claim is settled."""
        return self.state == State.APPROVED and self.needs_goods

    @property
    def replacement(self):
        """The latest order that sends the goods once more and was not given up, or None. A query, unless prefetched."""
        return next((row.order for row in self.replacements.all() if row.ended_at is None), None)


class ClaimEvent(models.Model):
    """One thing that happened to a claim: who did what, when, and in which words. Rows are added, never changed."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="events", verbose_name=_("Claim"))
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind)
    from_state = models.CharField(_("From"), max_length=24, blank=True)
    to_state = models.CharField(_("To"), max_length=24)
    role = models.CharField(_("Acting as"), max_length=16, choices=Role)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("Text"), blank=True)
    details = models.JSONField(_("Details"), default=dict)
    is_public = models.BooleanField(_("Shown to the customer"), default=True)
    created_at = models.DateTimeField(_("When"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Event of a claim")
        verbose_name_plural = _("Events of claims")

    def __str__(self):
        return f"{self.claim} {self.kind} {self.from_state} → {self.to_state}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An event of a claim is never changed.")
        super().save(*args, **kwargs)
