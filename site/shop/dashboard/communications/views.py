"""The wording of the shop's mail."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views import generic
from oscar.core.loading import get_model

from shop.communication.events import EVENTS
from shop.dashboard.communications import preview
from shop.dashboard.communications.forms import CommunicationEventTypeForm
from shop.dashboard.communications.placeholders import how_to_write, own_source, placeholders
from shop.dashboard.communications.tasks import send_test_mail

CommunicationEventType = get_model("communication", "CommunicationEventType")


class ListView(generic.TemplateView):
    """Every mail that the shop sends, and whether staff changed its wording."""

    template_name = "dashboard/mail/list.html"

    def get_context_data(self, **kwargs):
        written = CommunicationEventType.objects.in_bulk(field_name="code")
        mails = [
            {"code": code, "name": event.name, "changed": bool(code in written and is_changed(written[code]))}
            for code, event in EVENTS.items()
            if own_source(code)
        ]
        return super().get_context_data(mails=mails, **kwargs)


def is_changed(wording):
    """Whether any part of a mail's wording is staff's own."""
    return any(getattr(wording, name) for name in CommunicationEventTypeForm._meta.fields)


class UpdateView(generic.UpdateView):
    """One mail: write, look, try, or go back to the shop's own wording."""

    model = CommunicationEventType
    form_class = CommunicationEventTypeForm
    template_name = "dashboard/mail/form.html"
    context_object_name = "wording"
    success_url = reverse_lazy("dashboard:comms-list")

    def get_object(self, queryset=None):
        """The wording's row; a mail that nobody changed has none yet, and gets it when it is saved."""
        code = self.kwargs["slug"]
        if code not in EVENTS or not own_source(code):
            raise Http404
        found = CommunicationEventType.objects.filter(code=code).first()
        return found or CommunicationEventType(code=code, name=str(EVENTS[code].name), category=EVENTS[code].category)

    def get_context_data(self, **kwargs):
        code = self.object.code
        if "mails" not in kwargs:
            kwargs["mails"] = preview.examples(self.get_object())  # as it is kept, whatever a refused form says
        return super().get_context_data(
            title=EVENTS[code].name,
            placeholders=how_to_write(placeholders(code)),
            changed=is_changed(self.object),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        for action in ("default", "test"):
            if action in request.POST:
                return getattr(self, action)(request.POST[action])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if "preview" in self.request.POST:
            mails = preview.examples(form.instance)
            return self.render_to_response(self.get_context_data(form=form, mails=mails, is_preview=True))
        form.save()
        messages.success(self.request, _("The wording is saved. The next mail of this kind uses it."))
        return self.again()

    def default(self, suffix):
        """Forget what staff wrote in one language."""
        if self.object.pk:
            for name in self.form_class.translated:
                setattr(self.object, f"{name}_{suffix}", None)
            self.object.save()
        messages.success(self.request, _("The shop's own wording is back."))
        return self.again()

    def test(self, language):
        """Send the saved wording to the person who asks."""
        if language not in dict(settings.LANGUAGES):
            raise Http404
        send_test_mail.enqueue(self.object.code, language, self.request.user.email)
        messages.success(
            self.request, _("A test mail is on its way to %(email)s.") % {"email": self.request.user.email}
        )
        return self.again()

    def again(self):
        return HttpResponseRedirect(self.request.path)
