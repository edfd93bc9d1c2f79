"""The first texts: complete, in both languages, loaded once, with every fact from the policy facts."""

import json
import re
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Revision, Site
from wagtail_localize.models import StringTranslation, Translation

from helpcenter import models
from helpcenter.initial import read_content, set_up_help
from helpcenter.models import ClaimFormPage, HelpEntryPage
from helpcenter.outline import entries_of, index_of, outline, write_answers
from helpcenter.passages import plain
from helpcenter.report import rows
from helpcenter.search import results
from helpcenter.tokens import names_in, token_values
from shop.policies.contact import contact_cards
from shop.policies.models import PolicyFacts
from tests.helpcenter.conftest import HELP_APPS, make_front_page
from tests.support.rows import keep_rows
from web.models import LoadedContent

CONTENT = Path(models.__file__).parent / "content"


def answers(language):
    """Number → (question, answer) in plain words."""
    facts = PolicyFacts.current()
    values = token_values(facts, language)
    with override(language):
        entries = entries_of(outline(index_of(language), values))
        write_answers(entries, {"values": values, "cards": contact_cards(facts, timezone.now(), language)})
    return {entry.number: (entry.title, plain(entry.answer)) for entry in entries}


FACTS = {  # number → what both languages say, then what the English and the Indonesian say
    1: (
        ['"Sign In"', '"Don\'t Have an Account"', '"Signup"'],
        ["top right", "every field"],
        ["kanan atas", "semua kolom"],
    ),
    2: (['"Edit Information"'], ["username", "top right", "address"], ["username", "kanan atas", "alamat"]),
    3: (['"Forgot Password?"'], ["Yes", "top of the account page"], ["Bisa", "bagian atas halaman akun"]),
    4: (['"Sign In"', '"Reset Password"'], ["email address", "whether or not"], ["alamat email", "maupun tidak"]),
    5: (['"Sales Order"'], ["tracking number", "invoice", "courier"], ["nomor resi", "invoice", "kurir"]),
    6: (
        ['"Sold Out"', "Customer Service"],
        ["can be bought on its page", "cannot be bought", "restocked"],
        ["dapat langsung dibeli", "tidak dapat dibeli", "stoknya datang lagi"],
    ),
    7: (["Customer Service"], ["manufacturer", "one year on average"], ["produsen", "rata-rata satu tahun"]),
    8: (
        ["Customer Service"],
        ["Not paid yet: yes", "Paid: no", "processed and sent"],
        ["Belum dibayar: bisa", "tidak bisa", "diproses dan dikirim"],
    ),
    9: (["08.30–17.30 WIB"], ["Monday to Friday", "next working day"], ["Senin sampai Jumat", "hari kerja berikutnya"]),
    10: (
        ["Customer Service"],
        [
            "within at most 2 working days of receipt",
            *("shop is at fault", "wrong goods were sent", "manufacturing defect"),
            *("original state", "seal unbroken", "unused", "no exchange where the shopper ordered wrongly"),
        ],
        [
            "paling lambat 2 hari kerja setelah barang diterima",
            *("kesalahan dari pihak toko", "dikirim salah", "cacat produksi"),
            *("kondisi asli", "segel kemasan tidak rusak", "belum pernah dipakai", "tidak dapat ditukar"),
        ],
    ),
    11: (
        ["(021) 2266-8221", "08.30–17.00 WIB", "cs1@enlogis.com", "0812-9850-0929"],
        ["within 2 working days of receipt", "Monday to Friday"],
        ["2 hari kerja setelah barang diterima", "Senin sampai Jumat"],
    ),
    12: (
        ["invoice"],
        ["check the stock before the invoice", "before any invoice", "bank account", "payment method"],
        ["memeriksa stok sebelum invoice", "sebelum invoice apa pun", "rekening bank", "metode pembayaran"],
    ),
}


@pytest.mark.django_db
def test_twelve_entries_state_every_fact_in_both_languages(loaded):
    english, indonesian = answers("en"), answers("id")
    assert list(english) == list(indonesian) == list(range(1, 13))
    for number, (both, in_english, in_indonesian) in FACTS.items():
        for fact in both + in_english:
            assert fact in english[number][1], (number, fact)
        for fact in both + in_indonesian:
            assert fact in indonesian[number][1], (number, fact)


@pytest.mark.django_db
def test_the_english_is_a_real_translation_without_loose_ends(loaded):
    assert Translation.objects.count() == 20  # the front page's is one of them
    for translation in Translation.objects.all():
        total, done = translation.get_progress()
        assert total == done > 0
    assert rows() == []
    assert index_of("id").title == "Customer Claim dan Bantuan"
    assert "Customer Claim dan Bantuan" in index_of("en").title


@pytest.mark.django_db
def test_loading_again_changes_nothing_that_an_editor_did(loaded):
    HelpEntryPage.objects.get(slug="lupa-password").delete()
    page = HelpEntryPage.objects.get(slug="garansi-produk")
    page.title = "Garansi?"
    page.save_revision().publish()
    before = list(HelpEntryPage.objects.order_by("pk").values_list("pk", "title", "latest_revision"))
    call_command("setup_help")
    assert list(HelpEntryPage.objects.order_by("pk").values_list("pk", "title", "latest_revision")) == before


def english_entries():
    return [entry for name in ("help", "claim_forms") for entry in polib.pofile(str(CONTENT / f"{name}.en.po"))]


def test_no_number_of_the_promises_is_written_into_a_text():
    texts = [text for entry in english_entries() for text in (entry.msgid, entry.msgstr)]
    for name in ("help.json", "claim_forms.json"):
        texts.append(re.sub(r'"key": "[^"]*"', "", (CONTENT / name).read_text()))
    assert [text for text in texts if re.search(r"\d", text)] == []


def test_every_translation_keeps_the_tokens_of_its_source():
    for entry in english_entries():
        assert names_in(entry.msgid) == names_in(entry.msgstr), entry.msgid


ENTRY_LINKS = {
    "garansi-produk": ["/bantuan/klaim-garansi/", "/en/help/warranty-claim/"],
    "kebijakan-pengembalian": ["/bantuan/ajukan-retur/", "/en/help/request-a-return/"],
    "barang-tidak-sesuai": ["/bantuan/ajukan-retur/", "/en/help/request-a-return/"],
    "refund-produk-tidak-tersedia": ["/bantuan/hubungi-kami/", "/en/help/talk-to-us/"],
}


def links_of_entries(client):
    """Slug → the addresses of forms that the entry leads to as a button, Indonesian and English."""
    found = {}
    for slug in ENTRY_LINKS:
        page = HelpEntryPage.objects.get(slug=slug)
        html = [client.get(member.url).content.decode() for member in (page, page.get_translations().get())]
        answers_only = [text.partition('class="answer prose"')[2].partition("<aside")[0] for text in html]
        found[slug] = [url for text in answers_only for url in re.findall(r'class="button quiet" href="([^"]+)"', text)]
    return found


def test_entries_lead_to_the_form_that_helps_in_both_languages(client, loaded):
    assert links_of_entries(client) == ENTRY_LINKS


@pytest.fixture
def shop_without_forms(db):
    """The help center of a shop that was set up before there were forms, with four of its entries."""
    keep_rows("help center without forms", load_without_forms, HELP_APPS)


def load_without_forms():
    make_front_page()
    PolicyFacts().save()
    pages, _forms, words = read_content()
    for entry in (entry for section in pages["sections"] for entry in section["entries"]):
        entry["body"] = [block for block in entry["body"] if "claim_" not in str(block["value"])]
        if entry["slug"] not in ENTRY_LINKS:
            LoadedContent.objects.create(key=f"help/{entry['key']}")  # loaded once, and deleted since
    front_page = Site.objects.get(is_default_site=True).root_page.specific
    set_up_help(front_page, pages, [], words)
    LoadedContent.objects.filter(key__endswith="/form").delete()


def test_a_shop_that_exists_already_gets_the_forms_and_the_links_once(client, shop_without_forms):
    assert not ClaimFormPage.objects.exists()
    call_command("setup_help")
    assert ClaimFormPage.objects.live().count() == 6
    assert links_of_entries(client) == ENTRY_LINKS
    assert rows() == []
    before = list(HelpEntryPage.objects.order_by("pk").values_list("pk", "latest_revision"))
    call_command("setup_help")
    assert list(HelpEntryPage.objects.order_by("pk").values_list("pk", "latest_revision")) == before


def set_up_returns():
    """What setup_help does, with one of the forms."""
    front_page = Site.objects.get(is_default_site=True).root_page.specific
    pages, forms, words = read_content()
    set_up_help(front_page, pages, [form for form in forms if form["key"] == "return"], words)


def test_an_entry_that_an_editor_touched_gets_no_link(client, shop_without_forms, editor):
    page = HelpEntryPage.objects.get(slug="garansi-produk")
    page.title = "Garansi?"
    page.save_revision(user=editor)
    english = HelpEntryPage.objects.get(slug="return-policy")
    english.save_revision(user=editor).publish()
    set_up_returns()
    found = links_of_entries(client)
    assert (found["garansi-produk"], found["kebijakan-pengembalian"]) == ([], [])
    assert found["barang-tidak-sesuai"] == ENTRY_LINKS["barang-tidak-sesuai"]


def test_a_form_that_an_editor_deleted_stays_deleted(loaded):
    ClaimFormPage.objects.get(slug="klaim-garansi").delete()
    call_command("setup_help")
    assert not ClaimFormPage.objects.filter(topic="warranty").exists()


def test_the_files_hold_three_sections_with_four_five_and_three_entries():
    sections = json.loads((CONTENT / "help.json").read_text())["sections"]
    assert [(section["title"], len(section["entries"])) for section in sections] == [
        ("Akun Customer", 4),
        ("Produk dan Pembelian", 5),
        ("Pengembalian Barang dan Refund", 3),
    ]


def test_the_words_that_people_use_find_the_answer(loaded):
    for language, query, *numbers in (
        ("id", "retur", 10),
        ("id", "garansi", 7),
        ("id", "batal", 8),
        ("id", "ongkir", 5),
        ("id", "lacak", 5),
        ("id", "uang kembali", 12),
        ("id", "WA", 9),
        ("id", "claim", 7, 10, 11),
        ("en", "guarantee", 7),
        ("en", "tracking", 5),
        ("en", "money back", 12),
    ):
        assert set(numbers) <= {result.number for result in results(query, 6, language)}, (language, query)


@pytest.fixture
def loaded_before_search_words(loaded):
    """A shop of which two entries were loaded when there were no search words yet; returns the first one's pages."""
    old = [HelpEntryPage.objects.get(slug=slug) for slug in ("cara-mendaftar", "garansi-produk")]
    old = [member for page in old for member in (page, page.get_translations().get())]
    keys = {page.translation_key for page in old}
    StringTranslation.objects.filter(context__path="search_words", context__object_id__in=keys).delete()
    for page in old:
        page.revisions.update(content=page.latest_revision.content | {"search_words": ""})
    HelpEntryPage.objects.filter(translation_key__in=keys).update(search_words="")
    return [HelpEntryPage.objects.get(pk=page.pk) for page in old[:2]]


def words_of(*pages):
    for page in pages:
        page.refresh_from_db()
    return [page.search_words for page in pages]


def test_search_words_are_filled_in_once_where_a_shop_was_loaded_without_them(loaded_before_search_words):
    indonesian, english = loaded_before_search_words
    call_command("setup_help")
    assert words_of(indonesian, english)[0].startswith("daftar, registrasi")
    assert not HelpEntryPage.objects.filter(search_words="").exists()
    assert 7 in [result.number for result in results("guarantee", 6, "en")]
    assert StringTranslation.objects.filter(context__path="search_words", data=english.search_words).exists()
    assert rows() == []  # nothing that readers see has changed
    versions = Revision.objects.count()
    call_command("setup_help")
    assert Revision.objects.count() == versions


def test_search_words_stay_away_from_a_page_that_an_editor_has_written(loaded_before_search_words, editor):
    indonesian, english = loaded_before_search_words
    indonesian.save_revision(user=editor).publish()
    call_command("setup_help")
    assert words_of(indonesian, english) == ["", ""]


def test_an_english_page_of_an_editors_gets_its_search_words_from_the_next_translation(
    loaded_before_search_words, editor
):
    indonesian, english = loaded_before_search_words
    english.save_revision(user=editor).publish()
    call_command("setup_help")
    assert [bool(words) for words in words_of(indonesian, english)] == [True, False]
    assert StringTranslation.objects.filter(
        context__path="search_words", context__object_id=indonesian.translation_key
    ).exists()


def test_a_page_that_was_taken_off_the_site_is_not_brought_back(loaded_before_search_words):
    indonesian, _english = loaded_before_search_words
    indonesian.unpublish()
    call_command("setup_help")
    indonesian.refresh_from_db()
    assert (indonesian.live, indonesian.search_words) == (False, "")
