"""What a customer does about a claim: each view one action, by POST, then back to the claim's page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from shop.claims.lifecycle import ClaimRefused
from shop.claims.page.claim import OneClaim, claim_page
from shop.claims.page.forms import ClaimMessageForm, ParcelForm
from shop.claims.resolving import note_parcel
from shop.claims.talking import withdraw, write_to_shop
from shop.claims.words import Kind, Role, State, Topic
from shop.customer import unsent
from web.addresses import stands_for
from web.limits import Limit

MESSAGES = Limit("claim-message", most=20, seconds=3600)
PARCELS = Limit("claim-parcel", most=10, seconds=3600)


class ClaimAction(OneClaim):
    """One action; a refusal is told on the claim's page. Whoever comes by a plain link just sees that page."""

    def get(self, request, **kwargs):
        return redirect(self.address())

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act())
        except ClaimRefused as refused:
            messages.error(request, str(refused))
        return redirect(self.address())

    def act(self):
        """Do it and return what to tell. Raises ClaimRefused."""
        raise NotImplementedError


class Withdraw(ClaimAction):
    """Takes the claim back."""

    def act(self):
        withdraw(self.claim, self.actor)
        if self.claim.topic == Topic.QUESTION:
            return _("The question is withdrawn.")
        return _("The claim is withdrawn.")


class ClaimForm(ClaimAction):
    """An action with a form: what is wrong with it is told beside its field, on the claim's page."""

    form_class = None
    name = ""  # of the form in the page's template
    limit = None

    def post(self, request, **kwargs):
        if not self.limit.count(self.claim.pk):
            messages.error(request, _("Too many attempts. Please try again in an hour."))
            return self.again(429, self.form_class(initial=request.POST.dict()))
        form = self.form_class(request.POST, request.FILES)
        try:
            if form.is_valid():
                messages.success(request, self.act(form))
                for field in form.fields.values():
                    for refused in getattr(field, "refused", ()):
                        messages.error(request, refused)
                unsent.forget(self, self.claim.number)
                return redirect(self.address())
        except ValidationError as error:
            form.add_error(None, error)
        except ClaimRefused as refused:
            messages.error(request, str(refused))
            return redirect(self.address())
        return self.again(422, form)

    def again(self, status, form):
        """The claim's page with what was typed, which stays there in the other language too."""
        unsent.keep_refused(self, self.claim.number)
        stands_for(self.request, self.address())
        return claim_page(self, status=status, **{self.name: form})


class WriteMessage(ClaimForm):
    """A message to Customer Service, files, or both; it answers what staff asked."""

    form_class = ClaimMessageForm
    name = "message_form"
    limit = MESSAGES

    def act(self, form):
        write_to_shop(self.claim, form.cleaned_data["text"], form.cleaned_data["files"], self.actor)
        return _("Thank you. Customer Service reads your message and answers by email.")


class TellParcel(ClaimForm):
    """How the goods were sent to the shop, once the claim is approved."""

    form_class = ParcelForm
    name = "parcel_form"
    limit = PARCELS

    def act(self, form):
        if self.claim.state != State.APPROVED:
            raise ClaimRefused(_("The goods can be sent to us once the claim is approved."))
        told = {"direction": "to_shop", **form.cleaned_data}
        last = self.claim.events.filter(kind=Kind.PARCEL).last()
        if not last or last.details != told:  # else it is a second click
            note_parcel(self.claim, role=Role.CUSTOMER, actor=self.actor, **told)
        return _("Thank you. We write to you when the parcel has arrived.")


class SentFile(OneClaim):
    """A file of the claim, to keep: never shown by the browser as a page of ours."""

    def get(self, request, key, **kwargs):
        file = get_object_or_404(self.claim.attachments, key=key)
        return FileResponse(file.file.open(), as_attachment=True, filename=file.name, content_type=file.content_type)


class Preview(OneClaim):
    """The small JPEG of a picture, written by us, for the page."""

    def get(self, request, key, **kwargs):
        file = get_object_or_404(self.claim.attachments, key=key)
        if not file.preview:
            raise Http404
        return FileResponse(file.preview.open(), content_type="image/jpeg")
