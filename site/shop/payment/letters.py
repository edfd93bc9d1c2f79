"""The values that mails about money may print."""

from django.utils.formats import date_format

from shop.order.letters import found_order, order_values
from shop.order.links import refund_address
from shop.order.progress import moment_words, processing_words
from shop.payment.balance import balance
from shop.payment.models import Refund
from shop.policies.calendar import WIB, processing_calendar
from shop.policies.contact import written
from shop.policies.models import PolicyFacts
from web.formats import rupiah


def paid(order):
    """Values for "thank you, will be processed on …" (promise 9)."""
    found = found_order(order)
    if found is None or found.paid_at is None:
        return None
    return order_values(found) | {
        "received": rupiah(balance(found).received),
        "processing_day": processing_words(processing_calendar(PolicyFacts.current()), found.paid_at),
    }


def early(order):
    """Values for "your money came before the stock check"; none once the check is over."""
    found = found_order(order)
    if found is None or found.status != "pending":
        return None
    received = balance(found).received
    due = int(found.total_incl_tax) - received
    return order_values(found) | {"received": rupiah(received), "due": rupiah(due) if due > 0 else ""}


def short(order):
    """Values for "a part is still missing"; none where it came meanwhile."""
    found = found_order(order)
    if found is None or found.status != "invoiced":
        return None
    money = balance(found)
    return order_values(found) | {
        "received": rupiah(money.received),
        "due": rupiah(money.due),
        "pay_until": moment_words(found.pay_until) if found.pay_until else "",
        "bank_accounts": [
            f"{row.bank} {row.number} ({row.holder})" for row in PolicyFacts.current().bank_accounts.all()
        ],
    }


def refund_account(refund, event):
    """Values for "this account was named for your refund": masked, as it was named then."""
    found = Refund.objects.select_related("order__shipping_address", "order__user").get(pk=refund)
    details, facts = found.order.events.get(pk=event).details, PolicyFacts.current()
    return order_values(found.order) | {
        "amount": rupiah(found.amount),
        "account": details["account"],
        "before": details["before"],
        "phone": written(facts.phone),
        "email": facts.email,
        "refund_url": "" if found.paid_at else refund_address(found),
    }


def refund(refund):
    """Values for "we owe you" and "we have paid": amount, reason, route, reference."""
    found = Refund.objects.select_related("order__shipping_address", "order__user").get(pk=refund)
    return order_values(found.order) | {
        "amount": rupiah(found.amount),
        "reason": found.reason_words,
        "why": found.why,
        "route": found.get_route_display(),
        "reference": found.reference,
        "paid_on": date_format(found.paid_at.astimezone(WIB), "j F Y") if found.paid_at else "",
        "bank": found.bank,
        "account": found.masked_account,
        "refund_url": refund_address(found) if found.needs_account else "",
    }
