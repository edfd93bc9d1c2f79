"""How editors pick products and categories in the CMS: a list with a search field, like pages and pictures."""

from django import forms
from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock


class WordsForm(BaseFilterForm):
    """The search field of a chooser; the fields that it looks into are the viewset's."""

    fields_to_search = ()
    q = forms.CharField(
        label=_("Search term"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects):
        objects = super().filter(objects)
        for word in self.cleaned_data.get("q", "").split():
            self.is_searching = True
            self.search_query = self.cleaned_data["q"]
            wanted = Q()
            for field in self.fields_to_search:
                wanted |= Q(**{f"{field}__icontains": word})
            objects = objects.filter(wanted)
        return objects


class ProductWordsForm(WordsForm):
    fields_to_search = ("title_ind", "title_en", "upc", "brand")


class CategoryWordsForm(WordsForm):
    fields_to_search = ("name_ind", "name_en")


class _ProductRows:
    filter_form_class = ProductWordsForm
    ordering = "title_ind"

    def get_object_list(self):
        return self.model_class.objects.browsable().filter(is_public=True)

    @property
    def columns(self):
        return [*super().columns, Column("brand", label=_("Brand")), Column("upc", label=_("Code"))]


class _CategoryRows:
    filter_form_class = CategoryWordsForm
    ordering = "path"


class ChooseProduct(_ProductRows, ChooseView):
    pass


class ChooseProductResults(_ProductRows, ChooseResultsView):
    pass


class ChooseCategory(_CategoryRows, ChooseView):
    pass


class ChooseCategoryResults(_CategoryRows, ChooseResultsView):
    pass


class Chosen(ChosenView):
    def get_object(self, pk):
        """The object; 404 for a key that is no number."""
        if not is_key(pk):
            raise Http404
        return super().get_object(pk)


class ChosenMultiple(ChosenMultipleView):
    def get_objects(self, pks):
        return super().get_objects([pk for pk in pks if is_key(pk)])


def is_key(text):
    """Whether the text is a number that a database counts up to."""
    return text.isascii() and text.isdigit() and len(text) <= 18


class CatalogueChooser(ChooserViewSet):
    """The chooser of something in the catalogue."""

    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple


product_chooser = CatalogueChooser(
    "catalogue_product",
    model="catalogue.Product",
    icon="tag",
    choose_one_text=_("Choose a product"),
    choose_another_text=_("Choose another product"),
    choose_view_class=ChooseProduct,
    choose_results_view_class=ChooseProductResults,
)
category_chooser = CatalogueChooser(
    "catalogue_category",
    model="catalogue.Category",
    icon="folder-open-inverse",
    choose_one_text=_("Choose a category"),
    choose_another_text=_("Choose another category"),
    choose_view_class=ChooseCategory,
    choose_results_view_class=ChooseCategoryResults,
)


class CatalogueChooserBlock(ChooserBlock):
    """Something of the catalogue in a page; the same in every language, so that translators are not asked for it."""

    chooser = None  # the viewset that editors choose with

    @cached_property
    def widget(self):
        return self.chooser.widget_class()

    def get_translatable_segments(self, value):
        return []


class ProductChooserBlock(CatalogueChooserBlock):
    """A product."""

    target_model = "catalogue.Product"
    chooser = product_chooser

    class Meta:
        icon = "tag"


class CategoryChooserBlock(CatalogueChooserBlock):
    """A category."""

    target_model = "catalogue.Category"
    chooser = category_chooser

    class Meta:
        icon = "folder-open-inverse"
