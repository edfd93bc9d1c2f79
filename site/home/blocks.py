"""The few blocks of the front page, and the links that menus and buttons are made of."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_from_path, gettext_lazy as _, override
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from helpcenter import choosers
from web.addresses import is_page

RICH_TEXT = ["bold", "italic", "link", "ul", "ol"]
TONES = [("info", _("Information")), ("good", _("Good news")), ("warn", _("Warning"))]


class ProductChooserBlock(choosers.ProductChooserBlock):
    """A product, loaded with what its tile shows; a hidden one counts as not chosen."""

    def bulk_to_python(self, values):
        products = self.model_class.objects.filter(is_public=True).for_tiles().in_bulk([pk for pk in values if pk])
        return [products.get(pk) for pk in values]


class CategoryChooserBlock(choosers.CategoryChooserBlock):
    """A category of the catalogue."""


class AddressBlock(blocks.CharBlock):
    """An address: a path of the shop, led to in the language of the page, or a complete https address."""

    def get_translatable_segments(self, value):
        return []  # the same in every language

    def clean(self, value):
        value = super().clean(value).strip()
        if value and not value.startswith(("/", "https://", "http://", "mailto:", "tel:")) or value.startswith("//"):
            raise ValidationError(_("Write a path that starts with / or a complete address that starts with https://."))
        with override(get_language_from_path(value) or settings.LANGUAGE_CODE):
            if value.startswith("/") and is_page(value):
                raise ValidationError(
                    _("This is a page of the CMS. Choose it under “Page”: it is then found in both languages.")
                )
        return value


class TargetBlock(blocks.StructBlock):
    """Where a link leads: exactly one of a category, a page or an address."""

    category = CategoryChooserBlock(required=False, label=_("Category"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = AddressBlock(
        required=False,
        max_length=500,
        label=_("Address"),
        help_text=_("For example /katalog/ (English visitors get the English address) or https://…"),
    )

    def clean(self, value):
        value = super().clean(value)
        if sum(bool(value.get(name)) for name in ("category", "page", "address")) > 1:
            raise blocks.StructBlockValidationError(
                block_errors={"address": ValidationError(_("Choose one only: a category, a page or an address."))}
            )
        return value

    class Meta:
        icon = "link"


class MenuLinkBlock(TargetBlock):
    """A link of a menu; without a label of its own it is called as what it leads to."""

    label_ind = blocks.CharBlock(required=False, max_length=60, label=_("Label (Indonesian)"))
    label_en = blocks.CharBlock(required=False, max_length=60, label=_("Label (English)"))

    def clean(self, value):
        value = super().clean(value)
        if not any(value.get(name) for name in ("category", "page", "address")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("Say where the link leads: a category, a page or an address."))
                }
            )
        missing = [name for name in ("label_ind", "label_en") if value.get("address") and not value.get(name)]
        if missing:
            needed = ValidationError(_("A link to an address needs a label in both languages."))
            raise blocks.StructBlockValidationError(block_errors=dict.fromkeys(missing, needed))
        return value

    class Meta:
        label = _("Link")
        label_format = "{label_ind}"


class MenuColumnBlock(blocks.StructBlock):
    """A column of the footer."""

    heading_ind = blocks.CharBlock(max_length=60, label=_("Heading (Indonesian)"))
    heading_en = blocks.CharBlock(max_length=60, label=_("Heading (English)"))
    links = blocks.ListBlock(MenuLinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")
        label_format = "{heading_ind}"


class SocialBlock(blocks.StructBlock):
    """The shop in a social network."""

    label = blocks.CharBlock(max_length=40, label=_("Network"))
    address = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "site"
        label = _("Social network")
        label_format = "{label}"


class HeroBlock(blocks.StructBlock):
    """The opening of the front page."""

    title = blocks.CharBlock(max_length=90, label=_("Title"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Text"))
    picture = ImageChooserBlock(required=False, label=_("Picture"))
    picture_text = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("What the picture shows"),
        help_text=_("For people who do not see it. Empty: the picture is decoration."),
    )
    button = blocks.CharBlock(required=False, max_length=40, label=_("Button"))
    target = TargetBlock(label=_("The button leads to"))

    class Meta:
        icon = "home"
        label = _("Opening")
        template = "home/blocks/hero.html"


class CategoriesBlock(blocks.StructBlock):
    """Tiles of categories with their pictures."""

    title = blocks.CharBlock(max_length=90, label=_("Title"))
    categories = blocks.ListBlock(
        CategoryChooserBlock(),
        default=[],
        label=_("Categories"),
        help_text=_("None: all categories of the first level."),
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Categories")
        template = "home/blocks/categories.html"


class ProductsBlock(blocks.StructBlock):
    """Cards of products."""

    CHOSEN, NEWEST, IN_STOCK = "chosen", "newest", "in_stock"

    title = blocks.CharBlock(max_length=90, label=_("Title"))
    choice = blocks.ChoiceBlock(
        choices=[
            (CHOSEN, _("The products below")),
            (NEWEST, _("The newest products")),
            (IN_STOCK, _("The newest products that are in stock")),
        ],
        default=CHOSEN,
        label=_("Which"),
    )
    products = blocks.ListBlock(ProductChooserBlock(), default=[], label=_("Products"))
    count = blocks.IntegerBlock(
        default=8, min_value=2, max_value=12, label=_("How many"), help_text=_("Of the newest products.")
    )

    class Meta:
        icon = "tag"
        label = _("Products")
        template = "home/blocks/products.html"


class NoticeBlock(blocks.StructBlock):
    """Something that visitors should know today."""

    tone = blocks.ChoiceBlock(choices=TONES, default="info", label=_("Tone"))
    text = blocks.RichTextBlock(features=["bold", "italic", "link"], label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "home/blocks/notice.html"


class HelpLinksBlock(blocks.StructBlock):
    """Links to pages of the help center."""

    title = blocks.CharBlock(max_length=90, label=_("Title"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(),
        default=[],
        label=_("Pages"),
        help_text=_("None: the first questions of the help center."),
    )

    class Meta:
        icon = "help"
        label = _("Help")
        template = "home/blocks/help.html"


class FrontPageBlocks(blocks.StreamBlock):
    """What the front page may consist of."""

    hero = HeroBlock()
    categories = CategoriesBlock()
    products = ProductsBlock()
    notice = NoticeBlock()
    help = HelpLinksBlock()
    text = blocks.RichTextBlock(
        features=["h2", "h3", *RICH_TEXT], label=_("Text"), icon="pilcrow", template="home/blocks/text.html"
    )

    class Meta:
        block_counts = {"hero": {"max_num": 1}}
