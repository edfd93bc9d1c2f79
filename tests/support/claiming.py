"""A claim in a browser, in both languages: from an answer of the help center to its page, and what staff do with it."""

from playwright.sync_api import expect

from shop.claims.models import Claim
from shop.order.models import Order
from tests.support.asking import enter, link_in
from tests.support.claims import picture_bytes, received_order, video_bytes
from tests.support.people import make_member

WORDS = {
    "id": {
        "help": "/bantuan/",
        "desk": "/dashboard/claims/",
        "number": "Nomor pesanan",
        "mail_me": "Kirimi saya tautannya",
        "form_mail": "Tautan ke formulir klaim",
        "choose": "Pilih",
        "seal": "Apakah segel kemasannya masih utuh?",
        "unused": "Apakah barangnya belum dipakai dan masih dalam keadaan semula?",
        "yes": "Ya",
        "no": "Tidak",
        "wrong_goods": "Barang yang saya terima tidak sesuai pesanan",
        "defect": "Barang memiliki cacat produksi",
        "refund": "Uang saya kembali",
        "replacement": "Barang yang benar, dalam keadaan baik",
        "repair": "Perbaikan",
        "intact": "Utuh",
        "will_send_back": "Saya bersedia mengirimkan barang kembali",
        "send": "Kirim",
        "claim": "Klaim",
        "received": "Sudah kami terima",
        "received_mail": "sudah kami terima",
        "approved_mail": "disetujui",
        "returned_mail": "barang sudah tiba",
        "bank": "Bank",
        "account": "Nomor rekening",
        "holder": "Pemilik rekening",
    },
    "en": {
        "help": "/en/help/",
        "desk": "/en/dashboard/claims/",
        "number": "Order number",
        "mail_me": "Mail me the link",
        "form_mail": "The link to the claim form",
        "choose": "Choose",
        "seal": "Is the seal of the packaging unbroken?",
        "unused": "Are the goods unused and in their original state?",
        "yes": "Yes",
        "no": "No",
        "wrong_goods": "I received other goods than I ordered",
        "defect": "The goods have a manufacturing defect",
        "refund": "My money back",
        "replacement": "The right goods, in good order",
        "repair": "A repair",
        "intact": "Undamaged",
        "will_send_back": "I am willing to send the goods back",
        "send": "Send",
        "claim": "Claim",
        "received": "Received by us",
        "received_mail": "We have your claim",
        "approved_mail": "is approved",
        "returned_mail": "the goods have arrived",
        "bank": "Bank",
        "account": "Account number",
        "holder": "Account holder",
    },
}
FILES = [
    {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()},
    {"name": "film.mp4", "mimeType": "video/mp4", "buffer": video_bytes()},
]


def order_of(who, language, **values):
    """Two drills that a "member" (budi, who has signed up) or a "guest" (siti@example.com) has received."""
    owner = {"user": make_member(language=language), "guest_email": ""} if who == "member" else {}
    order = received_order(**values)
    Order.objects.filter(pk=order.pk).update(language=language, **owner)
    order.refresh_from_db()
    return order


class Claimant:
    """Somebody at the shop's pages with their mailbox, who knows what the help center says."""

    def __init__(self, page, live_server, smtp, run_tasks, language, order):
        self.page, self.words, self.language, self.order = page, WORDS[language], language, order
        self._server, self._smtp, self._run_tasks = live_server, smtp, run_tasks

    @property
    def main(self):
        return self.page.get_by_role("main")

    def mail(self, subject):
        """The newest mail with `subject` in its own, once all waiting tasks are done."""
        self._run_tasks()
        found = [mail for mail in self._smtp.messages if subject in mail["Subject"]]
        assert found, [mail["Subject"] for mail in self._smtp.messages]
        return found[-1]

    def text_of(self, subject):
        return self.mail(subject).get_body(("plain",)).get_content()

    def open_mail(self, subject):
        """Follow the link in that mail."""
        self.page.goto(link_in(self.mail(subject), self._server))

    def read(self, question):
        """Open a question of the help center; return its answer."""
        self.page.goto(self.words["help"])
        entry = self.page.locator("details.question").filter(has_text=question)
        entry.locator("summary").click()
        return entry.locator(".answer")

    def open_form(self, answer, link):
        """From the answer to the page that lists the order's lines: after the sign-in, or by the mailed link."""
        answer.get_by_role("link", name=link, exact=True).click()
        if self.order.user_id:
            self.main.get_by_role("link", name="Sign In", exact=True).click()
            enter(self.page, self.language)
            return
        self.page.get_by_label(self.words["number"], exact=True).fill(self.order.number)
        self.page.get_by_label("Email", exact=True).fill(self.order.email)
        self.page.get_by_role("button", name=self.words["mail_me"], exact=True).click()
        self.open_mail(self.words["form_mail"])

    def choose(self):
        """The one line of the order."""
        self.main.locator(".claim-lines").get_by_role("link", name=self.words["choose"]).click()

    def tick(self, group, answer):
        self.page.get_by_role("group", name=self.words[group]).get_by_label(self.words[answer], exact=True).check()

    def fill_in(self, wish, description):
        """What every form asks, with a photo and a video that are there before it is sent."""
        self.page.locator("#id_photos").set_input_files(FILES)
        self.page.get_by_label(self.words[wish], exact=True).check()
        self.page.locator("#id_description").fill(description)
        expect(self.page.locator(".kept-files [data-key]")).to_have_count(2)

    def fill_in_return(self, reason, wish, description):
        self.fill_in(wish, description)
        self.page.get_by_label(self.words[reason], exact=True).check()
        self.tick("seal", "yes")
        self.tick("unused", "yes")
        self.page.get_by_label(self.words["intact"], exact=True).check()
        self.page.get_by_label(self.words["will_send_back"]).check()

    def send(self):
        self.page.get_by_role("button", name=self.words["send"], exact=True).last.click()

    def sent(self):
        """The claim that was sent: its page is open with what was sent, and its mail has come."""
        expect(self.page.locator("main .badge").first).to_have_text(self.words["received"])
        claim = Claim.objects.get()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"{self.words['claim']} {claim.number}")
        for file in FILES:
            expect(self.main.get_by_role("link", name=file["name"])).to_be_visible()
        assert [file.name for file in claim.attachments.order_by("pk")] == ["foto.jpg", "film.mp4"]
        assert claim.number in self.mail(self.words["received_mail"])["Subject"]
        return claim

    def name_account(self, button):
        """Fill in the account that the money shall go to; the page of the refund is open."""
        self.page.get_by_label(self.words["bank"], exact=True).fill("BCA")
        self.page.get_by_label(self.words["account"], exact=True).fill("123-456-7890")
        self.page.get_by_label(self.words["holder"], exact=True).fill("Siti Aminah")
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.main).to_contain_text("BCA ••7890")


class Desk:
    """Somebody of the staff in the dashboard, in a browser of their own."""

    def __init__(self, page, language):
        self.page, self.words = page, WORDS[language]

    def open(self, claim):
        """From the queue to the page of the claim."""
        self.page.goto(self.words["desk"])
        self._press(self.page.get_by_role("link", name=claim.number, exact=True))

    def do(self, task, **values):
        """Fill in a task of the page that is open, and answer its question with yes."""
        form = self.page.locator(f"#task-{task}")
        form.wait_for(state="attached")
        if not form.is_visible():
            self.page.locator("details").filter(has=form).locator("summary").click()
        for name, value in values.items():
            form.locator(f"[name={name}]").fill(value)
        self._press(form.locator("button[type=submit]").last)
        if (yes := self.page.locator("#confirm_form [name=confirmed]")).count():
            self._press(yes)
        expect(self.page.locator(".alert-success")).to_be_visible()

    def _press(self, button):
        """Press it, and wait for the next page: what is asked at once would be answered by the last one."""
        with self.page.expect_navigation():
            button.click()
