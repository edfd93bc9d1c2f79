"""What a mail says: the wording that staff wrote for its event and language, else the file template."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateSyntaxError, engines
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from modeltranslation.utils import build_localized_fieldname
from oscar.core.loading import get_model

from shop.communication.events import EVENTS
from shop.policies.contact import written
from shop.policies.models import PolicyFacts
from web.addresses import absolute
from web.formats import isolated
from web.plaintext import plain_text

logger = logging.getLogger(__name__)
FIELDS = {
    "subject.txt": "email_subject_template",
    "body.html": "email_body_html_template",
    "body.txt": "email_body_template",
}


def compose(mail):
    """The message for a row of the outbox, in its language, or None where it is no longer needed."""
    with translation.override(mail.language):
        values = EVENTS[mail.event_code].values(mail.about)
        if values is None:
            return None
        facts = PolicyFacts.current()
        subject, text, html = render(mail.event_code, mail.language, values, facts)
    headers = {"Message-ID": f"<{mail.uuid}@{message_domain()}>", "Auto-Submitted": "auto-generated"}
    if "unsubscribe_url" in values:
        headers["List-Unsubscribe"] = f"<{values['unsubscribe_url']}>"
    to = [values.get("recipient", mail.recipient)]
    message = EmailMultiAlternatives(subject, text, to=to, reply_to=[facts.email], headers=headers)
    message.attach_alternative(html, "text/html")
    for name, content, content_type in EVENTS[mail.event_code].files(mail.about):
        message.attach(name, content, content_type)
    return message


def render(event_code, language, values, facts, event=None):
    """Subject, text and HTML for an event; call it with `language` active.

    The wording is that of `event`, a row that need not be saved, else of the row that is kept.
    """
    if event is None:
        event = get_model("communication", "CommunicationEventType").objects.filter(code=event_code).first()
    wording = {
        part: event and getattr(event, build_localized_fieldname(name, language)) for part, name in FIELDS.items()
    }
    values = values | {"shop_name": settings.OSCAR_SHOP_NAME}
    if "name" in values:
        values["name"] = isolated(values["name"])
    subject = " ".join(_part(event_code, wording, "subject.txt", values, escape=False).split())
    frame = {
        "language": language,
        "subject": subject,
        "shop_name": settings.OSCAR_SHOP_NAME,
        "home_url": absolute("/" if language == settings.LANGUAGE_CODE else f"/{language}/"),
        "phone": written(facts.phone),
        "email": facts.email,
    }
    body = mark_safe(_part(event_code, wording, "body.html", values))  # noqa: S308  rendered with escaping
    html = render_to_string("mail/layout.html", frame | {"body": body})
    text = _written(event_code, wording, "body.txt", values, escape=False) or plain_text(body)
    return subject, render_to_string("mail/layout.txt", frame | {"body": mark_safe(text)}), html  # noqa: S308


def message_domain():
    """The domain of the sender, which names our messages."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")


def _part(event_code, wording, part, values, escape=True):
    """One part of a mail. Wording that cannot be rendered is passed over: the customer gets the file's instead."""
    written = _written(event_code, wording, part, values, escape)
    return written or _print(get_template(f"mail/{event_code.lower()}/{part}"), values, escape)


def _written(event_code, wording, part, values, escape):
    """What staff wrote for this part, with the values; empty where there is nothing usable."""
    source = wording[part]
    try:
        return _print(engines["django"].from_string(source), values, escape) if source else ""
    except TemplateSyntaxError:
        logger.exception("The wording of %s cannot be used: %s", event_code, part)
        return ""


def _print(template, values, escape):
    return template.template.render(Context(values, autoescape=escape))
