"""The wording of each mail is editable in both languages."""

from modeltranslation.translator import TranslationOptions, register
from oscar.core.loading import get_model


@register(get_model("communication", "CommunicationEventType"))
class CommunicationEventTypeOptions(TranslationOptions):
    fields = ("email_subject_template", "email_body_template", "email_body_html_template")
    fallback_undefined = dict.fromkeys(fields)
