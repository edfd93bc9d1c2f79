"""What an order has cost, what came in, and what must go back: whole rupiah, read from the rows every time."""

from dataclasses import dataclass

from django.db.models import Case, DecimalField, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from shop.invoices.models import Document
from shop.order.lifecycle import UNSOLD


@dataclass(frozen=True)
class Balance:
    """The money of one order. `charged` is what its invoices ask for, less their credit notes."""

    charged: int
    received: int
    returned: int  # refunds, paid or due

    @property
    def kept(self):
        """What the shop keeps of the money that came."""
        return self.received - self.returned

    @property
    def due(self):
        """What is still to be paid."""
        return max(self.charged - self.kept, 0)

    @property
    def too_much(self):
        """What came beyond what was asked for, and is not a refund yet."""
        return max(self.kept - self.charged, 0)

    @property
    def is_settled(self):
        """Whether all that was asked for is there."""
        return self.charged > 0 and not self.due


def with_net(orders):
    """A queryset of orders, each with `net_total`: what it costs in the end, its total less its credit notes.

    What ended without a sale costs nothing.
    """
    notes = Document.objects.filter(order=OuterRef("pk"), kind=Document.Kind.CREDIT_NOTE).order_by()
    credited = notes.values("order").annotate(credited=Sum("total")).values("credited")
    sold = F("total_incl_tax") - Coalesce(Subquery(credited), 0, output_field=DecimalField())
    return orders.annotate(
        net_total=Case(When(status__in=UNSOLD, then=Value(0)), default=sold, output_field=DecimalField())
    )


def is_paid_early(order):
    """Whether all that a locked order costs came before its invoice."""
    return bool(order.total_incl_tax) and balance(order).kept >= order.total_incl_tax


def balance(order):
    """The balance of `order`: three queries, or none where the rows are prefetched."""
    documents = order.documents.all()
    return Balance(
        charged=sum(int(row.total) * (1 if row.kind == Document.Kind.INVOICE else -1) for row in documents),
        received=sum(int(row.amount) for row in order.payments.all()),
        returned=sum(int(row.amount) for row in order.refunds.all()),
    )
