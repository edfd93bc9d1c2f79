"""What the dashboard prints of claims: states in words of staff, rules by name, then and now beside each other."""

from django import template

from shop.dashboard.claims.words import RULES, STATES, TOPICS

register = template.Library()


@register.filter
def claim_state(state):
    """A claim's state as staff see it."""
    return STATES.get(state, state)


@register.filter
def claim_topic(topic):
    """What a claim is about, in a word."""
    return TOPICS[topic]


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
