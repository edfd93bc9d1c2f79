"""Issuing invoices and credit notes. Both happen inside the transaction that makes them necessary.

Locks: the order (held by the caller), then the counter of the series, last of all locks.
"""

from django.db import transaction
from django.utils import timezone

from shop.invoices.content import credited_content, invoice_content
from shop.invoices.models import Counter, Document
from shop.order import lifecycle
from shop.policies.calendar import WIB

Kind = Document.Kind


def open_invoice(order):
    """The invoice of `order` that is in force: the newest, unless credit notes have taken all of it back. Or None."""
    invoice = order.documents.filter(kind=Kind.INVOICE).order_by("-pk").first()
    return invoice if invoice and uncredited(invoice) > 0 else None


def uncredited(invoice):
    """What is left of an invoice after its credit notes, in rupiah."""
    return invoice.total - sum(note.total for note in invoice.corrections.all())


def issue_invoice(order, pay_until=None, *, is_paid=False):
    """Issue the invoice of a locked order; return it. The one in force is returned where there is one.

    One that `is_paid` says so instead of how to pay.
    """
    invoice = open_invoice(order)
    return invoice or _issue(Kind.INVOICE, order, invoice_content(order, pay_until, is_paid), order.total_incl_tax)


def issue_credit_note(order, amount, why, lines=()):
    """Take `amount` rupiah of the invoice in force back; return the note, or None where no invoice is in force.

    `lines` are (title, quantity, amount) of what is credited; without them the note names the whole invoice.
    """
    invoice = open_invoice(order)
    if invoice is None:
        return None
    amount = min(amount, uncredited(invoice))
    content = credited_content(invoice, amount, why, lines)
    note = _issue(Kind.CREDIT_NOTE, order, content, amount, corrects=invoice)
    lifecycle.note(order, lifecycle.Kind.INVOICE, lifecycle.Role.SHOP, number=note.number, corrects=invoice.number)
    return note


@transaction.atomic
def _issue(kind, order, content, total, corrects=None):
    now = timezone.now()
    year = now.astimezone(WIB).year
    return Document.objects.create(
        kind=kind,
        year=year,
        sequence=_next_number(kind, year),
        order=order,
        corrects=corrects,
        language=order.language,
        issued_at=now,
        total=total,
        content=content,
    )


def _next_number(kind, year):
    """The next number of the series; its row stays locked until the transaction ends, so none is left out."""
    Counter.objects.get_or_create(kind=kind, year=year)
    counter = Counter.objects.select_for_update().get(kind=kind, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
