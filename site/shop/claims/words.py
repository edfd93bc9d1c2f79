"""The words of a claim: what it can be about, be in, and end with. Keys are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a claim is in its life; shop/claims/lifecycle.py has the steps."""

    SUBMITTED = "submitted", _("Received by us")
    IN_REVIEW = "in_review", _("Being reviewed")
    WAITING = "waiting_for_customer", _("Waiting for an answer")
    APPROVED = "approved", _("Approved")
    GOODS_RETURNED = "goods_returned", _("Goods are back with us")
    RESOLVED = "resolved", _("Resolved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED = frozenset({State.RESOLVED, State.REJECTED, State.WITHDRAWN})
OPEN = frozenset(State) - CLOSED
UNDECIDED = frozenset({State.SUBMITTED, State.IN_REVIEW, State.WAITING})


class Topic(models.TextChoices):
    """What a form is for: which rules hold, and which of its fields there must be."""

    RETURN = "return", _("Return: wrong goods or a manufacturing defect")
    WARRANTY = "warranty", _("Warranty")
    QUESTION = "question", _("Question to Customer Service")


class Reason(models.TextChoices):
    """Why something is claimed."""

    WRONG_GOODS = "wrong_goods", _("I received other goods than I ordered")
    DEFECT = "defect", _("The goods have a manufacturing defect")
    ORDERED_WRONGLY = "ordered_wrongly", _("I ordered the wrong goods")
    CHANGED_MIND = "changed_mind", _("I no longer want the goods")


SHOPS_FAULT = frozenset({Reason.WRONG_GOODS, Reason.DEFECT})  # promise 10


class Wish(models.TextChoices):
    """What the customer wants."""

    REPLACEMENT = "replacement", _("The right goods, in good order")
    REFUND = "refund", _("My money back")
    REPAIR = "repair", _("A repair")


class Outcome(models.TextChoices):
    """How a claim was resolved."""

    REPLACEMENT = "replacement", _("Replacement sent")
    REFUND = "refund", _("Money back")
    REPAIR = "repair", _("Repaired")
    ANSWER = "answer", _("Answered")


KEEPS_PIECES = frozenset({Outcome.REPLACEMENT, Outcome.REFUND})  # a piece that was so resolved is not claimed again


class Role(models.TextChoices):
    """Who acts on a claim."""

    CUSTOMER = "customer", _("Customer")
    STAFF = "staff", _("Staff")
    SHOP = "shop", _("The shop")


class Kind(models.TextChoices):
    """What an event of a claim is about."""

    STATE = "state", _("Step")
    MESSAGE = "message", _("Message")
    FILES = "files", _("Files")
    NOTE = "note", _("Internal note")
    ASSIGNED = "assigned", _("Assignment")
    OVERRIDE = "override", _("Exception from a rule")
    PARCEL = "parcel", _("Parcel")
    RESOLUTION = "resolution", _("Resolution")
