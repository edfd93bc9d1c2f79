"""The catalogue's lists."""

from django.utils.translation import gettext_lazy as _
from django_tables2 import A, Column, DateTimeColumn, LinkColumn, TemplateColumn
from oscar.apps.dashboard.catalogue import tables as oscar
from oscar.core.loading import get_class

DashboardTable = get_class("dashboard.tables", "DashboardTable")


class ProductTable(oscar.ProductTable):
    """Products with what staff look for first: price, stock, missing English."""

    title = TemplateColumn(
        verbose_name=_("Title"),
        template_name="dashboard/products/title.html",
        order_by="title_ind",
        accessor=A("title"),
    )
    image = TemplateColumn(verbose_name=_("Image"), template_name="dashboard/products/picture.html", orderable=False)
    variants = Column(verbose_name=_("Variants"), accessor=A("children__all"), orderable=False)
    stock_records = TemplateColumn(
        verbose_name=_("Price and stock"), template_name="dashboard/products/stock.html", orderable=False
    )

    date_updated = DateTimeColumn(verbose_name=_("Date updated"), format="j M Y H.i")

    class Meta(oscar.ProductTable.Meta):
        pass

    def render_variants(self, value):
        return len(value) or "–"


class CategoryTable(oscar.CategoryTable):
    """Categories; the number of children is counted in their own row."""

    num_children = LinkColumn(
        "dashboard:catalogue-category-detail-list",
        args=[A("pk")],
        verbose_name=_("Number of child categories"),
        accessor="numchild",
        orderable=False,
    )

    class Meta(oscar.CategoryTable.Meta):
        pass
