"""Claim forms: what editors may build, and what is refused, in both languages."""

from uuid import uuid4

import pytest
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale

from helpcenter import claim_forms
from helpcenter.forms import _error
from helpcenter.models import ClaimFormPage, HelpIndexPage
from helpcenter.publishing import NotPublishable, problems_of
from helpcenter.question_blocks import QuestionBlocks
from shop.claims.form.schema import SYSTEM_KEYS
from shop.claims.words import Topic
from tests.support.form_blocks import blocks_of, find, option, own, put

pytestmark = pytest.mark.django_db


def refusals(page):
    """What keeps the page from being published: (place, message)."""
    with override("en"):
        return [(problem.place, problem.message) for problem in problems_of(page)]


def test_the_forms_of_a_new_shop_are_fit_in_both_languages(form, english):
    for topic in Topic:
        assert refusals(form(topic)) == refusals(english(form(topic))) == []


@pytest.mark.parametrize("topic", Topic)
def test_no_question_of_the_system_can_be_lost(form, topic):
    for key in SYSTEM_KEYS[topic]:
        page = form(topic)
        put(page, [block for block in blocks_of(page) if block["type"] != key])
        ((place, message),) = refusals(page)
        name = page.body.stream_block.child_blocks[key].label
        with override("en"):
            assert (place, message) == (
                "Questions",
                f"“{name}” is missing: the rules need it. Add it at any place.",
            )


def test_the_editing_form_shows_everything_that_is_missing(cms, form):
    page = form()
    put(page, [block for block in blocks_of(page) if block["type"] not in ("photos", "wish", "contact")])
    with override("en"):
        error = _error(page, "body", problems_of(page))
    names = ("Name, email, phone", "What the customer wants", "Photos or video")
    assert error.as_json_data() == {
        "messages": [f"“{name}” is missing: the rules need it. Add it at any place." for name in names]
    }


@pytest.mark.parametrize("topic", Topic)
def test_a_new_form_begins_with_what_every_topic_asks(loaded, topic):
    page = ClaimFormPage(topic=topic, locale=Locale.get_default())
    assert [(block.block_type, block.value["label"]) for block in page.body] == [
        ("description", "Apa yang ingin Anda sampaikan?"),
        ("photos", "Foto atau berkas"),
        ("contact", "Bagaimana kami menghubungi Anda?"),
    ]
    missing = [message for _place, message in refusals(page)]
    assert len(missing) == len(SYSTEM_KEYS[topic]) - 3


def test_publishing_a_form_that_lost_a_question_is_refused_and_readers_keep_the_old_one(form, client):
    page = form()
    revision = put(page, [b for b in blocks_of(page) if b["type"] != "photos"]).save_revision(clean=False)
    with override("en"), pytest.raises(NotPublishable) as refusal:
        revision.publish()
    assert "“Photos or video” is missing" in str(refusal.value)
    assert "photos" in [block.block_type for block in form().body]


def test_a_question_of_the_system_stands_once_and_only_where_it_belongs(form):
    page = form(Topic.QUESTION)
    contact, quantity = ({"type": name, "value": {"label": "X", "help_text": ""}} for name in ("contact", "quantity"))
    blocks = [*blocks_of(page), contact | {"id": str(uuid4())}, quantity | {"id": str(uuid4())}]
    assert refusals(put(page, blocks)) == [
        ("Questions, block 6 (Name, email, phone)", "“Name, email, phone” stands here a second time."),
        ("Questions, block 7 (Quantity)", "A form “Question to Customer Service” does not ask “Quantity”."),
    ]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("Nomor Seri", "The key “Nomor Seri” may only have small letters a–z, digits and _, at most 50."),
        ("", "The key “” may only have small letters a–z, digits and _, at most 50."),
        ("reason", "The key “reason” belongs to the system. Choose another one."),
        ("is_sealed", "The key “is_sealed” belongs to the system. Choose another one."),
        ("will_send_back", "The key “will_send_back” is used by another question too."),
    ],
)
def test_a_key_is_for_machines_and_unique(form, key, message):
    page = form()
    blocks = [*blocks_of(page), own("text", key, is_long=False)]
    assert ("Questions, block 10 (Text)", message) in refusals(put(page, blocks))


def test_a_new_question_with_a_key_of_its_own_is_fit(form):
    page = form()
    assert refusals(put(page, [*blocks_of(page), own("text", "courier_2", is_long=True)])) == []


def test_a_choice_has_two_options_with_different_values(form):
    page = form()
    one = own("choice", "colour", options=[option("red", "Merah")])
    same = own("choice", "size", options=[option("small", "Kecil"), option("small", "Mungil"), option("B B", "Besar")])
    assert refusals(put(page, [*blocks_of(page), one, same])) == [
        ("Questions, block 10 (Choice)", "A choice needs at least two options."),
        ("Questions, block 11 (Choice)", "The value “small” of “Kecil” is used by another option too."),
        ("Questions, block 11 (Choice)", "The value “small” of “Mungil” is used by another option too."),
        (
            "Questions, block 11 (Choice)",
            "The value “B B” may only have small letters a–z, digits and _, at most 50.",
        ),
    ]


HALF_FILLED = [
    ("blue", " ", "Option 3 of “Apa colour?”, with the value “blue”, has no words."),
    ("", "Biru", "The option “Biru” of “Apa colour?” has no value."),
    ("", "", "Option 3 of “Apa colour?” is empty. Fill it in, or remove it."),
]


@pytest.mark.parametrize(("value", "label", "message"), HALF_FILLED)
def test_a_half_filled_option_is_kept_in_a_draft_and_never_published(form, value, label, message):
    page = form()
    options = [option("red", "Merah"), option("green", "Hijau"), option(value, label)]
    put(page, [*blocks_of(page), own("choice", "colour", options=options)])
    assert refusals(page) == [("Questions, block 10 (Choice)", message)]
    revision = page.save_revision(clean=False)
    with override("en"), pytest.raises(NotPublishable) as refusal:
        revision.publish()  # as from a list of pages, or by the clock
    assert message in str(refusal.value)


def test_two_options_with_the_same_words_are_refused_and_named(form):
    page = form()
    options = [option("red", "Merah"), option("dark_red", "Merah")]
    assert refusals(put(page, [*blocks_of(page), own("choice", "colour", options=options)])) == [
        ("Questions, block 10 (Choice)", "The option “Merah” stands in “Apa colour?” more than once.")
    ]


def test_a_question_without_words_is_refused_in_every_way_of_publishing(form):
    page = form()
    blocks = [*blocks_of(page), own("date", "when", label=" ")]
    blocks[0]["value"]["label"] = ""
    assert refusals(put(page, blocks)) == [
        ("Questions, block 1 (Quantity)", "This question has no words."),
        ("Questions, block 10 (Date)", "This question has no words."),
    ]


@pytest.mark.parametrize(("value", "label", "told"), [
    ("blue", " ", {"label": "The option with the value “blue” has no words."}),
    ("", "Biru", {"value": "The option “Biru” has no value."}),
    ("", "", dict.fromkeys(("label", "value"), "Fill in this option, or remove it.")),
])  # fmt: skip
def test_the_editing_form_names_the_option_beside_the_empty_field(value, label, told):
    block = QuestionBlocks().child_blocks["choice"].child_blocks["options"].child_block
    with override("en"), pytest.raises(StructBlockValidationError) as error:
        block.clean(block.normalize({"label": label, "value": value}))
    assert {name: wrong.message for name, wrong in error.value.block_errors.items()} == told
    assert block.clean_deferred(block.normalize({"label": label, "value": value}))["value"] == value


def test_the_topic_is_fixed_once_published(form):
    page = form(Topic.QUESTION)
    page.topic = Topic.WARRANTY
    assert ("Topic", "The topic is fixed once the form was published.") in refusals(page)


def test_a_key_is_fixed_once_published(form):
    page = form()
    blocks = blocks_of(page)
    find(blocks, "parcel_condition")["value"]["key"] = "parcel"
    assert refusals(put(page, blocks)) == [
        (
            "Questions, block 4 (Choice)",
            "The key of this question is fixed since it was published: “parcel_condition”.",
        )
    ]


def test_a_key_never_becomes_another_kind_of_question(form):
    page = form()
    blocks = [block for block in blocks_of(page) if block["value"].get("key") != "parcel_condition"]
    assert refusals(put(page, blocks)) == []
    assert refusals(put(page, [*blocks, own("text", "parcel_condition", is_long=False)])) == [
        (
            "Questions, block 9 (Text)",
            "The key “parcel_condition” belongs to a published question of the kind “Choice”. Choose another key.",
        )
    ]


def test_the_value_of_an_option_is_fixed_its_words_are_not(form):
    page = form()
    blocks = blocks_of(page)
    options = find(blocks, "parcel_condition")["value"]["options"]
    options[0]["value"]["label"] = "Masih utuh"
    options.append(option("lost", "Tidak pernah tiba"))
    assert refusals(put(page, blocks)) == []
    options[0]["value"]["value"] = "whole"
    assert [message for _place, message in refusals(put(page, blocks))] == [
        "The value of “Masih utuh” is fixed since it was published: “intact”."
    ]


def test_what_is_fixed_stays_fixed_after_the_form_was_taken_off_the_site(form):
    form().unpublish()
    page = form()
    blocks = blocks_of(page)
    find(blocks, "parcel_condition")["value"]["key"] = "parcel"
    assert len(refusals(put(page, blocks))) == 1


def without(blocks, key):
    return [block for block in blocks if block["value"].get("key") != key]


def publish(page, blocks):
    put(page, blocks).save_revision().publish()


def test_a_key_that_was_taken_out_two_versions_ago_never_becomes_another_kind(form):
    before = blocks_of(form())
    publish(form(), without(before, "parcel_condition"))
    publish(form(), without(before, "parcel_condition")[::-1])
    page = form()
    page.revisions.all().delete()  # as the clean-up of old versions does
    blocks = [*blocks_of(page), own("text", "parcel_condition", is_long=False)]
    assert refusals(put(page, blocks)) == [
        (
            "Questions, block 9 (Text)",
            "The key “parcel_condition” belongs to a published question of the kind “Choice”. Choose another key.",
        )
    ]
    with override("id"):
        (problem,) = problems_of(page)
    assert str(problem) == (
        "Pertanyaan, blok 9 (Teks): Kunci “parcel_condition” milik pertanyaan berjenis “Pilihan tunggal” yang sudah "
        "dipublikasikan. Pilih kunci lain."
    )


def test_a_question_that_was_taken_out_comes_back_as_it_was(form):
    before = blocks_of(form())
    publish(form(), without(before, "parcel_condition"))
    assert refusals(put(form(), before)) == []
    again = own("choice", "parcel_condition", options=[option("intact", "Utuh"), option("wet", "Basah")])
    assert refusals(put(form(), [*without(before, "parcel_condition"), again])) == []
    renamed = find(before, "parcel_condition") | {
        "value": find(before, "parcel_condition")["value"] | {"key": "parcel"}
    }
    assert refusals(put(form(), [*without(before, "parcel_condition"), renamed])) == [
        (
            "Questions, block 9 (Choice)",
            "The key of this question is fixed since it was published: “parcel_condition”.",
        )
    ]


def test_a_value_that_was_taken_out_never_stands_for_something_else(form):
    page = form()
    blocks = blocks_of(page)
    options = find(blocks, "parcel_condition")["value"]["options"]
    opened = options.pop()
    publish(page, blocks)
    publish(form(), blocks)
    options.append(option("opened", "Hilang"))
    message = "The value “opened” stands for “Sudah terbuka / Opened” in claims. Choose another value for “Hilang”."
    assert refusals(put(form(), blocks)) == [("Questions, block 4 (Choice)", message)]
    options[-1] = option("opened", "Sudah terbuka")
    assert refusals(put(form(), blocks)) == []
    opened["value"]["label"] = "Segelnya terbuka"  # the option itself, put back from an old version
    options[-1] = opened
    assert refusals(put(form(), blocks)) == []


def test_the_words_of_two_options_are_never_exchanged(form):
    blocks = blocks_of(form())
    options = find(blocks, "parcel_condition")["value"]["options"]
    first, second = options[0]["value"], options[1]["value"]
    first["label"], second["label"] = second["label"], first["label"]
    assert [message for _place, message in refusals(put(form(), blocks))] == [
        f"“{option['label']}” stands for the value “{other['value']}” in claims. Write other words."
        for option, other in ((first, second), (second, first))
    ]


def test_what_was_fixed_holds_for_the_english_form_too(form, english):
    publish(form(), without(blocks_of(form()), "parcel_condition"))
    page = english(form())
    blocks = [*blocks_of(page), own("date", "parcel_condition", label="When?")]
    assert [message for _place, message in refusals(put(page, blocks))] == [
        "The key “parcel_condition” belongs to a published question of the kind “Choice”. Choose another key."
    ]


def test_a_form_that_is_copied_has_keys_of_its_own(form):
    copied = form().copy(update_attrs={"slug": "salinan", "title": "Salinan"}, keep_live=False)
    blocks = [*without(blocks_of(copied), "parcel_condition"), own("text", "parcel_condition", is_long=False)]
    assert refusals(put(copied, blocks)) == []


def test_a_form_that_was_never_published_may_change_its_keys(loaded):
    index = HelpIndexPage.objects.get(locale__language_code="id")
    names = SYSTEM_KEYS[Topic.QUESTION]
    system = [{"type": name, "value": {"label": name, "help_text": ""}, "id": str(uuid4())} for name in names]
    page = ClaimFormPage(title="Baru", slug="baru", topic=Topic.QUESTION, thanks="<p>Terima kasih.</p>", live=False)
    index.add_child(instance=put(page, [*system, own("date", "when")]))
    blocks = blocks_of(page)
    blocks[-1]["value"]["key"] = "day"
    page.topic = Topic.QUESTION
    put(page, blocks).save_revision().publish()
    assert [question.key for question in claim_forms.schema_of(page).own_questions] == ["day"]


def test_a_draft_is_always_saved(form):
    page = form()
    page.topic = Topic.WARRANTY
    put(page, [own("text", "Apa saja!", is_long=False)]).save_revision(clean=False)
    assert "Apa saja!" in str(form().get_latest_revision_as_object().body.raw_data[0])
