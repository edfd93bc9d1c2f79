"""Oscar's basket, which loads its lines in a fixed number of queries and remembers products that are gone."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from shop.partner.tax import split


class Basket(AbstractBasket):
    """A visitor's basket. Offers and vouchers are not applied: a price is what the product page says."""

    def all_lines(self):
        """The lines with all that a page shows of them, kept for the request; six queries however many they are."""
        if self.pk is None:
            return self.lines.model.objects.none()
        if self._lines is None:
            self._lines = (
                self.lines.select_related(
                    "product__product_class", "product__parent__product_class", "stockrecord__partner"
                )
                .prefetch_related("attributes", "product__stockrecords", "product__images", "product__parent__images")
                .order_by("pk")
            )
        return self._lines

    @property
    def num_lines(self):
        """How many lines there are, without a query once they are loaded."""
        return len(self.all_lines())


class Line(AbstractLine):
    """A product and how many of it. `price_incl_tax` is the price that the shopper saw last."""

    @property
    def line_price_excl_tax(self):
        """The PPN base of the whole line: rounding happens once per line, never per piece."""
        total = self.line_price_incl_tax
        return None if total is None else split(total)[0]


class LostLine(models.Model):
    """A line whose product was deleted from the catalogue: the shopper is told what is missing."""

    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="lost_lines", verbose_name=_("Basket"))
    title_ind = models.CharField(_("Title (Indonesian)"), max_length=255)
    title_en = models.CharField(_("Title (English)"), max_length=255)
    quantity = models.PositiveIntegerField(_("Quantity"))

    class Meta:
        verbose_name = _("Lost line")
        verbose_name_plural = _("Lost lines")

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The product's name in the active language, else in the shop's own."""
        return (self.title_en if get_language() == "en" else "") or self.title_ind


from oscar.apps.basket.models import *  # noqa: E402, F403
