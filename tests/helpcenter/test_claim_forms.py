"""Claim forms: what editors may build, what is refused, and what the shop reads of them, in both languages."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from helpcenter import claim_forms
from helpcenter.models import ClaimFormPage, HelpIndexPage
from helpcenter.outline import entries_of, index_of, outline
from helpcenter.publishing import NotPublishable, problems_of
from helpcenter.report import rows
from helpcenter.search import forms as search_forms
from helpcenter.tokens import token_values
from shop.claims.links import form_path
from shop.claims.models import Claim
from shop.claims.schema import SYSTEM, SYSTEM_KEYS
from shop.claims.words import Topic
from shop.policies.models import PolicyFacts
from tests.support.claims import sent_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(loaded):
    """Call it with a topic for the published Indonesian form."""
    return lambda topic=Topic.RETURN: ClaimFormPage.objects.get(topic=topic, locale__language_code="id")


def blocks_of(page):
    """The questions as plain data, to be changed and put back."""
    return json.loads(json.dumps(list(page.body.get_prep_value())))


def put(page, blocks):
    page.body = json.dumps(blocks)
    return page


def own(kind, key, **value):
    """A question of an editor's own."""
    fields = {"label": f"Apa {key}?", "help_text": "", "is_required": True, "key": key} | value
    return {"type": kind, "value": fields, "id": str(uuid4())}


def option(value, label):
    return {"type": "item", "value": {"label": label, "value": value}, "id": str(uuid4())}


def refusals(page):
    """What keeps the page from being published: (place, message)."""
    with override("en"):
        return [(problem.place, problem.message) for problem in problems_of(page)]


def find(blocks, name):
    """The block of that type, or with that key."""
    return next(block for block in blocks if name in (block["type"], block["value"].get("key")))


def translate_everything(page):
    """Give every string that has no English one, as a translator does, and publish."""
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": f"{segment.string.data} (en)"},
        )
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


# --- What the shop reads ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", Topic)
def test_a_form_has_the_same_questions_in_both_languages_with_facts_filled_in(form, english, topic):
    page = form(topic)
    indonesian, translated = claim_forms.schema_of(page), claim_forms.schema_of(english(page))
    assert {q.key for q in indonesian.questions if q.kind == SYSTEM} == set(SYSTEM_KEYS[topic])
    assert [(q.key, q.kind, q.is_required, [value for value, _label in q.options]) for q in indonesian.questions] == [
        (q.key, q.kind, q.is_required, [value for value, _label in q.options]) for q in translated.questions
    ]
    assert (indonesian.language, translated.language) == ("id", "en")
    assert indonesian.form_key == translated.form_key == str(page.translation_key)
    assert all(one.label != other.label for one, other in zip(indonesian.questions, translated.questions, strict=True))


def test_a_schema_speaks_the_words_of_the_page(form, english):
    schema = claim_forms.schema_of(english(form()))
    assert (schema.topic, schema.title) == (Topic.RETURN, "Request a return")
    (parcel, consent) = schema.own_questions
    assert (parcel.key, parcel.kind, parcel.is_required) == ("parcel_condition", "choice", True)
    assert parcel.options == (("intact", "Undamaged"), ("damaged", "Dented, wet or torn"), ("opened", "Opened"))
    assert consent.label == "I am willing to send the goods back as Customer Service instructs."
    serial, failure = claim_forms.schema_of(english(form(Topic.WARRANTY))).own_questions
    assert (serial.key, serial.is_required, serial.is_long) == ("serial_number", False, False)
    assert (failure.key, failure.kind) == ("first_failure", "date")


def test_tokens_in_a_question_are_replaced(form):
    page = form()
    blocks = blocks_of(page)
    find(blocks, "reason")["value"]["help_text"] = "Dalam {claim_window}."
    with override("id"):
        schema = claim_forms.schema_of(put(page, blocks))
    assert next(q for q in schema.questions if q.key == "reason").help_text == "Dalam 2 hari kerja."


def test_each_topic_has_an_address_in_each_language(form):
    assert [form_path(Topic.RETURN, language=code) for code in ("id", "en")] == [
        "/bantuan/ajukan-retur/",
        "/en/help/request-a-return/",
    ]
    assert form_path(Topic.QUESTION, {"order": "1"}, "en") == "/en/help/talk-to-us/?order=1"


def test_a_form_that_is_not_public_has_no_address(form, english, django_capture_on_commit_callbacks):
    page = form()
    assert claim_forms.address(Topic.RETURN, "en") == "/en/help/request-a-return/"
    with django_capture_on_commit_callbacks(execute=True):
        english(page).unpublish()
    assert claim_forms.address(Topic.RETURN, "en") == ""
    assert claim_forms.address(Topic.RETURN, "id") == "/bantuan/ajukan-retur/"
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert claim_forms.address(Topic.RETURN, "id") == ""


def test_a_kept_address_asks_the_database_nothing(form, django_assert_num_queries):
    claim_forms.address(Topic.RETURN, "id")
    with django_assert_num_queries(0):
        assert claim_forms.address(Topic.WARRANTY, "en") == "/en/help/warranty-claim/"


# --- What is refused, and where --------------------------------------------------------------------------------------


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
                f"“{name}” is missing: the rules need it. Add it again at any place.",
            )


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
    assert [message for _place, message in refusals(put(page, [*blocks_of(page), one, same]))] == [
        "A choice needs at least two options.",
        "The value “small” is used by another option too.",
        "The value “B B” may only have small letters a–z, digits and _, at most 50.",
    ]


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


# --- Translation, revisions, schedule --------------------------------------------------------------------------------


def test_translators_are_asked_for_words_and_never_for_keys(form):
    source = Translation.objects.get(source__object_id=form().translation_key).source
    strings = set(source.stringsegment_set.values_list("string__data", flat=True))
    assert {"Utuh", "Bagaimana kondisi paketnya saat tiba?", "Apa alasan Anda?"} <= strings
    assert not strings & {"intact", "damaged", "opened", "parcel_condition", "will_send_back", "return"}


def test_a_new_question_makes_the_english_form_stale_and_it_keeps_the_old_questions_until_translated(form, english):
    page = form()
    put(page, [*blocks_of(page), own("choice", "colour", options=[option("red", "Merah"), option("blue", "Biru")])])
    page.save_revision().publish()
    assert [(row.source.pk, row.status) for row in rows()] == [(page.pk, "stale")]
    assert "colour" not in [question.key for question in claim_forms.schema_of(english(page)).questions]
    translate_everything(page)
    colour = claim_forms.schema_of(english(page)).questions[-1]
    assert (colour.key, colour.label) == ("colour", "Apa colour? (en)")
    assert colour.options == (("red", "Merah (en)"), ("blue", "Biru (en)"))
    assert rows() == []


def test_order_and_what_must_be_answered_follow_in_english_without_a_translator(form, english):
    page = form(Topic.QUESTION)
    blocks = blocks_of(page)[::-1]
    find(blocks, "subject")["value"]["is_required"] = False
    put(page, blocks).save_revision().publish()
    questions = claim_forms.schema_of(english(page)).questions
    assert [question.key for question in questions] == ["contact", "photos", "description", "about_order", "subject"]
    assert (questions[-1].is_required, questions[-1].label) == (False, "What is your question about?")
    assert rows() == []


def test_what_a_translator_has_not_published_is_not_published_by_a_change_of_the_order(form, english):
    page = form(Topic.QUESTION)
    find(blocks := blocks_of(page), "description")["value"]["label"] = "Apa yang ingin Anda ketahui?"
    put(page, blocks).save_revision().publish()
    put(page, blocks[::-1]).save_revision().publish()
    assert [question.key for question in claim_forms.schema_of(english(page)).questions][0] == "subject"
    assert [row.status for row in rows()] == ["stale"]


def test_a_form_is_compared_and_put_back_as_any_page(cms, form):
    page = form()
    first = page.get_latest_revision()
    blocks = blocks_of(page)
    find(blocks, "reason")["value"]["label"] = "Mengapa?"
    second = put(page, blocks).save_revision()
    second.publish()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    assert "Mengapa?" in cms.get(url).content.decode()
    first.publish()
    assert find(blocks_of(form()), "reason")["value"]["label"] == "Apa alasan Anda?"


def test_a_scheduled_form_that_lost_a_question_stays_a_draft(form):
    page = form()
    revision = put(page, [block for block in blocks_of(page) if block["type"] != "contact"]).save_revision(clean=False)
    revision.approved_go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    revision.save()
    revision.as_object().publish(revision, log_action="wagtail.publish.scheduled")
    assert "contact" in [block.block_type for block in form().body]


# --- Readers ---------------------------------------------------------------------------------------------------------


def test_the_form_is_served_in_both_languages_and_never_kept(client, form, english):
    page = form(Topic.QUESTION)
    expected = ((page, "Pertanyaan Anda tentang apa?"), (english(page), "What is your question about?"))
    for version, words in expected:
        response = client.get(version.url)
        assert words in response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert not hasattr(response, "page_tags")


def test_the_introduction_quotes_the_promise_to_reply(client, form, english):
    assert "kami membalas dalam 8 jam kerja" in client.get(form(Topic.QUESTION).url).content.decode()
    assert "we reply within 8 working hours" in client.get(english(form(Topic.QUESTION)).url).content.decode()


def test_a_form_names_its_other_language_and_is_in_the_site_map(client, form):
    html = client.get(form().url).content.decode()
    assert 'hreflang="en" href="http://testserver/en/help/request-a-return/"' in html
    site_map = client.get("/sitemap-pages-1.xml").content.decode()
    assert "/bantuan/ajukan-retur/" in site_map
    assert "/en/help/request-a-return/" in site_map


def test_forms_do_not_count_as_questions(client, form):
    index = index_of("id")
    entries = entries_of(outline(index, token_values(PolicyFacts.current(), "id")))
    assert [entry.number for entry in entries] == list(range(1, 13))
    assert 'start="13"' not in client.get(index.url).content.decode()


@pytest.mark.parametrize(("language", "home", "url"), [
    ("id", "/bantuan/", "/bantuan/hubungi-kami/"), ("en", "/en/help/", "/en/help/talk-to-us/"),
])  # fmt: skip
def test_the_invitation_and_the_contact_side_lead_to_the_form_for_questions(client, form, language, home, url):
    html = client.get(home).content.decode()
    invitation, side = html.partition('class="invitation')[2], html.partition('id="contact"')[2]
    assert f'<a href="{url}">' in invitation.partition("</p>")[0]
    assert f'href="{url}"' in side


def test_without_a_form_the_invitation_leads_to_the_contact_cards(client, form):
    ClaimFormPage.objects.get(slug="hubungi-kami").delete()
    html = client.get("/bantuan/").content.decode()
    assert '<a href="#contact">' in html
    assert "hubungi-kami" not in html


@pytest.mark.parametrize(("language", "words", "url"), [
    ("id", "tukar barang", "/bantuan/ajukan-retur/"), ("en", "guarantee", "/en/help/warranty-claim/"),
])  # fmt: skip
def test_search_finds_forms(client, form, language, words, url):
    assert [result.url for result in search_forms(words, 5, language)] == [url]
    page = client.get("/cari/" if language == "id" else "/en/search/", {"q": words}).content.decode()
    assert f'href="{url}"' in page


def test_the_api_tells_published_forms(client, form):
    page = form()
    told = client.get(f"/api/v3/pages/{page.pk}/").json()
    assert (told["topic"], told["title"]) == ("return", "Ajukan retur")
    assert find(told["body"], "parcel_condition")["value"]["options"][0] == {"label": "Utuh", "value": "intact"}
    page.unpublish()
    assert client.get(f"/api/v3/pages/{page.pk}/").status_code == 404


def test_the_preview_shows_the_draft_and_sends_nothing(form):
    page = form()
    put(page, [*blocks_of(page), own("text", "courier", label="Siapa kurirnya?", is_long=False)])
    html = page.make_preview_request().content.decode()
    assert "Siapa kurirnya?" in html
    assert "Mohon simpan barang beserta kemasannya" in html
    assert '<fieldset class="stack" disabled>' in html
    assert "<form" not in html.partition("<main")[2].partition("</main>")[0]


def test_the_preview_of_a_translation_shows_what_was_just_written(cms, form):
    page = form()
    translation = Translation.objects.get(source__object_id=page.translation_key)
    StringTranslation.objects.filter(data="Undamaged").update(data="As new")
    html = cms.get(reverse("wagtail_localize:preview_translation", args=[translation.pk])).content.decode()
    assert "As new" in html
    assert "Utuh" not in html


def test_deleting_a_form_deletes_no_claim(form, english):
    page = form(Topic.QUESTION)
    claim = sent_question(form_key=page.translation_key, form_title=page.title, answers=[{"key": "subject"}])
    page.delete()
    assert not ClaimFormPage.objects.filter(translation_key=page.translation_key).exists()
    claim.refresh_from_db()
    assert (claim.form_key, claim.form_title) == (page.translation_key, "Hubungi kami")
    assert claim.answers == [{"key": "subject"}]
    assert Claim.objects.count() == 1
