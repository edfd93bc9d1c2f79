"""Choosing a product in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class ProductChooserViewSet(ChooserViewSet):
    """Products that can have a page of their own: variants are chosen through their family."""

    model = "catalogue.Product"
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    edit_item_text = _("Edit this product")
    per_page = 20
    register_widget = False


product_chooser = ProductChooserViewSet("choose_product", url_prefix="choose-product")


class ProductChooserBlock(product_chooser.base_block_class):
    """A product in an answer; the same one in every language, so translators are not asked for it."""

    target_model = "catalogue.Product"
    widget = product_chooser.widget_class()

    class Meta:
        icon = "tag"

    def get_translatable_segments(self, value):
        return []
