"""The five kinds of blocks that an answer is made of."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from helpcenter.choosers import ProductChooserBlock
from shop.claims.links import form_path
from shop.claims.words import Topic

INLINE = ["bold", "italic", "link"]
PARAGRAPHS = [*INLINE, "ul", "ol"]

ADDRESSES = {
    "product": None,
    "sales_order": "customer:order-list",
    "account": "customer:summary",
    "sign_in": "customer:login",
    "signup": "customer:register",
    "catalogue": "catalogue:index",
}
FORMS = {f"claim_{topic}": topic for topic in Topic}


class NoticeBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        [("info", _("Good to know")), ("warn", _("Take care"))], default="info", label=_("Kind of notice")
    )
    text = blocks.RichTextBlock(features=INLINE, label=_("Text"))

    class Meta:
        label = _("Notice")
        icon = "info-circle"
        template = "help/blocks/notice.html"


class ContactBlock(blocks.StructBlock):
    channel = blocks.ChoiceBlock(
        [("all", _("All")), ("phone", _("Telephone")), ("email", _("Email")), ("whatsapp", _("WhatsApp"))],
        default="all",
        label=_("Which contact"),
    )

    class Meta:
        label = _("Contact card")
        icon = "mail"
        template = "help/blocks/contact.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        channel = value["channel"]
        context["shown_cards"] = [card for card in context.get("cards", ()) if channel in ("all", card.kind)]
        return context


class LinkBlock(blocks.StructBlock):
    """A way into the shop: a product, or one of the pages that the promises name."""

    text = blocks.CharBlock(max_length=80, label=_("Words on the link"))
    goes_to = blocks.ChoiceBlock(
        [
            ("product", _("A product")),
            ("sales_order", "Sales Order"),
            ("account", _("Account")),
            ("sign_in", "Sign In"),
            ("signup", "Signup"),
            ("catalogue", _("All products")),
            ("claim_return", _("The form for returns")),
            ("claim_warranty", _("The form for warranty claims")),
            ("claim_question", _("The form for questions")),
        ],
        default="sales_order",
        label=_("Goes to"),
    )
    product = ProductChooserBlock(required=False, label=_("Product"))

    class Meta:
        label = _("Link into the shop")
        icon = "link"
        template = "help/blocks/link.html"

    def clean(self, value):
        value = super().clean(value)
        if value["goes_to"] == "product" and not value["product"]:
            raise blocks.StructBlockValidationError(
                {"product": ValidationError(_("Choose the product that the link goes to."))}
            )
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["url"] = address(value["goes_to"], value["product"])
        return context


def address(goes_to, product):
    """Where a link block leads; an empty string where its product is gone or not for sale, or its form not public."""
    if goes_to in FORMS:
        return form_path(FORMS[goes_to])
    if goes_to == "product":
        return product.get_absolute_url() if product and product.is_public else ""
    return reverse(ADDRESSES[goes_to])


class AnswerBlock(blocks.StreamBlock):
    """An answer: text, numbered steps, notices, contact cards and links into the shop."""

    text = blocks.RichTextBlock(features=PARAGRAPHS, label=_("Text"), icon="pilcrow", template="help/blocks/text.html")
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE, label=_("Step")),
        label=_("Steps"),
        icon="list-ol",
        template="help/blocks/steps.html",
    )
    notice = NoticeBlock()
    contact = ContactBlock()
    link = LinkBlock()
