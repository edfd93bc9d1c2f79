"""What staff can do with an order: when it is offered, which right it needs, what it asks, and the verb behind it.

Views and templates know no task by name: they read this table. A verb refuses for itself what is no longer possible.
"""

from django.utils.translation import gettext as _, gettext_lazy

from shop.dashboard.doing import Task, always, never
from shop.dashboard.orders import task_forms as forms
from shop.dashboard.rights import CONFIRM_MONEY, PAY_REFUNDS, WORK_ON_ORDERS
from shop.fulfilment import shipping, stock_check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.giving_up import can_give_up, give_up
from shop.fulfilment.missing import PAID_AND_HERE, report_missing_after_payment
from shop.fulfilment.models import Shortage
from shop.order.lifecycle import UNPAID, Role, State, costs_nothing
from shop.order.messages import write_to_shopper
from shop.payment import proofs, refunds
from shop.payment.models import Refund
from shop.payment.receiving import record_payment
from shop.payment.sending_back import by_transfer_instead, send_back
from web.formats import rupiah

Route = Refund.Route


def _asked(order):
    """Whether the customer has still to say what to do about missing goods."""
    return Shortage.objects.filter(line__order=order, is_open=True, answer="").exists()


def _has_unchecked_proof(order):
    return any(proof.checked_at is None for proof in order.proofs.all())


def _unpaid(order, route):
    return [refund for refund in order.refunds.all() if refund.paid_at is None and refund.route == route]


def _owes(route):
    return lambda order: bool(_unpaid(order, route))


def _can_be_sent(order):
    """Whether money goes back the way it was paid, and is not on its way."""
    return any(refund.sending not in Refund.UNDERWAY for refund in _unpaid(order, Route.GATEWAY))


def _knows_account(order):
    return any(refund.has_account for refund in _unpaid(order, Route.TRANSFER))


def _in(*states):
    return lambda order: order.status in states


def _confirm_found(order, data, actor):
    invoice = stock_check.confirm_found(order, actor)
    return _("The stock is confirmed. Invoice %(number)s is mailed.") % {"number": invoice.number}


def _confirm_stock(order, data, actor):
    invoice = stock_check.confirm_stock(order, Role.STAFF, actor)
    return _("The stock is confirmed. Invoice %(number)s is mailed.") % {"number": invoice.number}


def _report_missing(order, data, actor):
    stock_check.report_missing(order, data["pieces"], actor)
    return _("The customer is asked by email what to do.")


def _answer(order, data, actor):
    stock_check.answer_missing(order, data["answer"], Role.STAFF, actor)
    return _("The answer is recorded.")


def _record_payment(order, data, actor):
    payment = record_payment(
        order, amount=data["amount"], received_on=data["received_on"], reference=data["reference"], actor=actor
    )
    return _("The payment of %(amount)s is recorded.") % {"amount": rupiah(payment.amount)}


def _set_proofs_aside(order, data, actor):
    proofs.set_aside(order, actor)
    return _("The proofs are marked as checked. The order waits for the money.")


def _start_processing(order, data, actor):
    shipping.start_processing(order, actor)
    return _("The order is being processed.")


def _make_ready(order, data, actor):
    shipping.ship(order, data["pieces"], actor=actor)
    return _("It is recorded, and the customer is told by email where to pick it up. Print its packing slip here.")


def _ship(order, data, actor):
    names = {"courier": data["courier"], "tracking_number": data["tracking_number"]}
    shipping.ship(order, data["pieces"], **names, actor=actor)
    return _("The parcel is recorded, the customer is told by email. Print its packing slip here.")


def _receive(order, data, actor):
    shipping.receive(order, Role.STAFF, actor, shipment=data["shipment"], at=data["at"])
    return _("The receipt is recorded.")


def _missing_after_payment(order, data, actor):
    refund = report_missing_after_payment(order, data["pieces"], actor, data["why"])
    return _("%(amount)s goes back to the customer.") % {"amount": rupiah(refund.amount)} if refund else _("Recorded.")


def _cancel(order, data, actor):
    cancel_order(order, Role.STAFF, actor, data["why"])
    return _("The order is cancelled, its pieces are free.")


def _give_up(order, data, actor):
    refund = give_up(order, actor, data["why"])
    return _("The order has ended, its pieces are free. %(amount)s goes back to the customer.") % {
        "amount": rupiah(refund.amount)
    }


def _pay_refund(order, data, actor):
    refund = refunds.pay(data["refund"], data["reference"], actor)
    return _("The refund of %(amount)s is recorded as paid.") % {"amount": rupiah(refund.amount)}


def _send_back(order, data, actor):
    refund = send_back(data["refund"], actor)
    return _("The refund of %(amount)s is being sent. The answer is shown here.") % {"amount": rupiah(refund.amount)}


def _by_transfer_instead(order, data, actor):
    if by_transfer_instead(data["refund"], actor).is_underway:
        return _("The payment provider is asked first whether it has gone. The answer is shown here.")
    return _("The refund goes by bank transfer. The customer is asked for an account by email.")


def _name_account(order, data, actor):
    account = data["bank"], data["account_number"], data["account_holder"]
    refunds.give_account(data["refund"], *account, role=Role.STAFF, actor=actor)
    return _("The account is kept.")


def _write(order, data, actor):
    write_to_shopper(order, data["text"], actor)
    return _("The message is on its way to the customer.")


ALL = (
    Task(
        "confirm-stock", gettext_lazy("Confirm stock"), WORK_ON_ORDERS, forms.TaskForm,
        lambda order: order.status == State.PENDING and not _asked(order), _confirm_stock,
        hint=gettext_lazy("Everything is there: the customer is sent the invoice, and the time to pay begins."),
    ),
    Task(
        "answer-missing", gettext_lazy("Record the customer's answer"), WORK_ON_ORDERS, forms.AnswerForm,
        lambda order: order.status == State.PENDING
        and Shortage.objects.filter(line__order=order, is_open=True).exists(),
        _answer,
        question=gettext_lazy("Is this what the customer wants?"),
        hint=gettext_lazy("Where the customer answered on the phone instead of the page that the mail leads to."),
        is_main=_asked,
    ),
    Task(
        "found", gettext_lazy("Found after all: confirm stock"), WORK_ON_ORDERS, forms.TaskForm,
        lambda order: order.status == State.PENDING and _asked(order), _confirm_found,
        question=gettext_lazy("Is everything there? The customer is no longer asked, and is sent the invoice."),
        is_main=never,
    ),
    Task(
        "report-missing", gettext_lazy("Something is missing"), WORK_ON_ORDERS, forms.MissingForm,
        _in(State.PENDING), _report_missing,
        hint=gettext_lazy("How many pieces are missing? The customer is asked: leave them out, wait, or cancel."),
        is_main=never,
    ),
    Task(
        "record-payment", gettext_lazy("Record a payment"), CONFIRM_MONEY, forms.PaymentForm,
        always, _record_payment,
        question=gettext_lazy("Has this money arrived on the account?"),
        field="reference",
        is_main=lambda order: order.status == State.INVOICED or _has_unchecked_proof(order),
    ),
    Task(
        "set-proofs-aside", gettext_lazy("The proof shows no payment"), CONFIRM_MONEY, forms.TaskForm,
        _has_unchecked_proof, _set_proofs_aside,
        hint=gettext_lazy("Nothing has arrived: the proofs are put aside, and the time to pay runs on."),
        is_main=never,
    ),
    Task(
        "start-processing", gettext_lazy("Start processing"), WORK_ON_ORDERS, forms.TaskForm,
        _in(State.PAID), _start_processing,
    ),
    Task(
        "ship", gettext_lazy("Send a parcel"), WORK_ON_ORDERS, forms.ParcelForm,
        lambda order: order.status == State.PROCESSING and not order.is_pickup, _ship,
        question=gettext_lazy("Does this leave the shop? The pieces are taken out of the stock."),
        hint=gettext_lazy("What is in the parcel? The rest can follow in another one."),
    ),
    Task(
        "ready", gettext_lazy("Ready for pickup"), WORK_ON_ORDERS, forms.PiecesReadyForm,
        lambda order: order.status == State.PROCESSING and order.is_pickup, _make_ready,
        question=gettext_lazy("Is this ready at the shop? The pieces are taken out of the stock."),
        hint=gettext_lazy("What can be picked up? The customer is mailed where and when. The rest can follow."),
    ),
    Task(
        "receive", gettext_lazy("Mark as received"), WORK_ON_ORDERS, forms.ReceiptForm,
        lambda order: order.status in (State.PROCESSING, State.SHIPPED)
        and order.shipments.filter(received_at=None).exists(),
        _receive,
        hint=gettext_lazy("The time for claims and the warranty begin with this day."),
        is_main=_in(State.SHIPPED),
    ),
    Task(
        "send-back", gettext_lazy("Send the money back"), PAY_REFUNDS, forms.GatewayRefundForm,
        _can_be_sent, _send_back,
        question=gettext_lazy("Send this money back the way the customer paid?"),
        hint=gettext_lazy(
            "The payment provider pays it back to the card, wallet or account that was used. Its answer is shown here."
        ),
        field="refund",
    ),
    Task(
        "transfer-instead", gettext_lazy("Refund by bank transfer instead"), PAY_REFUNDS, forms.GatewayRefundForm,
        _can_be_sent, _by_transfer_instead,
        hint=gettext_lazy("Where the payment provider refuses. The customer is asked for an account by email."),
        field="refund",
        is_main=never,
    ),
    Task(
        "pay-refund", gettext_lazy("Refund paid"), PAY_REFUNDS, forms.PaidRefundForm,
        _owes(Route.TRANSFER), _pay_refund,
        question=gettext_lazy("Has this money been transferred?"),
        field="refund",
        is_main=_knows_account,
    ),
    Task(
        "name-account", gettext_lazy("Name the account for a refund"), PAY_REFUNDS, forms.AccountForm,
        _owes(Route.TRANSFER), _name_account,
        hint=gettext_lazy("Where the customer names it on the phone. By mail, the customer is asked for it."),
        field="refund",
        is_main=lambda order: not _knows_account(order),
    ),
    Task(
        "missing-after-payment", gettext_lazy("Paid goods are missing"), WORK_ON_ORDERS,
        forms.MissingAfterPaymentForm,
        lambda order: order.status in PAID_AND_HERE and not costs_nothing(order), _missing_after_payment,
        question=gettext_lazy("Is this missing? The money for it goes back, and a credit note is issued."),
        hint=gettext_lazy("How many pieces cannot be delivered? The customer gets the money for them back."),
        is_main=never,
    ),
    Task(
        "cancel", gettext_lazy("Cancel the order"), WORK_ON_ORDERS, forms.CancelForm, _in(*UNPAID), _cancel,
        question=gettext_lazy("Cancel this order? Its pieces are free at once, and what was paid goes back."),
        is_main=never,
    ),
    Task(
        "give-up", gettext_lazy("Give the order up and refund"), PAY_REFUNDS, forms.CancelForm, can_give_up, _give_up,
        question=gettext_lazy(
            "End this paid order? Its pieces are free at once, a credit note is issued, and all the money goes back."
        ),
        hint=gettext_lazy("Where the customer asks for it before anything was sent. All the money goes back."),
        is_main=never,
    ),
    Task(
        "write", gettext_lazy("Write to the customer"), WORK_ON_ORDERS, forms.MessageForm, always, _write,
        hint=gettext_lazy("It is mailed, and stands in the timeline; the customer can answer on the order's page."),
        is_main=never,
    ),
)  # fmt: skip
TASKS = {task.code: task for task in ALL}
