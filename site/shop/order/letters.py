"""The values that the mails about an order may print: plain text, in the language that is active."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.order.lifecycle import UNPAID
from shop.order.links import order_address
from shop.order.progress import processing_words, steps_of
from shop.policies.calendar import WIB, processing_calendar
from shop.policies.models import PolicyFacts
from web.formats import rupiah


def order_placed(order):
    """Values for "we have your order" (promise 9 says when it will be processed)."""
    found = found_order(order)
    if found is None:
        return None
    facts = PolicyFacts.current()
    return order_values(found) | {
        "processing_day": processing_words(processing_calendar(facts), found.date_placed)
        if found.status in UNPAID
        else "",
        "steps": steps_of(found, facts),
    }


def found_order(pk):
    """The order that a mail is about, or None where it is gone."""
    return get_model("order", "Order").objects.select_related("shipping_address", "user").filter(pk=pk).first()


def order_values(order):
    """What every mail about `order` may print."""
    address = order.shipping_address
    return {
        "number": order.number,
        "placed_on": date_format(order.date_placed.astimezone(WIB), "j F Y H.i") + " WIB",
        "name": (address and address.name) or (order.user and order.user.first_name) or _("Customer"),
        "lines": [
            {"title": line.title, "quantity": line.quantity, "price": rupiah(line.line_price_incl_tax)}
            for line in order.lines.all()
        ],
        "goods": rupiah(order.basket_total_incl_tax),
        "shipping": rupiah(order.shipping_incl_tax),
        "shipping_method": order.shipping_method,
        "total": rupiah(order.total_incl_tax),
        "ppn": rupiah(order.total_incl_tax - order.total_excl_tax),
        "address": [*(PolicyFacts.current().pickup_lines if order.is_pickup else ()), *recipient_lines(order)],
        "is_pickup": order.is_pickup,
        "order_url": order_address(order),
    }


def recipient_lines(order):
    """Who gets the goods and where, a line each, without the email; of a pickup the person alone.

    The address that an order for pickup keeps is the shop's.
    """
    address = order.shipping_address
    if address is None:
        return []
    phone = address.phone_number.as_international if address.phone_number else ""
    lines = [address.first_name, phone]
    if not order.is_pickup:
        for parts, between in (
            ((address.line1, address.line2), ", "),
            ((address.line3, address.line4), ", "),
            ((address.state, address.postcode), " "),
        ):
            lines.append(between.join(filter(None, parts)))
    if address.notes:
        lines.append(f"{_('Note')}: {address.notes}")
    return [line for line in lines if line]


def message(order, event):
    """Values for a message that staff wrote to the shopper."""
    found = found_order(order)
    return found and order_values(found) | {"message": found.events.get(pk=event).why}


def order_link(order):
    """Values for a new link to the order's page, which somebody asked for with number and email."""
    found = found_order(order)
    return found and order_values(found) | {"needs_sign_in": found.user_id is not None}
