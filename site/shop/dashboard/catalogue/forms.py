"""The catalogue's forms: both languages, whole rupiah, weights and warranties."""

from decimal import ROUND_HALF_UP

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms as oscar
from oscar.core.loading import get_model
from treebeard.forms import movenodeform_factory

from shop.dashboard.catalogue.stock_forms import StockRecordForm  # noqa: F401  found by Oscar
from shop.dashboard.catalogue.uploads import PictureUpload
from shop.dashboard.fields import PriceField, RupiahField
from shop.dashboard.languages import InBothLanguages, both
from web.fields import WholeNumberField
from web.formats import rupiah
from web.merging import Merging

StockRecord = get_model("partner", "StockRecord")
MAX_WEIGHT_G = 2_000_000
MAX_WARRANTY_MONTHS = 240
SEO_FIELDS = both("slug", "meta_title", "meta_description")
PLAIN_TEXT = {"class": "no-widget-init", "rows": 3}


class WithSlugs(InBothLanguages):
    """A form whose addresses are made from the title or name of each language where they are left empty."""

    seo_fields = SEO_FIELDS
    slug_source = "title"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in both("slug"):
            if name in self.fields:
                self.fields[name].help_text = _("Left empty, it is made from the text in the same language.")

    def clean(self):
        cleaned_data = super().clean()
        self.fill_slugs(self.slug_source)
        return self.cleaned_data if cleaned_data is None else cleaned_data

    def primary_rows(self):
        """What is drawn first: everything but addresses, texts for search engines and attributes."""
        return self.rows([f for f in self.primary_form_fields() if not f.name.startswith("attr_")])

    def seo_rows(self):
        return self.rows(self.seo_form_fields())


class ProductForm(Merging, WithSlugs, oscar.ProductForm):
    """A product, or a variant that inherits what it leaves empty."""

    translated = ("title", "description", "warranty_terms", "slug", "meta_title", "meta_description")
    required_in_indonesian = ("title",)
    inherited = ("brand", "weight_g", "warranty_months", *both("title", "warranty_terms"))

    class Meta(oscar.ProductForm.Meta):
        fields = [
            *both("title"),
            "upc",
            "brand",
            *both("description"),
            "weight_g",
            "warranty_months",
            *both("warranty_terms"),
            "stock_is_counted",
            "is_public",
            "is_discountable",
            "structure",
            *SEO_FIELDS,
        ]
        field_classes = dict.fromkeys(("weight_g", "warranty_months"), WholeNumberField)
        widgets = {"structure": forms.HiddenInput()} | {
            name: forms.Textarea(attrs=PLAIN_TEXT) for name in both("warranty_terms", "meta_description")
        }

    def __init__(self, product_class, *args, parent=None, **kwargs):
        super().__init__(product_class, *args, parent=parent, **kwargs)
        self.product_class = product_class
        if parent:
            self.offer_to_inherit(parent)

    def delete_non_child_fields(self):
        for name in (*both("description"), "is_discountable"):
            del self.fields[name]

    def offer_to_inherit(self, parent):
        """Say beside each field that a variant may leave empty what it then has from `parent`."""
        for name in self.inherited:
            field = self.fields[name]
            field.required = False
            field.widget.attrs["placeholder"] = getattr(parent, name) or ""
            field.help_text = _("Left empty, it is as on the product that this is a variant of.")

    def clean_weight_g(self):
        weight_g = self.cleaned_data["weight_g"]
        if weight_g and weight_g > MAX_WEIGHT_G:
            raise forms.ValidationError(_("That is more than two tonnes. The weight is in grams: 1500 for 1.5 kg."))
        if weight_g or not self.product_class.requires_shipping or self.instance.is_parent:
            return weight_g
        if weight_g is None and self.instance.is_child and self.instance.parent.weight_g:
            return weight_g
        raise forms.ValidationError(_("The delivery is priced by weight. Type it in grams, packaging included."))

    def clean_warranty_months(self):
        months = self.cleaned_data["warranty_months"]
        if months and months > MAX_WARRANTY_MONTHS:
            raise forms.ValidationError(_("That is more than twenty years. The warranty is in months."))
        return months


CategoryNodeForm = movenodeform_factory(
    oscar.Category,
    fields=[*both("name", "description"), "image", "is_public", "exclude_from_menu", *SEO_FIELDS],
    exclude=["ancestors_are_public"],
    widgets={name: forms.Textarea(attrs=PLAIN_TEXT) for name in both("meta_description")},
)


class CategoryForm(Merging, WithSlugs, oscar.SEOFormMixin, CategoryNodeForm):
    """A category in both languages and its place in the tree."""

    translated = ("name", "description", "slug", "meta_title", "meta_description")
    required_in_indonesian = ("name",)
    slug_source = "name"

    image = PictureUpload(label=_("Image"), required=False)


class ProductSearchForm(oscar.ProductSearchForm):
    """Oscar's search, which also finds what still lacks English."""

    ENGLISH = [("", _("All")), ("missing", _("English is missing"))]

    title = None
    text = forms.CharField(max_length=255, required=False, label=_("Title"))
    english = forms.ChoiceField(label=_("Translation"), choices=ENGLISH, required=False)


class ProductImageForm(oscar.ProductImageForm):
    """A picture. Its alternative text is the product's title."""

    original = PictureUpload(label=_("Picture"))

    class Meta(oscar.ProductImageForm.Meta):
        fields = ["product", "original", "display_order"]


class ProductClassForm(InBothLanguages, oscar.ProductClassForm):
    translated = required_in_indonesian = ("name",)

    class Meta(oscar.ProductClassForm.Meta):
        fields = [*both("name"), "requires_shipping", "track_stock", "options"]


class ProductAttributesForm(InBothLanguages, oscar.ProductAttributesForm):
    """A specification of all products of a type; its code is made from the Indonesian name."""

    translated = required_in_indonesian = ("name",)

    class Meta(oscar.ProductAttributesForm.Meta):
        fields = [*both("name"), "code", "type", "option_group", "required"]

    def clean_code(self):
        return self.cleaned_data.get("code") or oscar.slugify(self.cleaned_data.get("name_ind") or "").replace("-", "_")


class AttributeOptionForm(InBothLanguages, oscar.AttributeOptionForm):
    translated = required_in_indonesian = ("option",)

    class Meta(oscar.AttributeOptionForm.Meta):
        fields = both("option")


class SetProductPriceForm(oscar.SetProductPriceForm):
    """The price of many products at once, in whole rupiah."""

    new_price = PriceField(label=_("New price"), required=False, help_text=_("Every chosen product gets this price."))
    increase_by_amount = RupiahField(
        label=_("Increase by amount"),
        required=False,
        min_value=-9_999_999_999,
        help_text=_("Rupiah added to each price; a negative amount lowers it, to at least Rp1."),
    )
    increase_by_percentage = forms.DecimalField(
        label=_("Increase by percentage"),
        required=False,
        decimal_places=2,
        min_value=-100,
        max_value=1000,
        help_text=_("10 makes Rp11.000 of Rp10.000, -10 makes Rp9.000. The result is rounded to whole rupiah."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            if name.startswith("price_"):
                self.fields[name] = PriceField(label="", required=False)

    def clean(self):
        cleaned_data = super().clean()
        for name in ("increase_by_amount", "increase_by_percentage"):
            if cleaned_data.get(name) is not None:
                self.refuse_to_give_away(name)
        return cleaned_data

    def refuse_to_give_away(self, name):
        """Refuse the whole change where it makes a product cost less than Rp1, and name the product."""
        prices, change = self.get_specific_prices(), self.cleaned_data[name]
        chosen = self.cleaned_data.get("selected_products") or ()
        records = StockRecord.objects.filter(product__in=chosen, partner__in=self.cleaned_data.get("partners") or ())
        for record in records.exclude(product__in=prices).select_related("product__parent").order_by("pk"):
            new = record.price + change if name == "increase_by_amount" else record.price * (1 + change / 100)
            if new.quantize(1, ROUND_HALF_UP) < 1:
                words = {"product": record.product.get_title(), "price": rupiah(record.price)}
                self.add_error(name, _("“%(product)s” costs %(price)s; it would cost less than Rp1.") % words)
                return
