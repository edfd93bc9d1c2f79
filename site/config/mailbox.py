"""The demonstration's mail: kept as files, read at /dev/mail/. Production has neither."""

import email
import email.policy
import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

SHOWN = 200  # mails
KEY = re.compile(r"[0-9]{20}-[0-9a-f]{8}")


class EmailBackend(BaseEmailBackend):
    """Writes each mail to a file of its own in settings.MAILBOX_DIR; a reader never sees half of one."""

    def send_messages(self, email_messages):
        settings.MAILBOX_DIR.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = settings.MAILBOX_DIR / f"{time.time_ns():020d}-{secrets.token_hex(4)}.eml"
            unfinished = path.with_suffix(".unfinished")
            unfinished.write_bytes(message.message().as_bytes(linesep="\r\n"))
            unfinished.rename(path)
        return len(email_messages)


@dataclass(frozen=True)
class Mail:
    """One mail as the mailbox shows it."""

    key: str
    message: email.message.EmailMessage

    def __getattr__(self, name):
        """The header of that name: `mail.subject`, `mail.to`."""
        return str(self.message.get(name, ""))

    @property
    def sent(self) -> datetime | None:
        if not self.message["date"]:
            return None
        sent = parsedate_to_datetime(self.message["date"])
        return sent if sent.tzinfo else sent.replace(tzinfo=UTC)  # "-0000" is UTC that names no zone

    @property
    def text(self):
        return self._body("plain")

    @property
    def html(self):
        return self._body("html")

    @property
    def attachments(self):
        return [(part.get_filename(""), part.get_content_type()) for part in self.message.iter_attachments()]

    def _body(self, kind):
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content() if part else ""


def latest_mails():
    """The mails in the mailbox, newest first."""
    paths = sorted(settings.MAILBOX_DIR.glob("*.eml"), reverse=True)[:SHOWN]
    return [_read(path) for path in paths]


def _read(path):
    return Mail(path.stem, email.message_from_bytes(path.read_bytes(), policy=email.policy.default))


def _mail_or_404(key):
    path = settings.MAILBOX_DIR / f"{key}.eml"
    if not KEY.fullmatch(key) or not path.is_file():
        raise Http404("There is no such mail.")
    return _read(path)


@require_safe
def mailbox(request):
    return render(request, "config/mailbox.html", {"mails": latest_mails()})


@require_safe
def mail(request, key):
    return render(request, "config/mail.html", {"mail": _mail_or_404(key)})


@require_safe
@xframe_options_sameorigin
def mail_html(request, key):
    """The HTML of a mail for the frame that shows it, where no script of it may run."""
    response = HttpResponse(_mail_or_404(key).html)
    response["Content-Security-Policy"] = "sandbox allow-popups; script-src 'none'; form-action 'none'"
    return response


@require_safe
def mail_file(request, key, number):
    """An attachment, to be downloaded."""
    parts = list(_mail_or_404(key).message.iter_attachments())
    if number >= len(parts):
        raise Http404("There is no such attachment.")
    part = parts[number]
    content = part.get_content()
    response = HttpResponse(content, content_type=part.get_content_type())
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{(part.get_filename() or "file").replace(chr(34), "")}"'
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
