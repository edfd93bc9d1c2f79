"""What is printed on a document: plain values, frozen when it is issued, in the language of the order."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop.order.letters import recipient_lines
from shop.order.progress import moment_words
from shop.partner.tax import split
from shop.policies.calendar import WIB
from shop.policies.contact import written
from shop.policies.models import PolicyFacts


def invoice_content(order, pay_until, is_paid):
    """All of an invoice: seller, buyer, lines with their warranty, shipping, PPN, and how to pay or that it is paid."""
    with translation.override(order.language):
        facts = PolicyFacts.current()
        accounts = facts.bank_accounts.all()
        return _frame(order, facts) | {
            "lines": [_line(line) for line in order.lines.filter(quantity__gt=0).order_by("pk")],
            "shipping": {"title": order.shipping_method, "amount": int(order.shipping_incl_tax)},
            "net": int(order.total_excl_tax),
            "ppn": int(order.total_incl_tax - order.total_excl_tax),
            "total": int(order.total_incl_tax),
            "is_paid": is_paid,
            "pay_until": moment_words(pay_until) if pay_until and not is_paid else "",
            "bank_accounts": [] if is_paid else [f"{row.bank} {row.number} ({row.holder})" for row in accounts],
        }


def credited_content(invoice, amount, why, lines):
    """All of a credit note over `amount` rupiah of `invoice`."""
    with translation.override(invoice.language):
        net, ppn = split(amount)
        title = _("Invoice %(number)s") % {"number": invoice.number}
        return _frame(invoice.order, PolicyFacts.current()) | {
            "lines": [
                {"title": name, "quantity": quantity, "amount": int(part)} for name, quantity, part in lines
            ] or [{"title": title, "quantity": 1, "amount": int(amount)}],
            "net": int(net),
            "ppn": int(ppn),
            "total": int(amount),
            "corrects": invoice.number,
            "why": why,
        }  # fmt: skip


def _frame(order, facts):
    return {
        "order": order.number,
        "placed_on": date_format(order.date_placed.astimezone(WIB), "j F Y"),
        "seller": [*facts.pickup_lines, written(facts.phone), facts.email]
        + ([f"NPWP {settings.SHOP_NPWP}"] if settings.SHOP_NPWP else []),
        "buyer": [*recipient_lines(order), order.email],
    }


def _line(line):
    return {
        "title": line.title,
        "code": line.upc or line.partner_sku,
        "quantity": line.quantity,
        "unit": int(line.unit_price_incl_tax),
        "amount": int(line.line_price_incl_tax),
        "warranty_months": line.warranty_months,
        "warranty_terms": line.warranty_terms,
    }
