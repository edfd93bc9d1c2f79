"""Requests to be told when a product is back: made by members and guests, answered once, then closed (promise 6)."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task
from oscar.core.loading import get_class, get_model

from shop.communication import outbox

ProductAlert = get_model("customer", "ProductAlert")
Product = get_model("catalogue", "Product")
StockRecord = get_model("partner", "StockRecord")


def ask(product, language, *, user=None, email=""):
    """Remember that this member, or this address, wants to be told. Asking twice is the same as asking once."""
    waiting = {"user": user} if user else {"user": None, "email__iexact": email}
    if ProductAlert.objects.filter(product=product, status=ProductAlert.ACTIVE, **waiting).exists():
        return
    try:
        with transaction.atomic():
            values = {"user": user, "email": "" if user else email, "date_confirmed": timezone.now()}
            ProductAlert.objects.create(product=product, language=language, **values)
    except IntegrityError:  # the same request, at the same moment
        return


def stop(alert):
    """Cancel this request and every other active one of the same person; return how many there were."""
    same = Q(user=alert.user) if alert.user_id else Q(user=None, email__iexact=alert.email)
    active = ProductAlert.objects.filter(same, status=ProductAlert.ACTIVE)
    return active.update(status=ProductAlert.CANCELLED, date_cancelled=timezone.now())


def stock_changed(product):
    """There may be stock again: let the worker look, if somebody waits for `product` or its family."""
    if waiting_for(product).exists():
        tell_waiting.enqueue(product.pk)


def waiting_for(product):
    """The active requests that the return of `product` answers: for itself, and for its family."""
    answered = {product.pk, product.parent_id or product.pk}
    return ProductAlert.objects.filter(status=ProductAlert.ACTIVE, product__in=answered)


@task()
def tell_waiting(product_id):
    """Owe the mail to everybody who waits for the product, if it can be bought, and close their requests.

    Locks the requests, so that each is answered once whoever else looks at the same moment.
    """
    product = Product.objects.filter(pk=product_id, is_public=True).first()
    if product is None or not is_back(product):
        return
    with transaction.atomic():
        for alert in waiting_for(product).select_for_update(of=("self",)).select_related("user"):
            _answer(alert)


def _answer(alert):
    outbox.enqueue(
        "PRODUCT_ALERT",
        recipient=alert.get_email_address(),
        language=alert.language,
        once=f"PRODUCT_ALERT:{alert.pk}",
        alert=alert.pk,
    )
    alert.close()


def is_back(product):
    """Whether the product can be bought now."""
    offer = get_class("partner.strategy", "Selector")().strategy().fetch_for_product(product)
    return offer.availability.is_available_to_buy


def sweep():
    """Answer for products that came back without anybody saying so, for example by an import; the worker's to call."""
    free = F("num_in_stock") - Coalesce(F("num_allocated"), 0)
    own = StockRecord.objects.alias(free=free).filter(free__gt=0)
    of_child = own.filter(product__parent=OuterRef("product_id"))
    waiting = ProductAlert.objects.filter(
        Exists(own.filter(product=OuterRef("product_id"))) | Exists(of_child), status=ProductAlert.ACTIVE
    )
    for product_id in set(waiting.values_list("product_id", flat=True)):
        tell_waiting.call(product_id)
