"""Words of claims that staff alone read: states and topics as they see them, and the names of the rules."""

from django.utils.translation import gettext_lazy as _

from shop.claims.words import State, Topic

STATES = {
    **{state: state.label for state in State},
    State.SUBMITTED: _("New"),
    State.WAITING: _("Waiting for the customer"),
    State.GOODS_RETURNED: _("Goods are back"),
}
TOPICS = {
    Topic.RETURN: _("Return"),
    Topic.WARRANTY: _("Warranty"),
    Topic.QUESTION: _("Question"),
}
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
