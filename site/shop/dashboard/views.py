"""The first pages of the dashboard: what is to be done today, and the shop in figures."""

from django.utils import timezone
from django.views.generic import TemplateView

from shop.dashboard import figures
from shop.dashboard.claims import queue as queues_of_claims
from shop.dashboard.rights import SEE_CLAIMS, SEE_MAIL, SEE_ORDERS
from shop.dashboard.today import notices, queues


class IndexView(TemplateView):
    """Today: what waits for staff, as far as they may see it. It opens first."""

    template_name = "dashboard/today/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            queues=queues.today() if user.has_perm(SEE_ORDERS) else [],
            claims=queues_of_claims.to_answer() if user.has_perm(SEE_CLAIMS) else None,
            failed_mails=notices.failed_mails() if user.has_perm(SEE_MAIL) else 0,
            years_without_list=notices.years_without_list(),
            **kwargs,
        )


class FiguresView(TemplateView):
    """Orders by state, sales, stock, and what is not finished."""

    template_name = "dashboard/figures.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            states=figures.orders_by_state(),
            sales=figures.sales(timezone.now()),
            stock=figures.stock(),
            gaps=figures.gaps(),
            **kwargs,
        )
