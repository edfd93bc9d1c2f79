"""The mail that the shop owes or has sent, for staff: what failed and why, and sending it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views import generic

from shop.communication import outbox
from shop.communication.events import EVENTS
from shop.communication.models import OutgoingMail


class OutgoingMailListView(generic.ListView):
    """Newest first; `?status=failed` shows what needs a person."""

    template_name = "dashboard/mail/outgoing.html"
    context_object_name = "mails"
    paginate_by = 50

    def get_queryset(self):
        mails = OutgoingMail.objects.all()
        return mails.filter(status=self.status) if self.status else mails

    @property
    def status(self):
        asked = self.request.GET.get("status")
        return asked if asked in OutgoingMail.Status.values else ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(status=self.status, statuses=OutgoingMail.Status.choices, **kwargs)
        for mail in context["mails"]:
            mail.name = EVENTS[mail.event_code].name if mail.event_code in EVENTS else mail.event_code
        return context


class SendAgainView(generic.View):
    """Gives a failed mail back to the worker."""

    http_method_names = ["post"]

    def post(self, request, pk):
        mail = get_object_or_404(OutgoingMail, pk=pk)
        if outbox.send_again(mail):
            messages.success(request, _("The mail to %s is on its way again.") % mail.recipient)
        else:
            messages.info(request, _("This mail has not failed; nothing was done."))
        return redirect("dashboard:outgoing-mail-list")
