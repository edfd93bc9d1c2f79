"""Where a claim stands, in words: what happens next, and when."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop.claims.words import Outcome, State, Topic, Wish
from shop.order.progress import moment_words
from shop.policies.calendar import WIB


def next_step(claim, now, is_sent_back=False):
    """What happens next with the claim, and when, as a sentence or two. One query where a refund is not joined.

    `is_sent_back` says that the customer told us of the parcel with the goods.
    """
    if claim.state == State.APPROVED and is_sent_back:
        return _("Your parcel is on its way to us. We write to you when it has arrived.")
    return NEXT[State(claim.state)](claim, now)


def _approved(claim, now):
    if claim.needs_goods:
        return _("Please send us the goods, and tell us how you sent them.")
    return _("You need not send anything back. We write to you as soon as it is settled.")


def _reply(claim, now):
    if claim.reply_due_at is None:
        return _("We are looking into it and write to you by email.")
    until = moment_words(claim.reply_due_at)
    if claim.reply_due_at < now:
        return _("Our answer was due on %(moment)s. We are sorry for the delay; please call us if it is urgent.") % {
            "moment": until
        }
    return _("Customer Service answers at the latest on %(moment)s.") % {"moment": until}


def _returned(claim, now):
    return WISHED.get(claim.wish, lambda: _("The goods have arrived. We write to you as soon as it is settled."))()


WISHED = {
    Wish.REPLACEMENT: lambda: _("The goods have arrived. We check them and prepare the replacement next."),
    Wish.REFUND: lambda: _("The goods have arrived. We check them and prepare your refund next."),
    Wish.REPAIR: lambda: _("The goods have arrived. We write to you when they are repaired."),
}


def _resolved(claim, now):
    return ENDED[Outcome(claim.outcome)](claim)


def _refunded(claim):
    refund = claim.refund
    if refund is None:
        return _("Your money goes back to you.")
    if refund.paid_at:
        day = date_format(refund.paid_at.astimezone(WIB), "j F Y")
        return _("Your money was paid back on %(day)s.") % {"day": day}
    if refund.needs_account:
        return _("Please tell us the bank account that your money shall go to.")
    if refund.has_account:
        return _("Your money goes to %(account)s next.") % {"account": refund.masked_account}
    return _("The money goes back the way you paid. You need not tell us anything.")


ENDED = {
    Outcome.REPLACEMENT: lambda claim: _("We send you the goods once more, for nothing."),
    Outcome.REFUND: _refunded,
    Outcome.REPAIR: lambda claim: _("The goods are repaired and on their way back to you."),
    Outcome.ANSWER: lambda claim: _("We have answered. Something still unclear? Write to us."),
}
NEXT = {
    State.SUBMITTED: _reply,
    State.IN_REVIEW: _reply,
    State.WAITING: lambda claim, now: _("We need something from you: please answer."),
    State.APPROVED: _approved,
    State.GOODS_RETURNED: _returned,
    State.RESOLVED: _resolved,
    State.REJECTED: lambda claim, now: _(
        "We cannot accept this claim. If we have overlooked something, write to us: we look at it again."
    ),
    State.WITHDRAWN: lambda claim, now: (
        _("You have withdrawn this question. Nothing more happens.")
        if claim.topic == Topic.QUESTION
        else _("You have withdrawn this claim. While the time for claims runs you can make a new one from your order.")
    ),
}
