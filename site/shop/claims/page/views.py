"""The member's claims, and the page of one, also for anybody else with its signed link."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.views.generic import ListView

from shop.claims.links import claim_path, form_path
from shop.claims.models import Claim, ClaimEvent
from shop.claims.page.claim import TONES, OneClaim, claim_page
from shop.claims.page.forms import ClaimMessageForm, ParcelForm
from shop.claims.page.progress import next_step
from shop.claims.words import Kind, Topic
from shop.customer.unsent import unsent_forms

FORMS = {"message": ("message_form", ClaimMessageForm), "parcel": ("parcel_form", ParcelForm)}
SENT_BACK = ClaimEvent.objects.filter(
    claim=OuterRef("pk"), kind=Kind.PARCEL, is_public=True, details__direction="to_shop"
)


class Claims(ListView):
    """The member's own claims and those about their orders that came through a mailed link, newest first."""

    template_name = "claims/claims.html"
    context_object_name = "claims"
    paginate_by = 20

    def get_queryset(self):
        user = self.request.user
        mine = Claim.objects.filter(Q(user=user) | Q(user=None, order__user=user))
        mine = mine.annotate(is_sent_back=Exists(SENT_BACK))
        return mine.select_related("line", "order", "refund").order_by("-created_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        now = timezone.now()
        for claim in context["claims"]:
            claim.url = claim_path(claim)
            claim.next_step, claim.tone = next_step(claim, now, claim.is_sent_back), TONES.get(claim.state, "")
        return context | {"form_url": form_path(Topic.RETURN)}


class ClaimPage(OneClaim):
    """Where the claim stands, what happens next and when, and all that the customer can do about it."""

    def get(self, request, **kwargs):
        offered = {code: form for code, form in FORMS.items() if code != "parcel" or self.claim.waits_for_goods}
        return claim_page(self, **unsent_forms(self, self.claim.number, offered))
