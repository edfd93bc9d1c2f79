"""The top right corner: "Sign In", or the username that leads to the account page (promises 1 and 2)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

# From these pages signing in leads back; from elsewhere to the account page, as the help center says.
COME_BACK_TO = ("basket", "checkout", "catalogue:detail")


def account(request):
    """One query for a signed-in visitor, two with the session; none for anybody else."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    user = request.user if known else None
    come_back = "" if user else _way_back(request)
    return render_to_string("account/corner.html", {"user": user, "next": come_back})


def _way_back(request):
    """The address of the page, if one comes back to it. A kept page was not resolved before."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return ""
    return request.get_full_path() if {match.namespace, match.view_name} & set(COME_BACK_TO) else ""
