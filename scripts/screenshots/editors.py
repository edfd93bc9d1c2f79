"""The steps of docs/editors.md in the CMS, as the demonstration's editor sees them."""

EDITOR, PASSWORD = "editor@example.com", "demo-enportu"
AUTOSAVE_MS = 2500
PATH = ("Beranda", "Customer Claim dan Bantuan", "Pengembalian Barang dan Refund")
FORM = "Ajukan retur"
QUESTION = "Bagaimana kebijakan pengembalian barang?"


def take_editors(camera):
    """The order of entries, an entry, a refusal, the history, translating, its report, the facts, a claim form."""
    page = camera.page(1280, 900)
    page.goto("/cms/login/")
    page.fill("input[name=username]", EDITOR)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/cms/")
    page.goto("/cms/pages/")
    for title in PATH:
        page.goto(_address(page, title).replace("/edit/", "/"))
    page.wait_for_selector(".w-orderable__item__handle")
    camera.take(page, "editors-order")
    entry = _address(page, QUESTION)
    _take_entry(camera, page, entry)
    _take_translation(camera, page, entry)
    page.goto("/cms/settings/policies/policyfacts/")
    camera.take(page, "editors-facts")
    _take_claim_form(camera, page)


def _address(page, title):
    """The address of the editing form of the page that the open list calls `title`."""
    return page.locator("td.title a[href$='/edit/']", has_text=title).first.get_attribute("href")


def _take_entry(camera, page, address):
    page.goto(address)
    answer = page.locator(".public-DraftEditor-content").first
    answer.wait_for()
    camera.take(page, "editors-entry")
    page.locator("details.help-block summary").click()
    page.locator("details.help-block").scroll_into_view_if_needed()
    camera.take(page, "editors-tokens")
    answer.click()
    page.keyboard.type("{claim_windo} ")
    _publish(page)
    page.get_by_text("{claim_windo} bukan token").locator("visible=true").first.wait_for()
    camera.take(page, "editors-refused")
    page.goto(address.replace("/edit/", "/history/"))
    camera.take(page, "editors-history")


def _publish(page):
    """Press Publish, once the draft that the form saves by itself is saved."""
    page.wait_for_timeout(AUTOSAVE_MS)
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("button[name=action-publish]").click()


def _take_translation(camera, page, address):
    """Publish a changed text, then show the report and the translation editor."""
    page.goto(address)
    answer = page.locator(".public-DraftEditor-content").first
    answer.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Produk yang sudah dibayar dapat dikembalikan dalam {claim_window} setelah barang diterima.")
    _publish(page)
    page.wait_for_url("**/cms/pages/*/")
    page.goto("/cms/reports/translations-to-do/")
    camera.take(page, "editors-report")
    page.get_by_role("link", name="Terjemahkan").first.click()
    page.locator("text=Publikasikan dalam English").first.wait_for()
    camera.take(page, "editors-translate")


def _take_claim_form(camera, page):
    page.goto("/cms/pages/")
    for title in PATH[:2]:
        page.goto(_address(page, title).replace("/edit/", "/"))
    page.goto(_address(page, FORM))
    page.locator("[data-streamfield-child]").first.scroll_into_view_if_needed()
    camera.take(page, "editors-claim-form")
