"""Which pages are looked at, found by following the shop's own links; the checkout with a basket in hand."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

SHOPPER, PASSWORD = "shopper@example.com", "demo-enportu"  # of the demonstration alone


class Visitor:
    """A browser without pictures: follows links, posts a form, keeps cookies."""

    def __init__(self, base):
        self.base, self.jar = base, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, path, **data):
        """The page's text; a post where there is data. Raises urllib.error.HTTPError."""
        body = urllib.parse.urlencode(data).encode() if data else None
        request = urllib.request.Request(self.base + path, body, {"Referer": self.base + path})  # noqa: S310
        with self.opener.open(request, timeout=30) as answer:
            return answer.read().decode()

    @property
    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def pages_to_audit(base):
    """Name, path and cookie of each page."""
    visitor = Visitor(base)
    category = first(r'href="(/katalog/kategori/[^"]+)"', visitor.open("/"))
    for path in dict.fromkeys(re.findall(r'href="(/katalog/[\w-]+_\d+/)"', visitor.open(category))):
        product = visitor.open(path)
        if form := re.search(
            r'action="(/keranjang/[a-z]+/\d+/)".*?name="csrfmiddlewaretoken" value="(\w+)"', product, re.S
        ):
            break
    visitor.open(form[1], csrfmiddlewaretoken=form[2], quantity=1)
    pages = {"front": "/", "list": category, "product": path, "help": "/bantuan/"}
    yield from ((name, address, "") for name, address in pages.items())
    yield "checkout", "/checkout/", visitor.cookie
    yield "claim form", first(r'href="(/bantuan/[^"#]*hubungi[^"#]*/)"', visitor.open("/bantuan/")), ""
    member = Visitor(base)
    token = first(r'name="csrfmiddlewaretoken" value="(\w+)"', member.open("/akun/masuk/"))
    member.open("/akun/masuk/", csrfmiddlewaretoken=token, username=SHOPPER, password=PASSWORD)
    yield "claim", first(r'href="(/akun/klaim/[^"/]+/)"', member.open("/akun/klaim/")), member.cookie


def first(pattern, text):
    return re.search(pattern, text)[1]
