"""What the shop and its readers get of claim forms: schema, address, page, search, API, preview, in both languages."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from helpcenter import claim_forms
from helpcenter.models import ClaimFormPage
from helpcenter.outline import entries_of, index_of, outline
from helpcenter.search import forms as search_forms
from helpcenter.tokens import token_values
from shop.claims.eligibility import moment
from shop.claims.form.schema import SYSTEM, SYSTEM_KEYS
from shop.claims.links import form_path
from shop.claims.models import Claim
from shop.claims.words import Topic
from shop.order.links import Purpose, sign
from shop.policies.models import PolicyFacts
from tests.support.claims import received_order, sent_question
from tests.support.form_blocks import blocks_of, find, own, put

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("topic", Topic)
def test_an_english_form_that_is_out_of_date_says_so_and_tells_the_same_facts(client, form, english, topic):
    page = form(topic)
    find(blocks := blocks_of(page), "description")["value"]["label"] = "Ceritakan semuanya."
    put(page, blocks).save_revision().publish()
    assert "This translation is being checked." in client.get(english(page).url).content.decode()
    PolicyFacts.objects.update(claim_reply_hours=31, warranty_usual_months=7)
    for version, facts in ((page, ["31 jam kerja", "7 bulan"]), (english(page), ["31 working hours", "7 months"])):
        html = client.get(version.url).content.decode()
        introduction = html.partition('<div class="prose">')[2].partition("</div>")[0]
        assert facts[0] in introduction
        assert (facts[1] in introduction) == (topic == Topic.WARRANTY)
        assert ("being checked" in html) == (version.locale.language_code == "en")


@pytest.mark.parametrize(("language", "of_today"), [("id", "2 hari kerja"), ("en", "2 working days")])
def test_a_form_for_returns_tells_the_window_of_the_order_and_no_other(client, set_up_shop, language, of_today):
    """Placed while the window was nine working days."""
    PolicyFacts.objects.update(claim_window_days=9)
    order = received_order()
    PolicyFacts.objects.update(claim_window_days=2)
    token = {"token": sign(Purpose.CLAIM_FORM, order.number)}
    html = client.get(form_path(Topic.RETURN, token, language)).content.decode().partition("<main")[2]
    main = html.partition("</main>")[0]
    with override(language):
        assert moment(order.claim_deadline) in main
    assert of_today not in main


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


def test_a_claim_is_found_in_indonesian_by_its_english_word_too(client, form):
    page = client.get("/cari/", {"q": "claim"}).content.decode()
    assert [result.url for result in search_forms("claim", 5, "id")] == [
        "/bantuan/ajukan-retur/",
        "/bantuan/klaim-garansi/",
    ]
    for url in ("/bantuan/ajukan-retur/", "/bantuan/klaim-garansi/"):
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
    assert '<fieldset class="stack loose" disabled>' in html
    assert 'name="is_sealed"' in html
    assert "<form" not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("topic", ["", *Topic])
def test_a_draft_in_any_state_has_a_preview(form, topic):
    page = form()
    blocks = blocks_of(page)
    odd = [own("choice", "", options=[]), own("choice", "", options=[]), own("text", "Apa saja!", is_long=True)]
    put(page, [*blocks, *odd, *({**block, "id": None} for block in blocks)]).topic = topic
    assert page.make_preview_request().status_code == 200


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


def test_the_question_before_deleting_says_that_claims_stay(cms, form):
    page = form(Topic.QUESTION)
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    words = "Klaim yang sudah dikirim dengan formulir ini tetap ada"
    assert words not in cms.get(address).content.decode()
    sent_question(form_key=page.translation_key)
    assert f"{words}: 1." in cms.get(address).content.decode()
    assert cms.post(address).status_code == 302
    assert Claim.objects.count() == 1


def test_the_question_before_deleting_says_what_customers_can_no_longer_do(cms, form):
    page = cms.get(reverse("wagtailadmin_pages:delete", args=[form(Topic.QUESTION).pk])).content.decode()
    assert "Tanpa formulir ini, pelanggan tidak dapat mengirim sendiri klaim atau pertanyaan seperti ini." in page
