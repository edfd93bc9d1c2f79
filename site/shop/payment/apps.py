from oscar.apps.payment.apps import PaymentConfig as OscarPaymentConfig


class PaymentConfig(OscarPaymentConfig):
    """Money that came and money that goes back. Oscar's sources and transactions are not used."""

    name = "shop.payment"
