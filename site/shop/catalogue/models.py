"""Oscar's catalogue with a brand, a weight and a warranty on each product."""

import re

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from modeltranslation.utils import build_localized_fieldname
from oscar.apps.catalogue.abstract_models import AbstractCategory, AbstractProduct, AbstractProductImage
from oscar.core.loading import get_class
from oscar.models.fields.slugfield import SlugField
from oscar.utils.models import get_image_upload_path
from pictures.models import PictureField

from shop.catalogue.pictures import tile_picture
from shop.catalogue.querysets import ProductQuerySet


def fill_slugs(instance, source):
    """Give `instance` a slug in each language in which its field `source` has a text and the slug is still empty."""
    for code, _name in settings.LANGUAGES:
        slug, text = (build_localized_fieldname(field, code) for field in ("slug", source))
        if not getattr(instance, slug) and getattr(instance, text):
            setattr(instance, slug, slugify(getattr(instance, text))[:255])


class Category(AbstractCategory):
    """A category, whose address is its own slug and key: no query is needed to link to it, in either language."""

    def get_full_slug(self, parent_slug=None):
        return self.slug

    def save(self, *args, **kwargs):
        fill_slugs(self, "name")
        if self.image and not self.image._committed:  # a new upload
            self.image = tile_picture(self.image)
        super().save(*args, **kwargs)


class Product(index.Indexed, AbstractProduct):
    """A machine, a tool or a part. A variant (child) takes from its parent what it leaves empty."""

    slug = SlugField(_("Slug"), max_length=255, unique=False)
    brand = models.CharField(_("Brand"), max_length=64, blank=True, db_index=True)
    weight_g = models.PositiveIntegerField(_("Shipping weight (grams)"), null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField(
        _("Warranty (months)"), null=True, blank=True, help_text=_("0 means none. Empty on a variant: as its parent.")
    )
    warranty_terms = models.TextField(_("Warranty terms"), blank=True)
    stock_is_counted = models.BooleanField(
        _("Stock is counted"),
        default=False,
        help_text=_("The stock figure is exact: an order of such products needs no check by hand before its invoice."),
    )

    objects = ProductQuerySet.as_manager()

    search_fields = [
        index.SearchField("title_ind", boost=3),
        index.SearchField("title_en", boost=3),
        index.SearchField("brand", boost=2),
        index.SearchField("upc", boost=2),
        index.SearchField("description_ind"),
        index.SearchField("description_en"),
        index.SearchField("search_extra"),
        index.AutocompleteField("title_ind"),
        index.AutocompleteField("title_en"),
        index.AutocompleteField("brand"),
        index.AutocompleteField("upc"),
        index.AutocompleteField("search_extra"),
        index.FilterField("is_public"),
        index.FilterField("structure"),
    ]

    @property
    def family(self):
        """The product that has a page: the parent of a variant, else the product itself."""
        return self.parent if self.is_child else self

    @cached_property
    def purchase_info(self):
        """Price, availability and stock record, the same for everybody; kept for the life of this object."""
        return get_class("partner.strategy", "Selector")().strategy().fetch_for_product(self)

    @property
    def first_picture(self):
        """The picture that stands for the product, or None; no query where `images` are prefetched."""
        return next(iter(self.images.all()), None)

    def save(self, *args, **kwargs):
        fill_slugs(self, "title")
        super().save(*args, **kwargs)

    def get_public_children(self):
        """The variants that are sold; no query where `children` are prefetched."""
        if "children" in getattr(self, "_prefetched_objects_cache", {}):
            return [child for child in self.children.all() if child.is_public]
        return super().get_public_children()

    def own_or_parents(self, field):
        """The value of `field`, or the parent's where a variant leaves it empty."""
        value = getattr(self, field)
        return getattr(self.parent, field) if value in (None, "") and self.is_child else value

    @classmethod
    def get_indexed_objects(cls):
        """Families only: a variant is found through its parent."""
        return super().get_indexed_objects().filter(parent=None)

    def get_indexed_instance(self):
        return self.family

    def search_extra(self):
        """Codes and titles of the variants, which have no page, and each code in parts: GWS 750 beside GWS-750."""
        variants = list(self.children.all()) if self.is_parent else []
        codes = [product.upc for product in (self, *variants) if product.upc]
        titles = [title for product in variants for title in (product.title_ind, product.title_en) if title]
        return " ".join([*codes, *(re.sub(r"\W+", " ", code) for code in codes), *titles])


class ProductImage(AbstractProductImage):
    """A picture that is served as AVIF and WebP in several widths."""

    original = PictureField(
        _("Original"),
        upload_to=get_image_upload_path,
        max_length=255,
        aspect_ratios=["1/1"],
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)


from oscar.apps.catalogue.models import *  # noqa: E402, F403
