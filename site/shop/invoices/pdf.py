"""Documents as PDF: A4, from the frozen content alone, so that the same document always prints the same."""

from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _, pgettext
from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout

from shop.invoices.models import Document
from shop.policies.calendar import WIB
from shop.policies.wording import length
from web.formats import rupiah

FONTS = Path(__file__).parent / "fonts"
FONT = "DejaVu"
WIDTHS_MM = (86, 18, 38, 38)
GREY = (96, 96, 96)


def invoice_pdf(document):
    """The bytes of the PDF of an invoice or credit note, in the language it was issued in."""
    with translation.override(document.language):
        page = Page()
        content = document.content
        title = f"{document.get_kind_display()} {document.number}"
        page.set_title(title)
        page.set_creation_date(document.issued_at)
        page.heading(title, date_format(document.issued_at.astimezone(WIB), "j F Y"))
        page.side_by_side((_("From"), content["seller"]), (_("To"), content["buyer"]))
        page.fact(_("Order"), f"{content['order']} ({content['placed_on']})")
        if document.kind == Document.Kind.CREDIT_NOTE:
            page.fact(_("Corrects invoice"), content["corrects"])
            page.fact(_("Reason"), content["why"])
        page.lines(content)
        if content.get("is_paid"):
            page.small_heading(_("Paid"))
            page.paragraph(_("There is nothing more to pay."))
        elif content.get("bank_accounts"):
            _how_to_pay(page, content)
        return bytes(page.output())


def _how_to_pay(page, content):
    page.small_heading(_("Payment by bank transfer"))
    if content["pay_until"]:
        page.paragraph(_("Please pay until %(moment)s.") % {"moment": content["pay_until"]})
    for account in content["bank_accounts"]:
        page.paragraph(account)
    page.paragraph(_("Please name the order number %(number)s in the transfer.") % {"number": content["order"]})


def warranty_words(line):
    """What a line says of its warranty; empty without one."""
    if not line.get("warranty_months"):
        return ""
    return _("Warranty: %(length)s from the day of receipt.") % {"length": length(line["warranty_months"])}


class Page(FPDF):
    """An A4 page with this shop's few kinds of text."""

    def __init__(self):
        super().__init__(format="A4")
        self.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
        self.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_margin(15)
        self.set_auto_page_break(True, margin=18)
        self.add_page()
        self.set_font(FONT, size=9)

    def footer(self):
        """The number of the page, at its foot."""
        self.set_y(-14)
        self.set_font(FONT, size=7)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")
        self.set_font(FONT, size=9)

    def heading(self, title, day):
        """The title of the document and its day."""
        self.set_font(FONT, "B", 15)
        self.cell(0, 9, title, new_x="LMARGIN", new_y="NEXT")
        self.set_font(FONT, size=9)
        self.cell(0, 6, day, new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def small_heading(self, text):
        """A heading within the document."""
        self.ln(4)
        self.set_font(FONT, "B", 10)
        self.cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        self.set_font(FONT, size=9)

    def paragraph(self, text):
        """A line of text that may wrap."""
        self.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT", align="L")

    def fact(self, name, value):
        """A name and its value in one line."""
        self.set_font(FONT, "B", 9)
        self.cell(40, 5.5, name)
        self.set_font(FONT, size=9)
        self.multi_cell(0, 5.5, value, new_x="LMARGIN", new_y="NEXT", align="L")

    def side_by_side(self, *columns):
        """Titled blocks of lines beside each other."""
        top, width, lowest = self.get_y(), self.epw / len(columns), 0
        for place, (title, lines) in enumerate(columns):
            self.set_xy(self.l_margin + place * width, top)
            self.set_font(FONT, "B", 9)
            self.multi_cell(width - 4, 5, title, new_x="LEFT", new_y="NEXT")
            self.set_font(FONT, size=9)
            self.multi_cell(width - 4, 5, "\n".join(lines), new_x="LEFT", new_y="NEXT", align="L")
            lowest = max(lowest, self.get_y())
        self.set_xy(self.l_margin, lowest + 4)

    def lines(self, content):
        """The table of what is charged, with its sums."""
        self.ln(3)
        bold = FontFace(emphasis="BOLD")
        layout = TableBordersLayout.HORIZONTAL_LINES
        aligns = ("LEFT", "RIGHT", "RIGHT", "RIGHT")
        with self.table(
            col_widths=WIDTHS_MM,
            text_align=aligns,
            headings_style=bold,
            borders_layout=layout,
            line_height=5,
            padding=1,
        ) as table:
            table.row([_("Goods"), pgettext("beside an amount", "Quantity"), _("Price"), _("Amount")])
            for line in content["lines"]:
                words = [line["title"], line.get("code", ""), warranty_words(line), line.get("warranty_terms", "")]
                price = rupiah(line["unit"]) if "unit" in line else ""
                table.row(["\n".join(filter(None, words)), str(line["quantity"]), price, rupiah(line["amount"])])
            if shipping := content.get("shipping"):
                table.row([shipping["title"], "", "", rupiah(shipping["amount"])])
            for name, amount, style in (
                (_("Net amount (base of the PPN)"), content["net"], None),
                ("PPN", content["ppn"], None),
                (_("Total"), content["total"], bold),
            ):
                table.row([name, "", "", rupiah(amount)], style=style)
