"""The top right corner: "Sign In", or the username that leads to the account page (promises 1 and 2)."""

from django.conf import settings
from django.template.loader import render_to_string


def account(request):
    """One query for a signed-in visitor, two with the session; none for anybody else."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return render_to_string("account/corner.html", {"user": request.user if known else None, "path": request.path})
