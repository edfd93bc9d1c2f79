"""How a mail will look: rendered by the code that sends it, with example values."""

from django.conf import settings
from django.db import transaction
from django.utils import translation

from shop.communication.letters import render
from shop.dashboard.communications.placeholders import placeholders
from shop.policies.models import PolicyFacts


def example(event_code, language):
    """Subject, text and HTML of the mail with the wording that is saved."""
    with translation.override(language):
        return render(event_code, language, placeholders(event_code), PolicyFacts.current())


def examples(event_code):
    """The mail in each language: language name, subject, text, html."""
    return [
        {"code": code, "language": name}
        | dict(zip(("subject", "text", "html"), example(event_code, code), strict=True))
        for code, name in settings.LANGUAGES
    ]


def examples_if_saved(form, event_code):
    """The mail as the valid `form` would make it. Nothing is kept."""
    with transaction.atomic():
        form.save()
        mails = examples(event_code)
        transaction.set_rollback(True)
    return mails
