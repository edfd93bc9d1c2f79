"""Where the forms for claims are, and what each asks: pages that editors own, read by the shop as plain data."""

from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from helpcenter.models import ClaimFormPage
from helpcenter.question_blocks import is_own, options_of
from helpcenter.tokens import token_values
from shop.claims.form.schema import SYSTEM, Question, Schema
from shop.claims.words import Topic
from shop.policies.models import PolicyFacts
from web.pagecache import remember


def address(topic, language):
    """The path of the published form for `topic` in `language`, an empty string where there is none.

    Kept for everybody until a help page changes. Of several forms it is the first one.
    """
    return remember("claim-forms", _addresses, {"help"}).get(f"{topic}:{language}", "")


def _addresses():
    found = {}
    pages = ClaimFormPage.objects.live().public().filter(alias_of=None).select_related("locale")
    for page in pages.defer("body").order_by("path"):
        if url := page.url:
            found.setdefault(f"{page.topic}:{page.locale.language_code}", url)
    return found


def schema_of(page, values=None):
    """The questions of `page`, as it is in memory, in its language; `values` are its tokens where they are known."""
    language = page.locale.language_code
    values = values or token_values(PolicyFacts.current(), language)
    return Schema(
        topic=Topic(page.topic or Topic.QUESTION),  # a draft may have none yet
        title=values.in_text(page.title),
        language=language,
        questions=tuple(_question(block, values) for block in page.body),
        form_key=str(page.translation_key),
    )


def _question(block, values):
    label, help_text = values.in_text(block.value["label"]), values.in_text(block.value["help_text"])
    if not is_own(block):
        return Question(key=block.block_type, kind=SYSTEM, label=label, help_text=help_text)
    return Question(
        key=block.value["key"],
        kind=block.block_type,
        label=label,
        help_text=help_text,
        is_required=block.value["is_required"],
        is_long=bool(block.value.get("is_long")),
        options=tuple((value, values.in_text(words)) for _id, value, words in options_of(block)),
    )


def form_details(page, context):
    """What the page shows around its questions; introduction and thanks are safe HTML."""
    values, index = context["values"], context["index"]
    title = values.in_text(page.title)
    introduction, thanks = (_html(text, values) for text in (page.introduction, page.thanks))
    state = getattr(page, "translation_state", None)
    return {
        "title": title,
        "introduction": introduction,
        "thanks": thanks,
        "schema": schema_of(page, values),
        "stale_since": state and state.stale_since,
        "crumbs": [(index.title, index.url)],
        "description": values.in_text(page.search_description),
        "structured": [],
    }


def _html(rich_text, values):
    return mark_safe(expand_db_html(values.in_html(rich_text)))  # what editors wrote was cleaned when it was saved
