"""What of the catalogue is written in both languages."""

from modeltranslation.translator import TranslationOptions, register
from oscar.core.loading import get_model

for label, names in {
    "Product": ("title", "slug", "description", "warranty_terms", "meta_title", "meta_description"),
    "Category": ("name", "slug", "description", "meta_title", "meta_description"),
    "ProductClass": ("name",),
    "ProductAttribute": ("name",),
    "AttributeOption": ("option",),
}.items():
    register(get_model("catalogue", label))(type(f"{label}Options", (TranslationOptions,), {"fields": names}))
