"""Claims in the dashboard: the queue with its filters, saved views, bulk assignment and download, and one claim."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import DetailView, ListView, TemplateView, View

from shop.claims import deciding
from shop.claims.models import Claim, ClaimAttachment, SavedView
from shop.dashboard.claims import figures, page, table
from shop.dashboard.claims.queue import ChosenForm, Clock, QueueForm, found, heads, loosened
from shop.dashboard.claims.tasks import TASKS
from shop.dashboard.doing import tasks_for
from shop.dashboard.rights import WORK_ON_CLAIMS
from shop.dashboard.spreadsheet import csv_file

ALWAYS_THERE = {  # views that nobody saved: query and name
    "assignee=me": gettext_lazy("Mine"),
    "assignee=nobody": gettext_lazy("Assigned to nobody"),
    "overdue=on": gettext_lazy("Reply overdue"),
}
LONGEST_NAME = SavedView._meta.get_field("name").max_length


class LenientPaginator(Paginator):
    """Beyond the last page is the last page: a queue gets shorter while one works on it."""

    def page(self, number):
        return super().page(min(number, self.num_pages))


class ClaimQueue(ListView):
    """The claims that fit the address: open ones by default, those to be answered first."""

    template_name = "dashboard/claims/queue.html"
    context_object_name = "claims"
    paginate_by, paginator_class = 50, LenientPaginator

    def get_queryset(self):
        self.form, self.now = QueueForm(self.request.GET), timezone.now()
        asked = self.form.asked()
        return Claim.objects.none() if "q" in self.form.errors else found(asked, self.request.user, self.now)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        clock, claims = Clock(self.now), context["claims"]
        query = self.request.GET.copy()
        query.pop("page", None)
        return context | {
            "form": self.form,
            "heads": heads(self.form.asked().get("sort", "due")),
            "claims": [clock.judge(claim) for claim in claims],
            "loosened": [] if claims else list(loosened(self.form, self.request.user, self.now)),
            "chosen": kwargs.get("chosen") or ChosenForm(staff=self.form.staff),
            "always_there": ALWAYS_THERE,
            "views": self.request.user.claim_views.all(),
            "query": query.urlencode(),
        }

    def post(self, request):
        """Give the ticked claims to one person. What was chosen stays where something is missing."""
        if not request.user.has_perm(WORK_ON_CLAIMS):
            raise PermissionDenied
        self.object_list = self.get_queryset()
        form = ChosenForm(request.POST, staff=self.form.staff)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(chosen=form))
        assignee, claims = form.person(request.user), form.cleaned_data["selected_claim"]
        count = sum(deciding.assign(claim, assignee, request.user) is not None for claim in claims)
        told = ngettext("%(count)d claim was assigned.", "%(count)d claims were assigned.", count)
        messages.success(request, told % {"count": count})
        return redirect(request.get_full_path())


class ClaimDownload(ClaimQueue):
    """The same claims as a table for a spreadsheet."""

    http_method_names = ["get"]

    def get(self, request):
        claims = self.get_queryset()
        return csv_file("claims.csv", table.HEADER, table.rows(claims))


class ClaimsView(View):
    """Something done on the queue, which it leads back to with the same filters."""

    http_method_names = ["post"]

    def back(self):
        query = self.request.POST.get("query", "")[:1000]
        return redirect(f"{reverse('dashboard:claim-list')}?{query}")


class SaveView(ClaimsView):
    """Keeps the filters under a name; the same name again replaces it."""

    def post(self, request):
        name = " ".join(filter(str.isprintable, request.POST.get("name", "").split()))
        if not 0 < len(name) <= LONGEST_NAME:
            refused = _("Give the view a name of at most %(count)d characters.")
            messages.error(request, refused % {"count": LONGEST_NAME})
            return self.back()
        if name.casefold() in {str(words).casefold() for words in ALWAYS_THERE.values()}:
            messages.error(request, _("“%(name)s” is always there already. Choose another name.") % {"name": name})
            return self.back()
        query = request.POST.get("query", "")[:1000]
        SavedView.objects.update_or_create(user=request.user, name=name, defaults={"query": query})
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": name})
        return self.back()


class RemoveView(ClaimsView):
    """Removes a saved view of one's own."""

    def post(self, request, pk):
        get_object_or_404(request.user.claim_views, pk=pk).delete()
        messages.success(request, _("The view is removed."))
        return self.back()


class ClaimDetail(DetailView):
    """One claim: all that is known of it, and what can be done."""

    template_name = "dashboard/claims/claim.html"
    context_object_name = "claim"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self):
        return Claim.objects.select_related(
            "order__user", "order__shipping_address", "line__product", "user", "assignee", "refund",
            "line__stockrecord__product__product_class", "line__stockrecord__product__parent__product_class",
        ).prefetch_related("replacements__order")  # fmt: skip

    def get_object(self, queryset=None):
        claim = super().get_object(queryset)
        if claim.line:
            claim.line.order = claim.order
        return claim

    def get_context_data(self, **kwargs):
        prefetch_related_objects([self.object], "order__documents", "order__payments", "order__refunds")
        claim = Clock(timezone.now()).judge(self.object)
        offered = tasks_for(TASKS, claim, self.request.user, kwargs.get("sent"))
        return super().get_context_data(**kwargs) | page.about(claim) | offered


class ClaimFigures(TemplateView):
    """The claims of a period in figures."""

    template_name = "dashboard/claims/figures.html"

    def get_context_data(self, **kwargs):
        days = self.days()
        found = figures.of_period(timezone.now(), days)
        return super().get_context_data(days=days, periods=figures.PERIODS_DAYS, found=found, **kwargs)

    def days(self):
        """The length of the period that is asked for."""
        asked = self.request.GET.get("days", "")
        return int(asked) if asked in map(str, figures.PERIODS_DAYS) else figures.PERIODS_DAYS[0]


class FiguresDownload(ClaimFigures):
    """The same figures as a table for a spreadsheet."""

    def get(self, request):
        found = figures.of_period(timezone.now(), self.days())
        return csv_file("claims-in-figures.csv", table.FIGURES_HEADER, table.figure_rows(found))


def attachment(request, number, key, kind="file"):
    """A file of a claim for staff. Pictures were written anew by us and may be shown in place, all else is saved."""
    found = get_object_or_404(ClaimAttachment, claim__number=number, key=key)
    if kind == "preview":
        if not found.preview:
            raise Http404
        return _file(found.preview, "image/jpeg", found.name, as_attachment=False)
    return _file(found.file, found.content_type, found.name, as_attachment=not found.is_picture)


def _file(file, content_type, name, as_attachment):
    response = FileResponse(file.open(), as_attachment=as_attachment, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
