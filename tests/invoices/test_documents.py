"""Invoices and credit notes: numbered without gaps, adding up, printed in the order's language."""

import threading

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext, pgettext

from shop.fulfilment import stock_check
from shop.invoices.files import pdf_bytes
from shop.invoices.issuing import issue_credit_note
from shop.invoices.models import Document
from shop.order.lifecycle import State
from shop.partner.tax import split
from tests.support.life import placed, taken_to


@pytest.mark.django_db
def test_numbers_run_without_gaps_in_each_year_even_where_a_transaction_fails():
    with time_machine.travel("2026-12-31 16:59:59+00:00", tick=False):  # one second before midnight in WIB
        first = stock_check.confirm_stock(placed())
        with transaction.atomic():
            stock_check.confirm_stock(placed())
            transaction.set_rollback(True)
        second = stock_check.confirm_stock(placed())
    with time_machine.travel("2026-12-31 17:00:00+00:00", tick=False):
        third = stock_check.confirm_stock(placed())
    assert [first.number, second.number, third.number] == ["INV-2026-000001", "INV-2026-000002", "INV-2027-000001"]


@pytest.mark.django_db
def test_a_document_is_never_changed_nor_deleted_and_a_credit_note_takes_no_more_than_there_is():
    order = taken_to(State.PAID)
    invoice = order.documents.get()
    with pytest.raises(TypeError):
        invoice.save()
    with pytest.raises(TypeError):
        invoice.delete()
    note = issue_credit_note(order, invoice.total + 1, "")
    assert (note.number, note.total, note.corrects) == ("CN-2026-000001", invoice.total, invoice)
    assert issue_credit_note(order, 1, "") is None


@pytest.mark.parametrize("amount", [1, 7, 99, 1_110_000, 12_345_677])
def test_base_and_tax_of_a_credit_note_are_the_amount(amount):
    net, tax = split(amount)
    assert net + tax == amount


@pytest.mark.django_db
def test_the_pdf_is_made_once_and_says_it_in_the_orders_language(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    order = placed(first_name="سيتي 😀", line1="Jl. <b>Dago</b> " + "panjang " * 20)
    invoice = stock_check.confirm_stock(order)
    made = pdf_bytes(invoice)
    assert made.startswith(b"%PDF-")
    assert storages["private"].exists(f"documents/{invoice.year}/{invoice.number}.pdf")
    assert pdf_bytes(Document.objects.get()) == made


@pytest.mark.parametrize(("language", "headings"), [("id", ["Banyak", "Jumlah"]), ("en", ["Quantity", "Amount"])])
def test_the_columns_of_an_invoice_have_names_of_their_own(language, headings):
    with translation.override(language):
        assert [pgettext("beside an amount", "Quantity"), gettext("Amount")] == headings


@pytest.mark.django_db(transaction=True)
def test_invoices_issued_at_once_have_numbers_of_their_own():
    orders = [placed() for _ in range(6)]

    def issue(order):
        try:
            stock_check.confirm_stock(order)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Document.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]
