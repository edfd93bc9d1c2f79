"""What could not be sent: after the session had ended it is kept over the sign-in, after a refusal over a change of
the language, for the page that it belongs to.

It lies in the session, and is shown to whose it is alone: on the page of an order or claim, which a stranger cannot
open, or where the form named its member (`Refilled`). Files and passwords are not kept.
"""

from functools import wraps

from django.contrib import messages
from django.core import signing
from django.utils.translation import gettext as _

SESSION_KEY = "unsent"  # what was sent, oldest first
MOST, FIELDS, NAME = 5, 20, 50  # forms of one session, fields of one, characters of a name
LONGEST, LONGEST_REFUSED = 5_000, 20_000  # characters of a text: from anybody, and from who may open the page
SALT = "shop.customer.unsent"
MEMBER = "member"  # the field that names whose form it is


def keeping(view):
    """A member's view, which keeps what nobody sends to it."""

    @wraps(view)
    def kept(request, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request, list(map(str, kwargs.values())), is_refused=False)
            messages.info(request, _("Please sign in. What you sent is not done yet."))
        return view(request, **kwargs)

    return kept


def keep_refused(view, number):
    """Keep what was just refused on the page of order or claim `number`, until it is sent."""
    _keep(view.request, [number], is_refused=True)


def forget(view, number):
    """What this view takes for `number` is sent now."""
    at = _place(view.request, [number])
    _take(view.request, lambda sent: at.items() <= sent.items())


def _place(request, about):
    return {"page": request.resolver_match.view_name, "about": about}


def _keep(request, about, is_refused):
    at, longest = _place(request, about), LONGEST_REFUSED if is_refused else LONGEST
    names = [name for name in request.POST if name not in ("csrfmiddlewaretoken", MEMBER) and "password" not in name]
    sent = at | {
        "said": {
            name: request.POST[name].replace("\r\n", "\n")[:longest] for name in names[:FIELDS] if len(name) < NAME
        },
        "had_files": bool(request.FILES),
        "is_refused": is_refused,
        "member": _member_in(request.POST.get(MEMBER, "")),
    }
    others = [other for other in request.session.get(SESSION_KEY, ()) if not at.items() <= other.items()]
    request.session[SESSION_KEY] = [*others[-MOST + 1 :], sent]


def _member_in(note):
    try:
        return signing.loads(note, salt=SALT)
    except signing.BadSignature:
        return None


def _take(request, is_it):
    """The kept ones that `is_it`; the next look finds them no more."""
    kept = request.session.get(SESSION_KEY, ())
    if taken := [sent for sent in kept if is_it(sent)]:
        request.session[SESSION_KEY] = [sent for sent in kept if sent not in taken]
    return taken


def unsent_forms(view, number, forms):
    """Name → form, for what could not be sent to something on the page of `number`; says so.

    `forms` are those on the page: the end of the address's name → the form's name there, and its class. What was
    written stays there until it is sent, or the page has no such form any more.
    """
    prefix, session = f"{view.request.resolver_match.view_name}-", view.request.session
    found, told, left = {}, [], []
    for sent in session.get(SESSION_KEY, ()):
        if not sent["page"].startswith(prefix) or sent["about"][0] != number:
            left.append(sent)
            continue
        name, form_class = forms.get(sent["page"].removeprefix(prefix), (None, None))
        told += _words(sent, is_form=bool(name))
        if name:
            found[name] = form_class(initial=sent["said"])
            left += [sent | {"had_files": False}] if _has_text(sent) else []
    if left != session.get(SESSION_KEY, []):
        session[SESSION_KEY] = left
    for words in dict.fromkeys(told):
        messages.warning(view.request, words)
    return found


def _words(sent, is_form):
    """What to tell about it; nothing of a refusal whose form the page has no more."""
    is_refused = sent.get("is_refused")
    if not is_form:
        return [] if is_refused else [_("You were signed out, so nothing was done. Please choose it once more.")]
    told = []
    if _has_text(sent):
        told.append(
            _("What you wrote is not sent yet. It stands in the form again.")
            if is_refused
            else _(
                "You were signed out, so what you wrote is not sent yet. It stands in the form again: please send it."
            )
        )
    if sent["had_files"]:
        told.append(_("The files that you chose are not sent: please choose them once more."))
    return told


def _has_text(sent):
    return any(text.strip() for text in sent["said"].values())


class Refilled:
    """For a member's page with a form of its own: what was sent after the session had ended stands in it again.

    The form has to send `member_note` along as the field "member".
    """

    def get_initial(self):
        initial = super().get_initial()
        if self.request.method == "GET":
            page, about = self.request.resolver_match.view_name, list(map(str, self.kwargs.values()))
            for sent in _take(self.request, lambda sent: sent["page"] == page and sent["about"] == about):
                if sent["member"] == self.request.user.pk:
                    initial |= sent["said"]
                    for words in _words(sent, is_form=True):
                        messages.warning(self.request, words)
        return initial

    def get_context_data(self, **kwargs):
        return super().get_context_data(member_note=signing.dumps(self.request.user.pk, salt=SALT), **kwargs)
