"""The PDF of a document: made once, kept among the private files, made again where it is gone."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from shop.invoices.pdf import invoice_pdf


def pdf_bytes(document):
    """The bytes of the PDF. Usually the worker has made it with the mail; else it is made here."""
    files, name = storages["private"], f"documents/{document.year}/{document.number}.pdf"
    if not files.exists(name):
        made = invoice_pdf(document)
        if not files.exists(name):
            files.save(name, ContentFile(made))
        return made
    with files.open(name) as file:
        return file.read()
