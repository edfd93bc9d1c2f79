"""What the shop writes about. A code here has its file templates in templates/mail/<code in lower case>/.

`context` is the dotted name of a function. It gets what `outbox.enqueue` was told (`about`) as keyword arguments, in
the language of the mail, and returns the values that the wording may print: plain ones, since staff edit the wording.
It returns None where the mail is no longer needed, for example because the account is gone.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

USER, ORDER = "User related", "Order related"  # Oscar's categories


@dataclass(frozen=True)
class Event:
    """A reason to write: its name for staff, Oscar's category, and where its values come from."""

    name: str | Promise
    category: str
    context: str
    attachments: str = ""  # dotted name of a function of `about` that returns (name, bytes, type) of each file

    def values(self, about):
        """The values for the wording, or None where the mail is no longer needed."""
        return import_string(self.context)(**about)

    def files(self, about):
        """What is attached: (name, bytes, type) of each file."""
        return import_string(self.attachments)(**about) if self.attachments else []


EVENTS = {
    "REGISTRATION": Event(_("Welcome"), USER, "shop.accounts.letters.welcome"),
    "PASSWORD_RESET": Event(_("Reset Password"), USER, "shop.accounts.letters.password_reset"),
    "PASSWORD_CHANGED": Event(_("Password changed"), USER, "shop.accounts.letters.password_changed"),
    "EMAIL_CHANGE": Event(_("Confirm a new email address"), USER, "shop.accounts.letters.email_change"),
    "EMAIL_CHANGED": Event(_("Email address changed"), USER, "shop.accounts.letters.email_changed"),
    "ACCOUNT_DELETED": Event(_("Account deleted"), USER, "shop.accounts.letters.account_deleted"),
    "PRODUCT_ALERT": Event(_("Back in stock"), USER, "shop.customer.letters.back_in_stock"),
    "ORDER_PLACED": Event(_("Order placed"), ORDER, "shop.order.letters.order_placed"),
    "ORDER_SHORT": Event(_("Goods are missing: what shall we do?"), ORDER, "shop.fulfilment.letters.missing"),
    "ORDER_INVOICED": Event(
        _("Invoice"), ORDER, "shop.invoices.letters.invoiced", attachments="shop.invoices.letters.invoice_file"
    ),
    "PAYMENT_EARLY": Event(_("Payment received before the stock check"), ORDER, "shop.payment.letters.early"),
    "PAYMENT_SHORT": Event(_("Part of the payment is missing"), ORDER, "shop.payment.letters.short"),
    "ORDER_PAID": Event(_("Payment received"), ORDER, "shop.payment.letters.paid"),
    "ORDER_SHIPPED": Event(_("On its way"), ORDER, "shop.fulfilment.letters.shipped"),
    "ORDER_DELIVERED": Event(_("Received: claims are possible until …"), ORDER, "shop.claims.letters.received"),
    "ORDER_CANCELLED": Event(_("Order cancelled"), ORDER, "shop.fulfilment.letters.cancelled"),
    "REFUND_DUE": Event(_("We owe you money"), ORDER, "shop.payment.letters.refund"),
    "REFUND_ACCOUNT": Event(_("Account for a refund named"), ORDER, "shop.payment.letters.refund_account"),
    "REFUND_PAID": Event(_("Refund paid"), ORDER, "shop.payment.letters.refund"),
    "ORDER_MESSAGE": Event(_("A message about the order"), ORDER, "shop.order.letters.message"),
    "ORDER_LINK": Event(_("A new link to the order"), ORDER, "shop.order.letters.order_link"),
    "CLAIM_LINK": Event(_("Claim: the link to the form"), ORDER, "shop.claims.letters.claim_link"),
    "CLAIM_SUBMITTED": Event(_("Claim: received"), ORDER, "shop.claims.letters.about_claim"),
    "CLAIM_MESSAGE": Event(_("Claim: a message or question"), ORDER, "shop.claims.letters.about_claim"),
    "CLAIM_APPROVED": Event(_("Claim: approved"), ORDER, "shop.claims.letters.about_claim"),
    "CLAIM_REJECTED": Event(_("Claim: rejected"), ORDER, "shop.claims.letters.about_claim"),
    "CLAIM_RETURNED": Event(_("Claim: the goods are back"), ORDER, "shop.claims.letters.about_claim"),
    "CLAIM_RESOLVED": Event(_("Claim: resolved"), ORDER, "shop.claims.letters.about_claim"),
    "CLAIM_WITHDRAWN": Event(_("Claim: withdrawn"), ORDER, "shop.claims.letters.about_claim"),
}
