"""Shipping zones, methods and their tables of weights."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from shop.address.models import Regency
from shop.dashboard.fields import KilogramField, RupiahField
from shop.dashboard.languages import InBothLanguages, both
from shop.shipping.models import Zone
from web.fields import WholeNumberField
from web.merging import Merging

WeightBand = get_model("shipping", "WeightBand")
WeightBased = get_model("shipping", "WeightBased")
MAX_DAYS = 60


class ZoneForm(Merging, forms.ModelForm):
    """A zone. A province, or a city listed by itself, belongs to one zone only: the price must be clear."""

    class Meta:
        model = Zone
        fields = ["name", "provinces", "regencies"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provinces"].help_text = _("All cities of these provinces, but for those that another zone lists.")
        self.fields["regencies"].help_text = _("Cities and regencies that do not follow their province.")
        self.fields["regencies"].queryset = Regency.objects.select_related("province")
        self.fields["regencies"].label_from_instance = lambda regency: f"{regency.name} ({regency.province.name})"

    def clean_provinces(self):
        return self.not_elsewhere("provinces")

    def clean_regencies(self):
        return self.not_elsewhere("regencies")

    def not_elsewhere(self, name):
        """What was chosen for `name`. Raises ValidationError naming what another zone has already."""
        chosen = self.cleaned_data[name]
        others = Zone.objects.exclude(pk=self.instance.pk).filter(**{f"{name}__in": chosen})
        taken = others.values_list(f"{name}__name", "name")
        if taken:
            places = ", ".join(f"{place} ({zone})" for place, zone in taken)
            raise forms.ValidationError(_("Already in another zone: %(places)s.") % {"places": places})
        return chosen

    def clean(self):
        data = super().clean()
        if not self.errors and not data["provinces"] and not data["regencies"]:
            raise forms.ValidationError(_("Choose at least one province or city."))
        return data


class WeightBasedForm(Merging, InBothLanguages, forms.ModelForm):
    """A courier's service to one zone."""

    translated = ("name", "description")
    required_in_indonesian = ("name",)

    class Meta:
        model = WeightBased
        fields = ["zone", *both("name", "description"), "days_min", "days_max", "default_weight"]
        field_classes = {"days_min": WholeNumberField, "days_max": WholeNumberField, "default_weight": KilogramField}
        widgets = {name: forms.Textarea(attrs={"rows": 2, "class": "no-widget-init"}) for name in both("description")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].required = True
        self.fields["default_weight"].help_text = _("In kilograms, for a product whose weight is not known.")

    def clean(self):
        data = super().clean()
        days_min, days_max = data.get("days_min"), data.get("days_max")
        if days_min is not None and days_max is not None and days_max < days_min:
            self.add_error("days_max", _("This is less than the days “at least” (%(days)s).") % {"days": days_min})
        elif days_max and days_max > MAX_DAYS:
            self.add_error("days_max", _("That is longer than %(days)s working days.") % {"days": MAX_DAYS})
        return data


class WeightBandForm(Merging, forms.ModelForm):
    """One row of the table: up to so many kilograms, so much."""

    charge = RupiahField(label=_("Charge (Rp)"))

    class Meta:
        model = WeightBand
        fields = ["upper_limit", "charge"]
        field_classes = {"upper_limit": KilogramField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upper_limit"].label = _("Up to (kg)")
        self.fields["upper_limit"].help_text = ""

    def clean_upper_limit(self):
        limit = self.cleaned_data["upper_limit"]
        if limit <= 0:
            raise forms.ValidationError(_("The weight must be more than 0 kg."))
        return limit


class BaseBandFormSet(forms.BaseInlineFormSet):
    """The table of weights of a method: at least one row, no weight twice."""

    def clean(self):
        if any(self.errors):
            return
        rows = [f for f in self.forms if f.cleaned_data.get("upper_limit") and f not in self.deleted_forms]
        if not rows:
            raise forms.ValidationError(_("The table needs at least one weight with its charge."))
        seen = {}
        for form in rows:
            limit = form.cleaned_data["upper_limit"]
            if limit in seen:
                form.add_error("upper_limit", _("This weight is in the table already."))
            seen[limit] = form


BandFormSet = forms.inlineformset_factory(
    WeightBased, WeightBand, form=WeightBandForm, formset=BaseBandFormSet, extra=3, max_num=60, validate_max=True
)
