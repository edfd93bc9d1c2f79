"""The values that the mail with an invoice may print, and the invoice itself."""

from shop.invoices.files import pdf_bytes
from shop.invoices.models import Document
from shop.order.letters import found_order, order_values
from shop.order.lifecycle import UNPAID, State
from shop.order.progress import moment_words
from web.formats import rupiah


def invoiced(order, invoice):
    """Values for "here is your invoice, pay until …", or that it is paid already; none once the order is cancelled."""
    found = found_order(order)
    document = Document.objects.get(pk=invoice)
    if found is None or found.status == State.CANCELLED:
        return None
    is_paid = found.status not in UNPAID
    return order_values(found) | {
        "invoice": document.number,
        "amount": rupiah(document.total),
        "pay_until": moment_words(found.pay_until) if found.pay_until and not is_paid else "",
        "bank_accounts": [] if is_paid else document.content["bank_accounts"],
        "is_paid": is_paid,
    }


def invoice_file(order, invoice):
    """The PDF, as an attachment."""
    document = Document.objects.get(pk=invoice)
    return [(f"{document.number}.pdf", pdf_bytes(document), "application/pdf")]
