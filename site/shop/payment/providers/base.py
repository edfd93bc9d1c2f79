"""What every way to pay can do. docs/payments.md shows how to add one."""

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass

from shop.payment.models import Attempt


class GatewayDown(Exception):
    """The gateway gives no answer that can be used: nothing is known, ask again later."""


class GatewayRefused(Exception):
    """The gateway says no. The message is its own, for staff."""


class NoticeForged(Exception):
    """The notice is not from the gateway."""


class NoticeUnknown(Exception):
    """The notice is about no attempt of ours."""


class NoticeWrong(Exception):
    """The notice is from the gateway, and says what cannot be: another amount, another attempt."""


@dataclass(frozen=True)
class Result:
    """How an attempt stands, as the gateway itself has answered. `answer` is kept as it came."""

    attempt: Attempt
    status: str  # of Attempt.Status
    answer: dict
    amount: int = 0  # rupiah
    reference: str = ""  # the same for the same payment, however often it is told
    received_on: dt.date | None = None


class Provider(ABC):
    """A way to pay. `code` is stored with payments and stands in addresses; it never changes."""

    code: str
    name: str
    hint = ""  # what can be paid with there, in a sentence beside the button
    is_online = True  # whether it has a payment page that the shopper is led to

    @property
    @abstractmethod
    def is_enabled(self):
        """Whether it is set up."""

    @abstractmethod
    def start(self, order, attempt, back):
        """Ask for a payment page and return its address; `back` is where it leads afterwards.

        Called outside of any transaction. Raises GatewayDown or GatewayRefused.
        """

    @abstractmethod
    def read_notice(self, request):
        """The Result that a notice is about: verified, and asked for at the gateway.

        Called outside of any transaction. Raises NoticeForged, NoticeUnknown, NoticeWrong or GatewayDown.
        """

    @abstractmethod
    def ask(self, attempt):
        """The Result of an attempt as the gateway knows it now. Raises NoticeUnknown, NoticeWrong or GatewayDown."""

    @abstractmethod
    def can_refund(self, payment):
        """Whether money of this payment can go back the way it came."""

    @abstractmethod
    def refund(self, refund):
        """Send a refund back the way its payment came; return the reference. The same refund is sent once only.

        Called outside of any transaction. Raises GatewayDown or GatewayRefused.
        """

    @abstractmethod
    def has_refunded(self, refund):
        """Whether a refund was sent back already, and only the answer was lost. Raises GatewayDown."""
