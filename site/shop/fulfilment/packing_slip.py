"""The packing slip of a parcel as PDF: what is in it and for whom, in the language of the order, without prices."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FontFace
from fpdf.enums import TableBordersLayout

from shop.invoices.pdf import Page
from shop.order.letters import recipient_lines
from shop.policies.calendar import WIB
from shop.policies.contact import written
from shop.policies.models import PolicyFacts

WIDTHS_MM = (110, 45, 25)


def packing_slip(shipment):
    """The bytes of the PDF of one parcel. Four queries."""
    order, facts = shipment.order, PolicyFacts.current()
    with translation.override(order.language):
        page = Page()
        title = _("Packing slip")
        page.set_title(f"{title} {order.number}")
        page.set_creation_date(shipment.created_at)
        page.heading(f"{title} {order.number}", date_format(shipment.created_at.astimezone(WIB), "j F Y"))
        sender = [*facts.pickup_lines, written(facts.phone)]
        heading = _("Picked up by") if order.is_pickup else _("To")
        page.side_by_side((_("From"), sender), (heading, recipient_lines(order) or [order.email]))
        if shipment.courier:
            page.fact(_("Courier"), shipment.courier)
        if shipment.tracking_number:
            page.fact(_("Tracking number"), shipment.tracking_number)
        page.fact(_("Order placed"), date_format(order.date_placed.astimezone(WIB), "j F Y"))
        _goods(page, shipment)
        return bytes(page.output())


def _goods(page, shipment):
    """The table of what is in the parcel."""
    page.ln(3)
    with page.table(
        col_widths=WIDTHS_MM,
        text_align=("LEFT", "LEFT", "RIGHT"),
        headings_style=FontFace(emphasis="BOLD"),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=5,
        padding=1,
    ) as table:
        table.row([_("Goods"), _("SKU"), _("Quantity")])
        for row in shipment.lines.select_related("line"):
            table.row([row.line.title, row.line.partner_sku, str(row.quantity)])
