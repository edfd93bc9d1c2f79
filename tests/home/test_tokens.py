"""Policy facts in the texts of the front page: shown in words, refused where they cannot be."""

import pytest
from django.utils.translation import override
from wagtail_localize.models import StringTranslation, Translation

from helpcenter.publishing import NotPublishable
from helpcenter.translating import problems_of_translation
from home.initial import set_up_pages
from home.models import HomePage
from shop.policies.models import PolicyFacts
from tests.support.rows import keep_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def front_page(db):
    PolicyFacts().save()
    return keep_rows("front page", set_up_pages)


def write(page, token):
    """A draft of `page` that has `token` in every kind of text."""
    page.title = page.seo_title = page.search_description = f"Klaim {token}"
    values = {block.block_type: block.value for block in page.body}
    values["hero"]["title"] = values["hero"]["text"] = values["help"]["title"] = f"Klaim {token}"
    values["notice"]["text"].source = f"<p>Lapor dalam {token}</p>"
    return page.save_revision(clean=False)


def test_tokens_are_replaced_wherever_the_front_page_has_text(client, front_page):
    write(front_page, "{claim_window}").publish()
    html = client.get("/").content.decode()
    assert html.count("Klaim 2 hari kerja") == 4  # the document, its description, the opening twice
    assert "<p>Lapor dalam 2 hari kerja</p>" in html
    assert "{claim_window}" not in html


def test_an_unknown_token_on_the_front_page_is_refused_with_its_place(front_page):
    with pytest.raises(NotPublishable) as refusal, override("en"):
        write(front_page, "{batas}").publish()
    places = {problem.place for problem in refusal.value.problems}
    assert {"Title", "Blocks, block 1 (Opening)", "Blocks, block 4 (Notice)"} <= places
    front_page.refresh_from_db()
    assert "{batas}" not in front_page.title


def test_a_token_that_is_lost_in_the_english_front_page_is_refused(front_page):
    write(front_page, "{claim_window}").publish()
    english = HomePage.objects.get(translation_key=front_page.translation_key, locale__language_code="en")
    translation = Translation.objects.get(source__object_id=front_page.translation_key)
    for segment in translation.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=english.locale,
            defaults={"data": "Claims" if "{" in segment.string.data else "something", "has_error": False},
        )
    with override("en"):
        messages = {problem.message for problem in problems_of_translation(translation)}
    assert messages == {"The Indonesian text has {claim_window} here, the translation does not."}
