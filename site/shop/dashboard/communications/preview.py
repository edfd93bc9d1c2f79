"""How a mail will look: rendered by the code that sends it, with example values."""

from django.conf import settings
from django.utils import translation

from shop.communication.letters import render
from shop.dashboard.communications.placeholders import placeholders
from shop.policies.models import PolicyFacts


def example(event_code, language, event=None):
    """Subject, text and HTML of the mail with the wording of `event`, which need not be saved, else of what is kept."""
    with translation.override(language):
        return render(event_code, language, placeholders(event_code), PolicyFacts.current(), event)


def examples(event):
    """The mail in each language: language name, subject, text, html."""
    return [
        {"code": code, "language": name}
        | dict(zip(("subject", "text", "html"), example(event.code, code, event), strict=True))
        for code, name in settings.LANGUAGES
    ]
