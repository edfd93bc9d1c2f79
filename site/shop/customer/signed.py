"""Pages that a signed link opens: one that is wrong or too old is told so, and led to a new one."""

from django.shortcuts import render

from shop.order.links import LinkExpired, LinkWrong


class Signed:
    """For a view whose methods read a token: what the link cannot open is answered here."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except LinkExpired:
            return render(request, "account/link.html", {"is_expired": True}, status=410)
        except LinkWrong:
            return render(request, "account/link.html", status=404)
