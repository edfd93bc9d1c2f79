"""Stock and price of a product: two people, or a person and an order, never overwrite each other."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms as oscar
from oscar.core.loading import get_model

from shop.dashboard.fields import PriceField
from shop.dashboard.rights import CHANGE_STOCK
from web.fields import WholeNumberField
from web.merging import Merging

Partner = get_model("partner", "Partner")
MAX_PIECES = 1_000_000
StockRecord = get_model("partner", "StockRecord")


def warehouse():
    """The shop's own stock, the only partner of a shop that sells for itself; made when it is first needed."""
    return Partner.objects.order_by("pk").first() or Partner.objects.create(name=settings.OSCAR_SHOP_NAME)


class StockRecordForm(Merging, oscar.StockRecordForm):
    """Price, SKU and stock. What is held for orders (allocated) is shown and never written.

    The stock figure is saved only where it was typed anew, and only if it is still what the person saw
    (`seen_in_stock`): the rows are locked from `clean` to the end of the view's transaction.
    """

    unmerged = ("num_in_stock", "seen_in_stock")

    price = PriceField(label=_("Price including PPN (Rp)"))
    seen_in_stock = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta(oscar.StockRecordForm.Meta):
        fields = ["partner", "partner_sku", "price", "num_in_stock", "low_stock_threshold"]
        field_classes = dict.fromkeys(("num_in_stock", "low_stock_threshold"), WholeNumberField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].required = False
        self.fields["partner"].widget = forms.HiddenInput()
        self.fields["partner_sku"].label = _("SKU")
        self.fields["seen_in_stock"].initial = self.instance.num_in_stock
        if not self.user.has_perm(CHANGE_STOCK):
            self._keep_stock_as_it_is()

    def _keep_stock_as_it_is(self):
        """Show the figures to somebody who may change the price alone; what is sent for them is not read."""
        for name in ("num_in_stock", "seen_in_stock", "low_stock_threshold"):
            if field := self.fields.get(name):
                field.disabled, field.required = True, False

    @property
    def stock_was_typed(self):
        """Whether the person changed the figure that was shown."""
        return self.cleaned_data.get("num_in_stock") != self.cleaned_data.get("seen_in_stock")

    def clean_partner(self):
        return self.cleaned_data["partner"] or (self.instance.partner if self.instance.pk else warehouse())

    def clean_partner_sku(self):
        """The SKU, if no other product has it."""
        sku, partner = self.cleaned_data["partner_sku"], self.cleaned_data.get("partner")
        others = StockRecord.objects.filter(partner=partner, partner_sku=sku).exclude(pk=self.instance.pk)
        other = others.select_related("product__parent").first()
        if other:
            message = _("“%(product)s” has the SKU %(sku)s. Every product needs one of its own.")
            raise forms.ValidationError(message % {"product": other.product.get_title(), "sku": sku})
        return sku

    def clean_num_in_stock(self):
        pieces = self.cleaned_data["num_in_stock"]
        if pieces and pieces > MAX_PIECES:
            raise forms.ValidationError(_("That is more than a million pieces."))
        return pieces

    def clean(self):
        cleaned_data = super().clean()
        if self.instance.pk and "num_in_stock" in cleaned_data:
            self.current_stock = StockRecord.objects.select_for_update().get(pk=self.instance.pk).num_in_stock
            if self.stock_was_typed and cleaned_data["seen_in_stock"] != self.current_stock:
                self.refuse_stale_stock()
        return cleaned_data

    def refuse_stale_stock(self):
        """Say what the stock is now; the next attempt starts from there."""
        message = _(
            "While you were editing, the stock changed from %(seen)s to %(now)s (an order was shipped, or a colleague "
            "counted). Your %(typed)s was not saved: check it and save again."
        )
        seen, typed = self.cleaned_data["seen_in_stock"], self.cleaned_data["num_in_stock"]
        self.add_error("num_in_stock", message % {"seen": seen, "now": self.current_stock, "typed": typed})
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_in_stock")] = self.current_stock

    def save(self, commit=True):
        if not self.instance.pk:
            return super().save(commit)
        fields = set(self.changed_data) & {f.name for f in StockRecord._meta.fields}
        if not self.stock_was_typed and "num_in_stock" in self.cleaned_data:
            self.instance.num_in_stock = self.current_stock
            fields.discard("num_in_stock")
        if fields:
            self.instance.save(update_fields=[*fields, "date_updated"])
        return self.instance
