"""Forms that tell whether an address has an account: how often they may be asked is counted."""

from django.contrib import messages
from django.utils.translation import gettext as _


class Counted:
    """For a view with a form: beyond `limit` what was typed is shown again, and not looked at."""

    limit = None  # a web.limits.Limit

    def counted_by(self):
        """Whom the limit counts."""
        raise NotImplementedError

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.request.method == "POST" and not self.limit.count(self.counted_by()):
            messages.error(self.request, _("Too many attempts. Please try again in an hour."))
            kwargs |= {"data": None, "files": None, "initial": self.request.POST.dict()}
        return kwargs
