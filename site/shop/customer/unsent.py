"""A member's message that was sent after the session had ended: kept over the sign-in, for the page it belongs to.

It lies in the session under the number of the order or claim, whose page a stranger cannot open. Files are not kept.
"""

from functools import wraps

from django.contrib import messages
from django.utils.translation import gettext as _

SESSION_KEY = "unsent_messages"  # number → the text, and whether files were chosen with it
MOST = 5  # numbers of one session


def keeping(view, longest):
    """The view of a message, which keeps up to `longest` characters of what nobody posts to a member's address."""

    @wraps(view)
    def kept(request, **kwargs):
        if request.method == "POST" and "token" not in kwargs and not request.user.is_authenticated:
            _keep(request, *kwargs.values(), longest)
        return view(request, **kwargs)

    return kept


def _keep(request, number, longest):
    text = request.POST.get("text", "").replace("\r\n", "\n")[:longest]
    if text.strip() or request.FILES:
        others = {other: value for other, value in request.session.get(SESSION_KEY, {}).items() if other != number}
        request.session[SESSION_KEY] = dict(list(others.items())[-MOST + 1 :]) | {number: [text, bool(request.FILES)]}
        messages.info(request, _("Please sign in. Your message is not sent yet."))


def take_unsent(view, number, form_class):
    """The form of the page at `number` with what its member could not send, named as the page does; else nothing.

    Says that it was not sent. The next look at the page finds nothing any more.
    """
    session = view.request.session
    if "token" in view.kwargs or number not in session.get(SESSION_KEY, {}):
        return {}
    text, had_files = session[SESSION_KEY][number]
    session[SESSION_KEY] = {other: value for other, value in session[SESSION_KEY].items() if other != number}
    if text:
        told = _("You were signed out, so your message is not sent yet. It stands in its field below: please send it.")
        messages.warning(view.request, told)
    if had_files:
        messages.warning(view.request, _("The files that you chose are not sent: please choose them once more."))
    return {"message_form": form_class(initial={"text": text})}
