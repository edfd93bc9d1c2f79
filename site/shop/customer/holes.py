"""The top right corner: "Sign In", or the username that leads to the account page (promises 1 and 2)."""

from django.conf import settings
from django.template.loader import render_to_string

COME_BACK_TO = ("basket", "checkout")  # from elsewhere signing in leads to the account page, as the help center says


def account(request):
    """One query for a signed-in visitor, two with the session; none for anybody else."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    match = getattr(request, "resolver_match", None)
    come_back = match is not None and match.namespace in COME_BACK_TO
    return render_to_string(
        "account/corner.html", {"user": request.user if known else None, "next": request.path if come_back else ""}
    )
