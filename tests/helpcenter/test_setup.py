"""The first texts: complete, in both languages, loaded once, with every fact from the policy facts."""

import json
import re
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from wagtail_localize.models import Translation

from helpcenter import models
from helpcenter.models import HelpEntryPage
from helpcenter.outline import entries_of, index_of, outline, write_answers
from helpcenter.passages import plain
from helpcenter.report import rows
from helpcenter.search import results
from helpcenter.tokens import names_in, token_values
from shop.policies.contact import contact_cards
from shop.policies.models import PolicyFacts
from tests.helpcenter.conftest import make_front_page
from tests.support.rows import keep_rows

CONTENT = Path(models.__file__).parent / "content"
APPS = ("wagtailcore", "wagtail_localize", "wagtailsearch", "helpcenter", "web", "policies", "home", "wagtailimages")


@pytest.fixture
def loaded(db):
    """The help center as set-up loads it."""

    def load():
        make_front_page()
        PolicyFacts().save()
        call_command("setup_help")

    keep_rows("loaded_help_center", load, APPS)


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
    assert Translation.objects.count() == 16
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


def test_no_number_of_the_promises_is_written_into_a_text():
    texts = [entry.msgid for entry in polib.pofile(str(CONTENT / "help.en.po"))]
    texts += [entry.msgstr for entry in polib.pofile(str(CONTENT / "help.en.po"))]
    texts.append(re.sub(r'"key": "[^"]*"', "", (CONTENT / "help.json").read_text()))
    assert [text for text in texts if re.search(r"\d", text)] == []


def test_every_translation_keeps_the_tokens_of_its_source():
    for entry in polib.pofile(str(CONTENT / "help.en.po")):
        assert names_in(entry.msgid) == names_in(entry.msgstr), entry.msgid


def test_the_files_hold_three_sections_with_four_five_and_three_entries():
    sections = json.loads((CONTENT / "help.json").read_text())["sections"]
    assert [(section["title"], len(section["entries"])) for section in sections] == [
        ("Akun Customer", 4),
        ("Produk dan Pembelian", 5),
        ("Pengembalian Barang dan Refund", 3),
    ]


@pytest.mark.parametrize(
    ("language", "query", "number"),
    [
        ("id", "retur", 10),
        ("id", "garansi", 7),
        ("id", "batal", 8),
        ("id", "ongkir", 5),
        ("id", "lacak", 5),
        ("id", "uang kembali", 12),
        ("id", "WA", 9),
        ("en", "guarantee", 7),
        ("en", "tracking", 5),
        ("en", "money back", 12),
    ],
)
def test_the_words_that_people_use_find_the_answer(loaded, language, query, number):
    assert number in [result.number for result in results(query, 6, language)]
