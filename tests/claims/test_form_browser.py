"""The form for claims in a browser with real files: with its script, and without any."""

import re

import pytest
from playwright.sync_api import expect

from shop.claims.models import Claim, HelpOffer
from shop.order.links import Purpose, sign
from tests.support.axe import DESK, PHONE, objections
from tests.support.claims import picture_bytes, received_order, video_bytes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.support.claim_forms")]

WORDS = {
    "id": {"send": "Kirim", "yes": "Ya", "wrong": "Barang yang saya terima tidak sesuai pesanan",
           "money": "Uang saya kembali",
           "what": "Apa yang terjadi?", "remove": "Hapus", "add": "Tambahkan berkas yang dipilih", "name": "Nama",
           "helped": "Ini menjawab pertanyaan saya", "thanks": "Kami senang pertanyaan Anda terjawab"},
    "en": {"send": "Send", "yes": "Yes", "wrong": "I received other goods than I ordered", "money": "My money back",
           "what": "What happened?", "remove": "Remove", "add": "Add the chosen files", "name": "Name",
           "helped": "This answered my question", "thanks": "We are glad that this answered your question"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _forms(settings):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claim_forms.address"


@pytest.fixture
def files(tmp_path):
    """Names of real files: a photo, a video, and something that is neither."""
    made = {"foto.jpg": picture_bytes((1600, 1200)), "film.mp4": video_bytes(), "palsu.jpg": b"MZ" + bytes(500)}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in made}


def form_address(language):
    order = received_order()
    prefix = "" if language == "id" else "/en"
    return f"{prefix}/formulir/return/?token={sign(Purpose.CLAIM_FORM, order.number)}&line={order.lines.get().pk}"


def fill(page, words):
    page.get_by_label(words["name"], exact=True).fill("Siti")
    page.get_by_label(words["wrong"]).check()
    for name in ("is_sealed", "is_unused"):
        page.locator(f'[name={name}][value="yes"]').check()
    page.get_by_label(words["money"]).check()
    page.get_by_label(words["what"]).fill("Isinya gerinda lain. 🙈")


def test_a_return_that_does_not_fit_is_told_when_the_answer_is_chosen(new_context, set_up_shop):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(form_address("en"))
    refusal = page.get_by_text("Goods can be returned only with the seal of the packaging unbroken.")
    expect(refusal).to_be_hidden()
    page.locator("[name=is_sealed][value=no]").check()
    expect(refusal).to_be_visible()
    page.locator("[name=is_sealed][value=yes]").check()
    expect(refusal).to_be_hidden()
    page.get_by_label("I no longer want the goods").check()
    page.get_by_role("link", name="Use the warranty").click()
    expect(page).to_have_url(re.compile(r"/en/formulir/warranty/\?token="))


def send(page, words):
    page.get_by_role("button", name=words["send"], exact=True).click()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_claim_with_files_is_sent_with_the_script(page, set_up_shop, files, language):
    words = WORDS[language]
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(form_address(language))
    chooser = page.locator("#id_photos")
    chooser.set_input_files([files["foto.jpg"], files["palsu.jpg"], files["film.mp4"]])
    page.locator(".kept-files [data-key]").nth(1).wait_for()
    assert page.locator(".kept-files .refused").inner_text().startswith("palsu.jpg: ")
    assert page.locator(".kept-files img").evaluate(
        "picture => picture.complete && picture.naturalWidth > 0 || picture.decode().then(() => true)"
    )
    page.locator(".kept-files .refused button").click()
    page.get_by_role("button", name=f"{words['remove']} film.mp4").click()
    page.locator(".kept-files li").nth(1).wait_for(state="detached")
    fill(page, words)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label(words["what"])).to_have_value("Isinya gerinda lain. 🙈")
    expect(page.get_by_label(words["money"])).to_be_checked()
    expect(page.locator(".kept-files [data-key]")).to_have_count(1)
    with page.expect_navigation():
        send(page, words)
    claim = Claim.objects.get()
    assert [file.name for file in claim.attachments.all()] == ["foto.jpg"]
    assert (claim.name, claim.description, claim.language) == ("Siti", "Isinya gerinda lain. 🙈", language)


def test_a_file_chosen_before_the_script_is_there_goes_as_soon_as_it_is(page, set_up_shop, files):
    held = []
    page.route("**/js/claim-form*.js", lambda route: held.append(route))
    page.goto(form_address("id"), wait_until="commit")
    page.locator("#id_photos").set_input_files(files["foto.jpg"])
    held[0].continue_()
    page.locator(".kept-files [data-key]").wait_for()


@pytest.mark.parametrize("way", ["change", "wait"])
def test_send_works_again_after_sending_was_stopped(new_context, set_up_shop, way):
    page = new_context().new_page()  # the clock is that of the whole profile
    page.clock.install()
    page.goto(form_address("id"))
    page.evaluate("""() => {
        window.sent = 0;
        addEventListener("submit", (event) => {  // after the form's own listener: what it lets pass goes nowhere
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
        });
    }""")
    for _click in range(2):
        send(page, WORDS["id"])
    assert page.evaluate("window.sent") == 1
    if way == "change":
        page.locator("#id_description").fill("Isinya gerinda lain sekali.")
    else:
        page.clock.run_for(10_000)
    send(page, WORDS["id"])
    assert page.evaluate("window.sent") == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_claim_with_files_is_sent_without_any_script(new_context, base_url, set_up_shop, files, language):
    words = WORDS[language]
    page = new_context(java_script_enabled=False).new_page()
    page.goto(base_url + form_address(language))
    page.get_by_label(words["what"]).fill("Setengah jalan")
    page.locator("#id_photos").set_input_files([files["foto.jpg"], files["film.mp4"]])
    page.get_by_role("button", name=words["add"]).click()
    expect(page.locator(".kept-files [data-key]")).to_have_count(2)
    expect(page.get_by_label(words["what"])).to_have_value("Setengah jalan")
    page.get_by_role("button", name=f"{words['remove']} film.mp4").click()
    expect(page.locator(".kept-files [data-key]")).to_have_count(1)
    send(page, words)
    expect(page.locator("[data-errors]")).to_be_visible()
    fill(page, words)
    with page.expect_navigation():
        send(page, words)
    assert [file.name for file in Claim.objects.get().attachments.all()] == ["foto.jpg"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_errors_take_focus_and_lead_to_their_fields(page, set_up_shop, language):
    page.goto(form_address(language))
    send(page, WORDS[language])
    expect(page.locator("[data-errors]")).to_be_focused()
    for link in page.locator("[data-errors] a").all():
        expect(page.locator(link.get_attribute("href"))).to_have_count(1)
    page.locator('[data-errors] a[href="#id_description"]').click()
    expect(page.locator("#id_description")).to_be_focused()


@pytest.mark.parametrize("language", ["id", "en"])
def test_help_is_offered_while_one_writes_and_what_helped_is_recorded(page, set_up_shop, language):
    words = WORDS[language]
    page.goto(form_address(language))
    with page.expect_response(lambda answer: "?topic=" in answer.url):
        page.get_by_label(words["what"]).press_sequentially({"id": "lupa password", "en": "forgot password"}[language])
    page.locator("[data-offers-list] a", has_text="password").first.wait_for()
    page.get_by_role("button", name=words["helped"]).first.click()
    page.get_by_text(words["thanks"]).wait_for()
    assert "password" in HelpOffer.objects.get().entry_title
    assert page.get_by_label(words["what"]).input_value() != ""


@pytest.mark.parametrize(("language", "sizes"), [("id", (PHONE, DESK)), ("en", (DESK, PHONE))])
def test_the_pages_fit_and_axe_finds_nothing(page, set_up_shop, files, language, sizes):
    page.set_viewport_size(sizes[0])
    address = form_address(language)
    bare, choosing, warranty = (
        address.partition("?")[0],
        address.partition("&line")[0],
        address.replace("return", "warranty"),
    )
    for number, place in enumerate([address, warranty, choosing, bare, f"{bare}?sent=1", f"{bare}?token=x"]):
        page.goto(place)
        if number == 0:
            page.locator("#id_photos").set_input_files(files["foto.jpg"])
            page.locator(".kept-files [data-key]").wait_for()
            with page.expect_navigation():
                send(page, WORDS[language])
        for size in sizes:
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert objections(page) == []
        sizes = sizes[::-1]
