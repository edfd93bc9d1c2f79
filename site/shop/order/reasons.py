"""Reasons that the shop itself gives for a step: kept as a code, said in the language of whoever reads them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

REASONS = {
    "overdue": _("The payment did not arrive in time."),
    "late": _("The payment came after the order was cancelled."),
    "unchecked": _("The payment came after the order was cancelled, and its stock was never checked."),
    "claim": _("Claim %(number)s"),
}


@dataclass(frozen=True)
class Reason:
    """One of REASONS, with the plain values that it names. As text it speaks the active language."""

    code: str
    about: dict = field(default_factory=dict)

    def __str__(self):
        return str(REASONS[self.code]) % self.about


def of_claim(number):
    """That a claim is the reason."""
    return Reason("claim", {"number": number})


def kept(why, details):
    """(text, details) as an event keeps them; `why` is a person's words or a Reason."""
    if isinstance(why, Reason):
        return "", details | {"because": {"code": why.code, "about": why.about}}
    return why, details


def said(event):
    """Why the event happened, in the active language: the shop's own reason, else a person's words."""
    because = event.details.get("because")
    return str(Reason(**because)) if because else event.why
