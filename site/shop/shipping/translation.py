from modeltranslation.translator import TranslationOptions, register
from oscar.core.loading import get_model


@register(get_model("shipping", "WeightBased"))
class WeightBasedOptions(TranslationOptions):
    fields = ("name", "description")
