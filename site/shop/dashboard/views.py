"""The first page of the dashboard."""

from django.utils import timezone
from oscar.apps.dashboard.views import IndexView as OscarIndexView

from shop.dashboard import figures


class IndexView(OscarIndexView):
    """Orders by state, sales, stock, and what is not finished."""

    def get_stats(self):
        return {
            "states": figures.orders_by_state(),
            "sales": figures.sales(timezone.now()),
            "stock": figures.stock(),
            "gaps": figures.gaps(),
        }
