"""Photos for the demonstration's claims: pictures of its catalogue, as a customer would show what is wrong."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from shop.catalogue.demo.files import PICTURES

SIDE = 1200  # pixels
TABLE, MARK, PAPER, INK = (214, 204, 190), (200, 32, 40), (250, 250, 247), (40, 44, 52)


def marked(picture, name="foto.jpg", label=""):
    """The catalogue's `picture` on a table, the fault circled; `label` stands on a sticker below it."""
    photo = Image.new("RGB", (SIDE, SIDE), TABLE)
    with Image.open(PICTURES / f"{picture}.webp") as goods:
        goods = goods.convert("RGBA").resize((SIDE - 200, SIDE - 200)).rotate(4, fillcolor=(0, 0, 0, 0))
        photo.paste(goods, (100, 60), goods)
    pen = ImageDraw.Draw(photo)
    pen.ellipse((620, 380, 900, 640), outline=MARK, width=14)
    if label:
        pen.rectangle((120, 1000, 1080, 1120), fill=PAPER, outline=INK, width=4)
        pen.text((160, 1030), label, fill=INK, font_size=52)
    return _file(photo, name)


def receipt(number, name="resi.jpg"):
    """The courier's receipt of a parcel."""
    paper = Image.new("RGB", (600, 360), PAPER)
    pen = ImageDraw.Draw(paper)
    for place, row in enumerate(("BUKTI PENGIRIMAN", "", f"Resi   {number}", "Tujuan Enportu")):
        pen.text((40, 50 + 60 * place), row, fill=INK, font_size=34)
    return _file(paper, name)


def _file(picture, name):
    target = BytesIO()
    picture.save(target, "JPEG", quality=85)
    return ContentFile(target.getvalue(), name=name)
