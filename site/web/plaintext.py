"""HTML of our own as plain text, for the text part of a mail."""

import re
from html.parser import HTMLParser

PARAGRAPHS = {"p", "h1", "h2", "h3", "ul", "ol", "dl", "table", "address", "blockquote"}
LINES = {"br", "li", "tr", "dt", "div"}
CELLS = {"td", "th", "dd"}


class _Writer(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []
        self.link = None

    def handle_starttag(self, tag, attrs):
        if tag in PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in LINES:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in CELLS:
            self.parts.append(" ")
        elif tag == "a":
            self.link = dict(attrs).get("href")

    def handle_endtag(self, tag):
        if tag in PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag == "a" and self.link:
            address = self.link.removeprefix("mailto:").removeprefix("tel:")
            if not self.parts[-1].endswith(address):
                self.parts.append(f": {address}" if address == self.link else "")
            self.link = None

    def handle_data(self, data):
        self.parts.append(re.sub(r"\s+", " ", data))


def plain_text(html):
    """Paragraphs as paragraphs, list items with a dash, links with their address behind them."""
    writer = _Writer()
    writer.feed(html)
    lines = (line.strip() for line in "".join(writer.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
