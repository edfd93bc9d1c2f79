"""What the dashboard prints of claims: rules by their names, then and now beside each other."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

RULES = {
    "is_theirs": _("The order is the customer's"),
    "is_paid": _("It was paid"),
    "is_received": _("It was received"),
    "is_in_window": _("The time for returns is not over"),
    "has_warranty": _("There is a warranty"),
    "is_under_warranty": _("The warranty is not over"),
    "is_left": _("Pieces are left to be claimed"),
    "is_enough_left": _("The quantity can be claimed"),
    "is_shops_fault": _("The shop is at fault"),
    "is_sealed": _("The seal is unbroken"),
    "is_unused": _("The goods are unused"),
    "is_defect": _("It is a defect"),
    "is_offered": _("What the customer wants is offered"),
}


@register.filter
def rule_name(rule):
    """A rule in words."""
    return RULES.get(rule, rule)


@register.filter
def rule_names(rules):
    """Several rules in words."""
    return ", ".join(str(RULES.get(rule, rule)) for rule in rules or [])


@register.filter
def beside(checks, now):
    """What each rule said when the claim was sent, and what it says now."""
    today = {finding.rule: finding for finding in now}
    rows = []
    for check in checks or [finding.as_dict() for finding in now]:
        finding = today.get(check["rule"])
        rows.append(
            {
                "name": rule_name(check["rule"]),
                "then": check["passed"] if checks else None,
                "now": finding.passed if finding else None,
                "fact": (finding.fact if finding else "") or check["fact"],
                "refusal": "" if finding is None or finding.passed else finding.words,
            }
        )
    return rows
