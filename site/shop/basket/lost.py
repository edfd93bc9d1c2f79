"""A product is deleted from the catalogue while it is in baskets: their owners are told what is missing.

The deletion may start anywhere (dashboard, command, a whole partner) and reaches the lines through the database's own
rules, so a signal is the only place that sees every one of them.
"""

from django.contrib.auth import get_user_model
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from shop.basket.models import Basket, Line, LostLine


@receiver(pre_delete, sender=Line)
def remember(sender, instance, origin, using, **kwargs):
    """Keep the title of a line that goes because its product or stock record goes."""
    started_by = getattr(origin, "model", None) or type(origin)
    if started_by in (Line, Basket, get_user_model()) or instance.basket.status != Basket.OPEN:
        return
    family = instance.product.family
    LostLine.objects.using(using).create(
        basket=instance.basket,
        title_ind=instance.product.title_ind or family.title_ind,
        title_en=instance.product.title_en or family.title_en or "",
        quantity=instance.quantity,
    )
