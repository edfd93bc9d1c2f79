"""What staff can do with a claim: when it is offered, which right it needs, what it asks, and the verb behind it.

Views and templates know no task by name: they read this table. A verb refuses for itself what is no longer possible.
"""

from django.utils.translation import gettext as _, gettext_lazy

from shop.claims import deciding, replacement, resolving, talking, worth
from shop.claims.lifecycle import can_move
from shop.claims.resolving import MADE_GOOD_FROM
from shop.claims.words import Role, State, Wish
from shop.dashboard.claims import task_forms as forms
from shop.dashboard.claims.queue import name_of
from shop.dashboard.doing import Task, always, never
from shop.dashboard.rights import MAKE_EXCEPTIONS, WORK_ON_CLAIMS
from web.formats import rupiah

TO_DECIDE = (State.SUBMITTED, State.IN_REVIEW)


def _task(code, title, form, offered, run, right=WORK_ON_CLAIMS, **more):
    return Task(code, title, right, form, offered, run, **more)


def _in(*states):
    return lambda claim: claim.state in states


def _goods_in(*states):
    return lambda claim: claim.state in states and not forms.is_question(claim)


def _can_be_settled(claim):
    """Whether nothing is waited for: the goods are back, or need not come."""
    return claim.state in MADE_GOOD_FROM and not claim.waits_for_goods


def _wished(wish):
    return lambda claim: _can_be_settled(claim) and claim.wish == wish


def _assign(claim, data, actor):
    assignee = data["assignee"]
    deciding.assign(claim, assignee, actor)
    return _("Assigned to %(name)s.") % {"name": name_of(assignee)} if assignee else _("Assigned to nobody.")


def _take(claim, data, actor):
    deciding.assign(claim, actor, actor)
    if claim.state == State.SUBMITTED:
        deciding.start_review(claim, actor)
    return _("The claim is yours.")


def _note(claim, data, actor):
    talking.write_note(claim, data["text"], actor)
    return _("The note is kept.")


def _reply(claim, data, actor):
    talking.write_to_customer(claim, data["text"], actor)
    return _("The message is on its way to the customer.")


def _ask(claim, data, actor):
    talking.ask_customer(claim, data["text"], actor)
    return _("The customer is asked by email. The claim waits for the answer.")


def _review(claim, data, actor):
    deciding.start_review(claim, actor)
    return _("The claim is under review.")


def _approve(claim, data, actor):
    exception = {"not_met": data.get("not_met", ()), "why": data.get("why", "")}
    deciding.approve(claim, actor, data["text"], needs_goods=data["needs_goods"], **exception)
    return _("The claim is approved, the customer is told by email.")


def _reject(claim, data, actor):
    deciding.reject(claim, data["text"], actor)
    return _("The claim is rejected, the customer is told why.")


def _returned(claim, data, actor):
    deciding.mark_goods_returned(claim, actor, data["text"])
    return _("The return is recorded.")


def _refund(claim, data, actor):
    refund = resolving.resolve_with_refund(claim, data["amount"], actor, data["text"])
    return _("%(amount)s goes back to the customer.") % {"amount": rupiah(refund.amount)}


def _replace(claim, data, actor):
    order = resolving.resolve_with_replacement(claim, actor, data["text"])
    return _("Order %(number)s sends the goods once more.") % {"number": order.number}


def _lacking(claim, data, actor):
    replacement.give_up_replacement(claim, data["text"], actor)
    return _("The replacement is given up, the customer is told by email. Make the claim good some other way.")


def _repair(claim, data, actor):
    parcel = {"courier": data["courier"], "tracking_number": data["tracking_number"]}
    resolving.resolve_with_repair(claim, actor, **parcel, text=data["text"])
    return _("The repair is recorded, the customer is told by email.")


def _answer(claim, data, actor):
    resolving.resolve_with_answer(claim, data["text"], actor)
    return _("The answer is on its way to the customer.")


def _parcel(claim, data, actor):
    resolving.note_parcel(claim, "to_shop", data["courier"], data["tracking_number"], Role.STAFF, actor)
    return _("The parcel is noted.")


ALL = (
    _task(
        "take", gettext_lazy("Take this claim"), forms.ClaimTaskForm,
        lambda claim: claim.is_open and claim.assignee_id is None, _take,
        hint=gettext_lazy("Nobody works on it yet. It becomes yours."),
    ),
    _task(
        "answer", gettext_lazy("Answer and close"), forms.AnswerForm,
        lambda claim: forms.is_question(claim) and claim.state in TO_DECIDE, _answer,
        field="text",
    ),
    _task(
        "approve", gettext_lazy("Approve"), forms.ApproveForm, _goods_in(*TO_DECIDE), _approve,
        question=gettext_lazy("Does the shop make this good? The customer is told by email."),
        hint=gettext_lazy("The customer is told where to send the goods, and what happens next."),
        field="text",
    ),
    _task(
        "reject", gettext_lazy("Reject"), forms.RejectForm,
        lambda claim: not forms.is_question(claim)
        and (claim.state in TO_DECIDE or can_move(claim, State.REJECTED, Role.STAFF)),
        _reject,
        question=gettext_lazy("Reject this claim? The customer is told the reason by email."),
        field="text",
        is_main=_in(*TO_DECIDE),
    ),
    _task(
        "approve-anyway", gettext_lazy("Approve as an exception"), forms.ExceptionForm, _goods_in(*TO_DECIDE), _approve,
        question=gettext_lazy("Does the shop make this good all the same? The customer is told by email."),
        hint=gettext_lazy("Where you found that a rule is not met, for example a broken seal."),
        field="why",
        is_main=never,
        right=MAKE_EXCEPTIONS,
    ),
    _task(
        "goods-returned", gettext_lazy("Goods are back"), forms.ReturnedForm,
        deciding.awaits_goods, _returned,
        hint=gettext_lazy("The goods have arrived and were looked at."),
        is_main=_in(State.APPROVED),
    ),
    _task(
        "refund", gettext_lazy("Give the money back"), forms.RefundForm,
        lambda claim: _goods_in(*MADE_GOOD_FROM)(claim) and worth.refundable(claim) > 0, _refund,
        question=gettext_lazy("Owe this money back? A credit note is issued, and it enters the refunds to pay."),
        field="amount",
        is_main=_wished(Wish.REFUND),
    ),
    _task(
        "replace", gettext_lazy("Send the goods once more"), forms.ReplacementForm, _goods_in(*MADE_GOOD_FROM),
        _replace,
        question=gettext_lazy("Make an order for these goods that costs nothing? It holds their pieces at once."),
        is_main=_wished(Wish.REPLACEMENT),
    ),
    _task(
        "lacking", gettext_lazy("Goods of the replacement are missing"), forms.LackingForm,
        replacement.can_give_up_replacement, _lacking,
        question=gettext_lazy("Give the replacement up? What was not sent is written off, the claim is open again."),
        hint=gettext_lazy("Nobody finds them, or they are damaged. Then the money goes back, or others are sent."),
        field="text",
        is_main=never,
    ),
    _task(
        "repair", gettext_lazy("Repaired and sent back"), forms.RepairForm, _goods_in(State.GOODS_RETURNED), _repair,
        is_main=_wished(Wish.REPAIR),
    ),
    _task(
        "reply", gettext_lazy("Write to the customer"), forms.ReplyForm, always, _reply,
        hint=gettext_lazy("It is mailed; the customer can answer on the page of the claim."),
        is_main=lambda claim: claim.reply_due_at is not None and claim.state not in TO_DECIDE,
    ),
    _task(
        "ask", gettext_lazy("Ask for more"), forms.ReplyForm, _in(*TO_DECIDE), _ask,
        hint=gettext_lazy("The claim waits until the customer answers."),
        is_main=never,
    ),
    _task(
        "review", gettext_lazy("Review again"), forms.ClaimTaskForm, _in(State.WAITING, State.REJECTED), _review,
        is_main=never,
    ),
    _task("assign", gettext_lazy("Assign"), forms.AssignForm, always, _assign, is_main=never),
    _task("note", gettext_lazy("Internal note"), forms.NoteForm, always, _note, is_main=never),
    _task(
        "parcel", gettext_lazy("Note a parcel from the customer"), forms.ParcelForm,
        lambda claim: claim.waits_for_goods, _parcel,
        hint=gettext_lazy("Where the customer told the tracking number on the phone."),
        is_main=never,
    ),
)  # fmt: skip
TASKS = {task.code: task for task in ALL}
