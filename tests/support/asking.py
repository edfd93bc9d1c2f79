"""What a shopper in a browser reads and does, in both languages."""

from tests.support.people import PASSWORD

WORDS = {
    "id": {
        "username": "Nama pengguna",
        "login": "Nama pengguna atau email",
        "name": "Nama",
        "email": "Email",
        "phone": "Telepon",
        "password": "Password",
        "language": "Bahasa",
        "old_password": "Password lama",
        "new_password": "Password baru",
        "again": "Password baru sekali lagi",
        "save": "Simpan",
        "change": "Ubah password",
        "set": "Pasang password baru",
        "mail_me": "Kirimi saya tautan",
        "confirm": "Konfirmasi alamat ini",
        "add_address": "Tambah alamat",
        "welcome": "Selamat datang di Enportu",
        "reset": "Pilih password baru untuk Enportu",
        "look": "Periksa kotak surat Anda",
        "waiting": "Menunggu pemeriksaan stok",
        "next": "akan diproses pada",
        "no_orders": "Anda belum pernah memesan.",
    },
    "en": {
        "username": "Username",
        "login": "Username or email",
        "name": "Name",
        "email": "Email",
        "phone": "Phone",
        "password": "Password",
        "language": "Language",
        "old_password": "Old password",
        "new_password": "New password",
        "again": "New password again",
        "save": "Save",
        "change": "Change the password",
        "set": "Set the new password",
        "mail_me": "Mail me a link",
        "confirm": "Confirm this address",
        "add_address": "Add an address",
        "welcome": "Welcome to Enportu",
        "reset": "Choose a new password for Enportu",
        "look": "Look into your mailbox",
        "waiting": "Waiting for the stock check",
        "next": "will be processed on",
        "no_orders": "You have not ordered anything yet.",
    },
}


def start(page, language):
    """Open a page that anybody may see, in this language."""
    page.goto({"id": "/katalog/", "en": "/en/catalogue/"}[language])


def sign_in(page, language, login="budi", password=PASSWORD):
    """From any page, by the words of the help center."""
    page.get_by_role("banner").get_by_role("link", name="Sign In", exact=True).click()
    enter(page, language, login, password)


def enter(page, language, login="budi", password=PASSWORD):
    """Fill in the page of "Sign In", which is open."""
    page.get_by_label(WORDS[language]["login"], exact=True).fill(login)
    page.get_by_label(WORDS[language]["password"], exact=True).fill(password)
    page.get_by_role("button", name="Sign In", exact=True).click()


def link_in(mail, live_server):
    """The first link into the shop that a mail holds, on the running server."""
    text = mail.get_body(("plain",)).get_content()
    address = next(word for word in text.split() if word.startswith("http://testserver/"))
    return address.replace("http://testserver", live_server.url)
