"""What a shopper does about an order: each view one action, by POST, then back to the order's page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy

from shop.customer import unsent
from shop.customer.buying_again import put_again
from shop.customer.order_forms import MessageForm, ProofsForm
from shop.customer.order_page import order_page
from shop.customer.signed import OneOrder
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.models import Shortage
from shop.fulfilment.shipping import receive
from shop.fulfilment.stock_check import answer_missing
from shop.invoices.files import pdf_bytes
from shop.order.lifecycle import Role, StepRefused
from shop.order.messages import write_to_shop
from shop.order.progress import moment_words
from shop.payment.paying import PayingRefused, start_attempt
from shop.payment.proofs import add_proof
from web.addresses import absolute, stands_for
from web.limits import Limit

MESSAGES = Limit("order-message", most=10, seconds=3600)
PAYMENTS = Limit("order-pay", most=20, seconds=3600)
UPLOADS = Limit("order-proofs", most=20, seconds=3600)
ANSWERS = {
    Shortage.Answer.DROP: gettext_lazy("Thank you. We leave the missing pieces out and go on with the rest."),
    Shortage.Answer.WAIT: gettext_lazy("Thank you. We wait until the goods are back, and then send you the invoice."),
    Shortage.Answer.CANCEL: gettext_lazy("The order is cancelled."),
}


class OrderAction(OneOrder):
    """One action; a refusal is told on the order's page. Whoever comes by a plain link just sees that page."""

    def get(self, request, **kwargs):
        return redirect(self.address())

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act())
        except StepRefused as refused:
            messages.error(request, str(refused))
        return redirect(self.address())

    def act(self):
        """Do it and return what to tell. Raises StepRefused."""
        raise NotImplementedError


class Cancel(OrderAction):
    """Cancels the order while it is unpaid (promise 8)."""

    def act(self):
        cancel_order(self.order, Role.SHOPPER, self.actor)
        return _("The order is cancelled.")


class Received(OrderAction):
    """ "I have received it": one parcel, or all that are on their way. The time for claims begins."""

    def act(self):
        pk = self.kwargs.get("pk")
        parcel = get_object_or_404(self.order.shipments, pk=pk) if pk else None
        parcels = receive(self.order, Role.SHOPPER, self.actor, parcel)
        if (deadline := parcels[-1].claim_deadline) is None:
            return _("Thank you for telling us.")
        return _("Thank you for telling us. Claims are possible until %(moment)s.") % {"moment": moment_words(deadline)}


class AnswerMissing(OrderAction):
    """What shall be done about goods that are missing before the invoice (promise 12)."""

    def act(self):
        answer = self.request.POST.get("answer")
        if answer not in Shortage.Answer.values:
            raise StepRefused(_("Please choose one of the three answers."))
        answer_missing(self.order, answer, Role.SHOPPER, self.actor)
        return ANSWERS[answer]


class PayOnline(OrderAction):
    """Leads to a payment page of the provider that was chosen, a new one each time."""

    def post(self, request, **kwargs):
        if not PAYMENTS.count(self.order.pk):
            messages.error(request, _("Too many attempts. Please try again in an hour."))
            return redirect(self.address())
        try:
            attempt = start_attempt(self.order, request.POST.get("provider", ""), absolute(self.address()))
        except (StepRefused, PayingRefused) as refused:
            messages.error(request, str(refused))
            return redirect(self.address())
        return redirect(attempt.page)


class BuyAgain(OrderAction):
    """Puts what can still be bought into the basket; says how much that is, and what cannot be bought."""

    def post(self, request, **kwargs):
        bought, left_out = put_again(self.order, request.basket)
        for reason in left_out:
            messages.warning(request, reason)
        if not bought:
            return redirect(self.address())
        messages.success(request, _("Put into your basket: %(goods)s.") % {"goods": ", ".join(bought)})
        return redirect("basket:summary")


class OrderForm(OrderAction):
    """An action with a form: what is wrong with it is told beside its field, on the order's page."""

    form_class = None
    name = ""  # of the form in the page's template
    limit = None

    def post(self, request, **kwargs):
        if not self.limit.count(self.order.pk):
            messages.error(request, _("Too many attempts. Please try again in an hour."))
            return self.again(429, self.form_class(initial=request.POST.dict()))
        form = self.form_class(request.POST, request.FILES)
        try:
            if form.is_valid():
                messages.success(request, self.act(form))
                unsent.forget(self, self.order.number)
                return redirect(self.address())
        except ValidationError as error:
            form.add_error(next(iter(form.fields)), error)
        except StepRefused as refused:
            messages.error(request, str(refused))
            return redirect(self.address())
        return self.again(422, form)

    def again(self, status, form):
        """The order's page with what was typed, which stays there in the other language too."""
        unsent.keep_refused(self, self.order.number)
        stands_for(self.request, self.address())
        return order_page(self, status=status, **{self.name: form})


class SendProofs(OrderForm):
    """Proofs of payment: pictures or PDFs, several at once."""

    form_class = ProofsForm
    name = "proofs_form"
    limit = UPLOADS

    def act(self, form):
        """Keep each file that is a proof. Raises ValidationError that names each of the others."""
        kept, errors = [], []
        for file in form.cleaned_data["files"]:
            try:
                kept.append(add_proof(self.order, file, actor=self.actor).name)
            except ValidationError as error:
                errors += [f"{file.name}: {message}" for message in error.messages]
        if kept and errors:
            messages.success(self.request, _("These files have arrived: %(names)s.") % {"names": ", ".join(kept)})
        if errors:
            raise ValidationError(errors)
        return _("Thank you. We compare the proof with what arrives on our account.")


class WriteMessage(OrderForm):
    """A message to Customer Service, which staff read in the order's timeline."""

    form_class = MessageForm
    name = "message_form"
    limit = MESSAGES

    def act(self, form):
        write_to_shop(self.order, form.cleaned_data["text"], self.actor)
        return _("Thank you. Customer Service reads your message and answers by email.")


class DocumentFile(OneOrder):
    """An invoice or credit note of the order, as a file to keep."""

    def get(self, request, number, **kwargs):
        found = [document for document in self.order.documents.all() if document.number == number]
        if not found:
            raise Http404
        name = f'attachment; filename="{number}.pdf"'
        return HttpResponse(pdf_bytes(found[0]), content_type="application/pdf", headers={"Content-Disposition": name})


class ProofFile(OneOrder):
    """A proof that the shopper sent, as a file: never shown by the browser as a page of ours."""

    def get(self, request, key, **kwargs):
        proof = get_object_or_404(self.order.proofs, key=key)
        return FileResponse(proof.file.open(), as_attachment=True, filename=proof.name, content_type=proof.content_type)
