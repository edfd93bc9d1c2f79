"""Bank transfer: always there. Staff compare what arrives and record it; nothing is asked of another server."""

from django.utils.translation import gettext_lazy as _

from shop.payment.providers.base import GatewayRefused, NoticeUnknown, Provider
from shop.payment.receiving import TRANSFER


class BankTransfer(Provider):
    """Money that arrives on a bank account of the shop."""

    code = TRANSFER
    name = _("Bank transfer")
    is_online = False
    is_enabled = True

    def start(self, order, attempt, back):
        raise GatewayRefused(_("A bank transfer has no payment page."))

    def read_notice(self, request):
        raise NoticeUnknown

    def ask(self, attempt):
        raise NoticeUnknown

    def can_refund(self, payment):
        return False

    def refund(self, refund):
        raise GatewayRefused(_("A transfer goes back by another transfer."))

    def has_refunded(self, refund):
        return False
