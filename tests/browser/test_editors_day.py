"""A day of the demonstration's editor in the Indonesian CMS: the tasks of docs/editors.md, with mouse and keyboard."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from helpcenter.models import HelpEntryPage, HelpSectionPage

pytestmark = pytest.mark.django_db(transaction=True)
SECTION, OTHER_SECTION = "Akun Customer", "Produk dan Pembelian"
QUESTION, ENGLISH_QUESTION = "Apakah ada toko fisik?", "Is there a physical shop?"
ANSWER, ENGLISH_ANSWER = "Ada, alamatnya {pickup_address}.", "Yes, at {pickup_address}."
NEXT_ANSWER = "Ada, hanya untuk ambil barang."
PUBLISH_IN_ENGLISH = "Publikasikan dalam English"


@pytest.fixture
def cms(page, demo_shop, settings):
    """The editor's browser, signed in; a script's error or an answer of 500 fails the test."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # the test types faster than a person, and is not overtaken by its own draft
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("response", lambda response: response.status >= 500 and problems.append(response.url))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    page.set_default_navigation_timeout(30_000)
    page.goto("/cms/login/")
    page.get_by_label("Nama pengguna atau email").fill("editor@example.com")
    page.get_by_label("Password").fill("demo-enportu")
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/cms/")
    yield page
    assert problems == []


def test_an_editors_day(cms):
    add_entry(cms)
    reorder(cms)
    move(cms)
    preview_in_indonesian(cms)
    translate(cms)
    change_later(cms)
    read_what_is_stale(cms)
    compare_and_restore(cms)


def entry():
    return HelpEntryPage.objects.get(title=QUESTION)


def section(title):
    return HelpSectionPage.objects.get(title=title)


def questions(page):
    """The questions of the open list, in order."""
    return [title.strip() for title in page.locator("td.title .title-wrapper").all_inner_texts()]


def write(editor, text):
    """Type into a rich text field that was just put in, once it listens."""
    editor.click()
    expect(editor).to_be_focused()
    editor.press_sequentially(text)
    expect(editor).to_have_text(text)
    kept_in_form(editor.page, text)


def kept_in_form(page, text):
    """The rich text field hands what was typed to its form a moment later."""
    expect(page.locator("[name='body-0-value']")).to_have_value(re.compile(re.escape(text)))


def choose_action(page, name):
    """An action of the menu at the foot of the form."""
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("footer").get_by_role("button", name=name, exact=True).click()


def told(page, words):
    expect(page.locator(".messages")).to_contain_text(words)


def add_entry(page):
    page.goto(f"/cms/pages/{section(SECTION).pk}/")
    page.get_by_role("link", name="Tambahkan halaman turunan").click()
    page.get_by_placeholder("Judul halaman*").fill(QUESTION)
    page.get_by_role("button", name="Sisipkan blok").first.click()
    page.get_by_role("option", name="Teks", exact=True).click()
    write(page.locator(".public-DraftEditor-content"), ANSWER)
    choose_action(page, "Publikasi")
    told(page, f"Halaman '{QUESTION}' telah dibuat dan dipublikasi.")
    page.goto(entry().url)
    expect(page.get_by_role("main")).to_contain_text("Ada, alamatnya Jl. Hayam Wuruk No. 127")


def reorder(page):
    page.goto(f"/cms/pages/{section(SECTION).pk}/")
    before = questions(page)
    assert before[-1] == QUESTION
    handle = page.locator("tr").filter(has_text=QUESTION).locator(".w-orderable__item__handle")
    handle.focus()
    for key in ("ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    told(page, f"'{QUESTION}' sudah dipindahkan.")
    page.reload()
    assert questions(page) == [*before[:2], QUESTION, *before[2:4]]


def move(page):
    page.get_by_role("button", name=f"Pilihan lain untuk '{QUESTION}'").click()
    page.get_by_role("link", name="Pindahkan").locator("visible=true").click()
    page.locator("main .w-dropdown__toggle").last.click()
    page.get_by_text("Pilih halaman lain").locator("visible=true").click()
    page.get_by_role("dialog").get_by_role("link", name=OTHER_SECTION).click()
    page.get_by_role("button", name="Konfirmasi").click()
    page.get_by_role("button", name="Ya, pindahkan").click()
    page.wait_for_url(f"**/cms/pages/{section(OTHER_SECTION).pk}/")
    assert questions(page)[-1] == QUESTION
    assert entry().get_parent().title == OTHER_SECTION


def preview_in_indonesian(page):
    page.goto(f"/cms/pages/{entry().pk}/edit/")
    page.get_by_role("button", name="Buka atau tutup pratinjau").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", level=1)).to_contain_text(QUESTION)


def translate(page):
    """From the report: the title side by side, the answer through a PO file; refused while something is missing."""
    page.goto("/cms/reports/translations-to-do/")
    row = page.locator("tr").filter(has_text=QUESTION)
    expect(row).to_contain_text("Belum diterjemahkan")
    row.get_by_role("link", name="Terjemahkan").click()
    page.get_by_role("button", name="Kirim").click()
    page.get_by_role("button", name="Terjemahkan", exact=True).first.click()
    page.keyboard.type(ENGLISH_QUESTION)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text(re.compile("Diterjemahkan pada"))).to_be_visible()
    page.get_by_role("button", name=PUBLISH_IN_ENGLISH).click()
    told(page, f"Jawaban, blok 1 (Teks): Ini belum diterjemahkan: “{ANSWER}”")
    through_po(page)
    with page.expect_popup() as preview:
        page.get_by_role("link", name="Pratinjau").click()
    expect(preview.value.get_by_role("main")).to_contain_text("Yes, at Jl. Hayam Wuruk No. 127")
    preview.value.close()
    page.get_by_role("button", name=PUBLISH_IN_ENGLISH).click()
    told(page, f"'{ENGLISH_QUESTION}' dipublikasikan dalam English.")
    english = HelpEntryPage.objects.get(title=ENGLISH_QUESTION)
    page.goto(english.url)
    assert page.url.endswith("/en/help/products-and-orders/is-there-a-physical-shop/")
    expect(page.get_by_role("main")).to_contain_text("Yes, at Jl. Hayam Wuruk No. 127")


def through_po(page):
    """Send the strings out as a file, and take the file back translated."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh berkas PO").locator("visible=true").click()
    path = download.value.path()
    text = path.read_text()
    empty = f'msgid "{ANSWER}"\nmsgstr ""'
    assert empty in text
    file = {"name": "help.po", "mimeType": "text/x-gettext-translation"}
    translated = text.replace(empty, f'msgid "{ANSWER}"\nmsgstr "{ENGLISH_ANSWER}"').encode()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Unggah berkas PO").locator("visible=true").click()
    chooser.value.set_files(file | {"buffer": translated})
    told(page, "Terjemahan dari berkas PO berhasil diimpor.")


def change_later(page):
    """Another answer, to be public in two days."""
    page.goto(f"/cms/pages/{entry().pk}/edit/")
    answer = page.locator(".public-DraftEditor-content")
    expect(answer).to_contain_text("Ada, alamatnya")
    answer.click()
    answer.press("Control+A")
    answer.press_sequentially(NEXT_ANSWER)
    expect(answer).to_have_text(NEXT_ANSWER)
    kept_in_form(page, NEXT_ANSWER)
    page.get_by_role("button", name="Buka atau tutup status").click()
    page.get_by_role("button", name=re.compile("^(Atur|Ubah) jadwal")).click()
    go_live = timezone.localtime() + timedelta(days=2)
    page.get_by_label("Tanggal/jam aktif").fill(go_live.strftime("%Y-%m-%d %H:%M"))
    page.get_by_role("button", name="Simpan jadwal").press("Enter")  # the open calendar may lie over it
    told(page, "telah diperbarui")
    choose_action(page, "Jadwalkan untuk dipublikasikan")
    told(page, "dijadwalkan")
    page.goto(entry().url)
    expect(page.get_by_role("main")).to_contain_text("Ada, alamatnya")
    with time_machine.travel(go_live + timedelta(minutes=1)):
        call_command("publish_scheduled")
    page.goto(entry().url)
    expect(page.get_by_role("main")).to_contain_text(NEXT_ANSWER)


def read_what_is_stale(page):
    page.goto("/cms/reports/translations-to-do/")
    row = page.locator("tr").filter(has_text=QUESTION)
    expect(row).to_contain_text("Tidak mutakhir")
    expect(row.locator("ins")).to_have_text(["hanya", "untuk ambil barang."])
    page.goto(HelpEntryPage.objects.get(title=ENGLISH_QUESTION).url)
    expect(page.get_by_role("main")).to_contain_text("The Indonesian text was changed on")


def compare_and_restore(page):
    page.goto(f"/cms/pages/{entry().pk}/history/")
    first = page.locator("main").get_by_role("button", name="Tindakan", exact=True).last
    first.click()
    page.get_by_role("link", name="Bandingkan dengan versi sekarang").locator("visible=true").click()
    expect(page.get_by_role("main")).to_contain_text("hanya untuk ambil barang")
    page.go_back()
    first.click()
    page.get_by_role("link", name="Periksa versi ini").locator("visible=true").click()
    choose_action(page, "Publikasikan versi ini")
    page.wait_for_url("**/cms/pages/*/")
    page.goto(entry().url)
    expect(page.get_by_role("main")).to_contain_text("Ada, alamatnya")
    page.goto("/cms/reports/translations-to-do/")
    expect(page.locator("tr").filter(has_text=QUESTION)).to_have_count(0)
