"""What pages say to a member: the top right corner (promises 1 and 2), and where we write about stock (promise 6)."""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

# From these pages signing in leads back; from elsewhere to the account page, as the help center says.
COME_BACK_TO = ("basket", "checkout", "catalogue:detail")


def account(request):
    """One query for a signed-in visitor, two with the session; none for anybody else."""
    if _is_member(request):
        return render_to_string("account/corner.html", {"user": request.user})
    come_back = request.get_full_path() if _comes_back(request.path_info) else ""
    return _sign_in(get_language(), come_back)


def alert_address(request):
    """Where we write when goods are back: to a member's own address; anybody else gives one."""
    return render_to_string(
        "catalogue/alert_address.html", {"email": request.user.email if _is_member(request) else ""}
    )


def _is_member(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


@lru_cache(maxsize=1024)
def _sign_in(language, come_back):
    """The corner of everybody who is not signed in; `language` is the active one."""
    return render_to_string("account/corner.html", {"next": come_back})


@lru_cache(maxsize=1024)
def _comes_back(path_info):
    """Whether signing in leads back to this page. A kept page was not resolved before."""
    try:
        match = resolve(path_info)
    except Resolver404:
        return False
    return not {match.namespace, match.view_name}.isdisjoint(COME_BACK_TO)
