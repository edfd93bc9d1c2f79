"""Which stock record sells a product, at what price. The same for everybody: it reads no session and no user."""

from decimal import Decimal

from oscar.apps.partner.strategy import PurchaseInfo, Structured, UseFirstStockRecord

from shop.partner.availability import NoLongerSold, StockRequired
from shop.partner.prices import PriceWithTax, Unavailable

WITHOUT_COUNT = Decimal("Infinity")  # products whose class does not track stock


class Selector:
    """Hands out the shop's one strategy, whoever asks."""

    def strategy(self, request=None, user=None, **kwargs):
        """The strategy; request and user are Oscar's, and not looked at."""
        return Default()


class Default(UseFirstStockRecord, Structured):
    """The first stock record of a product; prices with PPN; nothing is sold that is not there.

    Makes no query where `stockrecords`, `children` and `children__stockrecords` are prefetched.
    """

    def __init__(self, request=None):
        self.request = self.user = None

    def fetch_for_product(self, product, stockrecord=None):
        """The offer of any product, a family included."""
        return self.fetch_for_parent(product) if product.is_parent else super().fetch_for_product(product, stockrecord)

    def pricing_policy(self, product, stockrecord):
        if stockrecord is None or stockrecord.price is None:
            return Unavailable()
        return PriceWithTax(stockrecord.price_currency, stockrecord.price)

    def availability_policy(self, product, stockrecord):
        if not product.is_public or (product.is_child and not product.parent.is_public):
            return NoLongerSold()
        return StockRequired(self.pieces(product, stockrecord))

    def pieces(self, product, stockrecord):
        """How many pieces can be sold now."""
        if stockrecord is None or stockrecord.price is None:
            return 0
        if not product.get_product_class().track_stock:
            return WITHOUT_COUNT
        return stockrecord.net_stock_level

    def fetch_for_parent(self, product):
        """The lowest price among the variants that can be bought, else among all, and their stock together."""
        offers = [offer for offer in self.select_children_stockrecords(product) if offer[1] is not None]
        if not product.is_public:
            return PurchaseInfo(self.cheapest(offers), NoLongerSold(), None)
        pieces = [(max(self.pieces(child, record), 0), (child, record)) for child, record in offers]
        in_stock = [offer for count, offer in pieces if count]
        return PurchaseInfo(
            self.cheapest(in_stock or offers), StockRequired(sum(count for count, _offer in pieces)), None
        )

    def cheapest(self, offers):
        """The lowest price of (child, stock record) pairs."""
        prices = [self.pricing_policy(child, record) for child, record in offers]
        return min((price for price in prices if price.exists), key=lambda price: price.incl_tax, default=Unavailable())
