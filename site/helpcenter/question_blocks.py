"""The questions of a claim form: those of the system, which rules read, and the editor's own."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _, override
from wagtail import blocks

from shop.claims.form.schema import QuestionKind


class KeyBlock(blocks.CharBlock):
    """A name for machines, the same in every language, so that translators are not asked for it.

    What it may be is checked when publishing (helpcenter.questions): a draft is saved with any text.
    """

    def get_translatable_segments(self, value):
        return []


class SystemBlock(blocks.StructBlock):
    """A question that the shop's rules read: its place and its words are the editor's, what it asks is not."""

    label = blocks.CharBlock(max_length=200, label=_("Question"))
    help_text = blocks.CharBlock(max_length=400, required=False, label=_("Help text"))

    class Meta:
        group = _("Questions of the system")
        icon = "lock"


class OwnBlock(blocks.StructBlock):
    """A question of the editor's own; the answer is kept with the claim, with the words that were shown."""

    label = blocks.CharBlock(max_length=200, label=_("Question"))
    help_text = blocks.CharBlock(max_length=400, required=False, label=_("Help text"))
    is_required = blocks.BooleanBlock(default=True, required=False, label=_("Must be answered"))
    key = KeyBlock(
        max_length=50,
        label=_("Key"),
        help_text=_("Small letters a–z, digits and _: serial_number. Fixed once published; readers do not see it."),
    )

    class Meta:
        group = _("Questions of your own")


class TextQuestion(OwnBlock):
    is_long = blocks.BooleanBlock(required=False, label=_("Several lines"))

    class Meta:
        icon = "pilcrow"


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label=_("Words"))
    value = KeyBlock(
        max_length=50,
        label=_("Value"),
        help_text=_("Small letters a–z, digits and _. Fixed once published; readers do not see it."),
    )

    def clean(self, value):
        """Names the option beside the field that was left empty; drafts may have such fields."""
        try:
            return super().clean(value)
        except blocks.StructBlockValidationError as error:
            raise blocks.StructBlockValidationError(error.block_errors | _empty_fields(value)) from None


def _empty_fields(option):
    """Field → what is wrong, for the empty fields of an option."""
    label, value = ((option[name] or "").strip() for name in ("label", "value"))
    if not label and not value:
        return dict.fromkeys(("label", "value"), ValidationError(gettext("Fill in this option, or remove it.")))
    if not label:
        return {"label": ValidationError(gettext("The option with the value “%(value)s” has no words.") % option)}
    if not value:
        return {"value": ValidationError(gettext("The option “%(label)s” has no value.") % option)}
    return {}


class ChoiceQuestion(OwnBlock):
    options = blocks.ListBlock(OptionBlock(label=_("Option")), label=_("Options"))

    class Meta:
        icon = "list-ul"


class QuestionBlocks(blocks.StreamBlock):
    """The questions of a form in order. The first seven have the names of shop.claims.form.schema.SYSTEM_KEYS."""

    contact = SystemBlock(label=_("Name, email, phone"))
    quantity = SystemBlock(label=_("Quantity"))
    reason = SystemBlock(label=_("Reason"))
    condition = SystemBlock(label=_("Condition (sealed, unused)"))
    wish = SystemBlock(label=_("What the customer wants"))
    description = SystemBlock(label=_("Description"))
    photos = SystemBlock(label=_("Photos or video"))
    text = TextQuestion(label=QuestionKind.TEXT.label)
    choice = ChoiceQuestion(label=QuestionKind.CHOICE.label)
    file = OwnBlock(label=QuestionKind.FILE.label, icon="doc-full")
    date = OwnBlock(label=QuestionKind.DATE.label, icon="calendar")
    consent = OwnBlock(label=QuestionKind.CONSENT.label, icon="check")


def usual_questions():
    """What a form of every topic asks, in the language that forms are written in; a new form begins with them."""
    with override(settings.LANGUAGE_CODE):
        worded = {
            "description": gettext("What would you like to tell us?"),
            "photos": gettext("Photos or files"),
            "contact": gettext("How can we reach you?"),
        }
    return [
        {"type": key, "value": {"label": words, "help_text": ""}, "id": str(uuid4())} for key, words in worded.items()
    ]


def is_own(block):
    """Whether a block of the stream is the editor's own question."""
    return isinstance(block.block, OwnBlock)


def options_of(block):
    """The options of a choice as (identifier, value, label); empty for any other question."""
    options = block.value["options"].bound_blocks if block.block_type == QuestionKind.CHOICE else ()
    return [(option.id, option.value["value"], option.value["label"]) for option in options]
