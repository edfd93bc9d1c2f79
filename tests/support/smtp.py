"""A real SMTP server for one test."""

import email
import email.policy

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class _Inbox(Message):
    def __init__(self):
        super().__init__()
        self.messages = []

    def prepare_message(self, session, envelope):
        message = email.message_from_bytes(envelope.content.replace(b"\r\n", b"\n"), policy=email.policy.default)
        message["X-RcptTo"] = ", ".join(envelope.rcpt_tos)
        return message

    def handle_message(self, message):
        self.messages.append(message)


class _AnyPortController(Controller):
    def _trigger_server(self):
        """Learn which free port the system gave, before the controller tries the server out."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class SmtpServer:
    """Listens on a free port of 127.0.0.1 while its `with` block runs."""

    host = "127.0.0.1"

    def __enter__(self):
        self._inbox = _Inbox()
        self._controller = _AnyPortController(self._inbox, hostname=self.host, port=0)
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(self, *exc_info):
        self._controller.stop()

    @property
    def messages(self):
        """The mails that arrived, oldest first, as `email.message.EmailMessage`."""
        return list(self._inbox.messages)
