"""Files of an order, for staff alone: invoices, packing slips, proofs of payment. All are handed out as attachments."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404

from shop.fulfilment.models import Shipment
from shop.fulfilment.packing_slip import packing_slip
from shop.invoices.files import pdf_bytes
from shop.invoices.models import Document
from shop.payment.models import Proof
from web.uploads import PDF, SUFFIXES


def document(request, number, pk):
    """An invoice or credit note of the order."""
    found = get_object_or_404(Document, pk=pk, order__number=number)
    return _attachment(pdf_bytes(found), f"{found.number}.pdf")


def slip(request, number, pk):
    """The packing slip of a parcel of the order."""
    shipments = Shipment.objects.select_related("order__user", "order__shipping_address")
    parcel = get_object_or_404(shipments, pk=pk, order__number=number)
    return _attachment(packing_slip(parcel), f"{number}-{parcel.pk}.pdf")


def proof(request, number, key):
    """A proof of payment as it was sent, under a name of ours."""
    found = get_object_or_404(Proof, key=key, order__number=number)
    name = f"{number}-{found.pk}{SUFFIXES.get(found.content_type, '.bin')}"
    return FileResponse(found.file.open(), as_attachment=True, filename=name, content_type=found.content_type)


def _attachment(content, name):
    return HttpResponse(content, content_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})
