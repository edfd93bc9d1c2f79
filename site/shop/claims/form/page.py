"""The page of a form for claims: which order, which line, the form, and sending it.

The page itself belongs to editors; they give the schema and the frame. Nobody keeps what is shown here, and nothing
that was typed is lost: errors, a session that ended, a sign-in in between, a reload, a second tab.
"""

from dataclasses import dataclass, field
from itertools import chain

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _, gettext_lazy

from shop.claims import drafts
from shop.claims.form import choosing, helping, typed
from shop.claims.form.choosing import SignInFirst
from shop.claims.form.forms import ClaimForm
from shop.claims.form.uploads import keep_files, key_in, posted_files
from shop.claims.lines import Judged, judge
from shop.claims.links import claim_path, form_path
from shop.claims.models import ClaimDraft
from shop.claims.submitting import RulesRefuse, submit_claim
from shop.claims.words import State, Topic
from shop.customer.order_forms import FindOrderForm
from shop.order.links import LinkExpired, LinkWrong
from web.addresses import alternates, set_alternates
from web.limits import Limit, network

PER_PERSON = Limit("claims", most=10, seconds=3600)
PER_NETWORK = Limit("claims-network", most=200, seconds=3600)
HONEYPOT = "website"
OTHER_LABELS = {Topic.RETURN: gettext_lazy("Use the warranty"), Topic.WARRANTY: gettext_lazy("Return it instead")}


@dataclass
class Visit:
    """One request for a form: its page, and the order and line that it is about."""

    request: object
    schema: object
    context: dict
    order: object = None
    query: dict = field(default_factory=dict)  # what opens the order
    judged: Judged | None = None
    is_opened: bool = False  # whether the form itself is asked for

    @property
    def topic(self):
        return self.schema.topic

    @property
    def line_key(self):
        return self.judged.line.pk if self.judged else None

    def render(self, template, status=200, **values):
        page = self.context | {"topic": self.topic, "order": self.order, "other_label": OTHER_LABELS.get(self.topic)}
        page |= values
        return render(self.request, f"claims/{template}.html", page, status=status)

    @property
    def sender(self):
        """The member whose claim it becomes: not whoever comes with a link to another member's order."""
        user = self.request.user
        is_theirs = self.order is None or self.order.user_id in (None, user.pk)
        return user if user.is_authenticated and is_theirs else None


def respond(request, schema, context):
    """Answer a request for the page of a form; `context` is the frame that editors made. Raises Http404."""
    visit = Visit(request, schema, context)
    _keep_query_in_other_language(request)
    try:
        _open(visit)
        response = _post(visit) if request.method == "POST" else _get(visit)
    except Http404:  # of another member, who was signed in here when this was written
        if request.method == "POST":
            _keep_unopened(visit)
        raise
    except SignInFirst:
        response = _sign_in_first(visit)
    except LinkExpired:
        response = _new_link(visit, 410)
    except LinkWrong:
        response = _new_link(visit, 404)
    add_never_cache_headers(response)
    return response


def _open(visit):
    """Find order and line. Raises Http404, SignInFirst, LinkExpired or LinkWrong."""
    line_key = choosing.asked_line(visit.request)
    visit.order, visit.query = choosing.asked_order(visit.request)
    visit.is_opened = visit.topic == Topic.QUESTION or bool(visit.order and line_key is not None)
    if visit.order and line_key is not None:
        rows = judge(visit.order, visit.topic, timezone.now())
        visit.judged = next((row for row in rows if row.line.pk == line_key), None)
        if visit.judged is None:
            raise Http404


def _keep_query_in_other_language(request):
    query = request.META.get("QUERY_STRING", "")
    if query:
        paths = {code: path.partition("?")[0] for code, path in alternates(request).items()}
        set_alternates(request, {code: f"{path}?{query}" for code, path in paths.items()})


# --- Looking ---------------------------------------------------------------------------------------------------------


def _get(visit):
    if not visit.is_opened:
        return _choose(visit)
    if visit.judged and visit.judged.refusal:
        return _refused(visit)
    name = typed.name_of(visit.schema, visit.line_key)
    draft = drafts.find_draft(visit.request.session, name)
    form = _form(visit, draft, initial=_known(visit) | typed.restored(draft))
    return _show(visit, form, draft)


def _choose(visit, find_form=None, status=200):
    """Which order and line: those of the address, else the member's, and a way for orders without an account."""
    if "sent" in visit.request.GET:
        return visit.render("sent")
    values = {"find_form": find_form or FindOrderForm(), "other_forms": _other_forms(visit)}
    if visit.order:
        rows = judge(visit.order, visit.topic, timezone.now())
        values["choices"] = choosing.choices_of(rows, visit.topic, visit.query)
    elif visit.request.user.is_authenticated:
        values["orders"] = choosing.page_of_orders(visit.request.user, visit.topic, visit.request.GET.get("page"))
    return visit.render("choose", status, **values)


def _refused(visit):
    choice = choosing.choices_of([visit.judged], visit.topic, visit.query)[0]
    return visit.render(
        "refused", choice=choice, all_lines=choosing.address(visit.query), other_forms=_other_forms(visit)
    )


def _other_forms(visit):
    """(label, address) of the forms for other topics."""
    paths = [(topic.label, form_path(topic)) for topic in Topic if topic != visit.topic]
    return [(label, path) for label, path in paths if path]


def _show(visit, form, draft=None, status=200, before=None):
    """The form, with a note of its draft and what helps while writing; `before` is what it was sent as already."""
    name = typed.name_of(visit.schema, visit.line_key)
    form.offers = helping.usual_offers(visit.topic)
    if visit.topic == Topic.RETURN and visit.judged:
        form.warranty = choosing.warranty_of(visit.judged, visit.query)
    until = choosing.until(visit.judged, visit.topic) if visit.judged else ""
    return visit.render(
        "form", status,
        form=form,
        note=typed.new_note(name, form, draft).sign(),
        round=visit.request.session.get(typed.ROUNDS, {}).get(name, 0),
        before=before,
        judged=visit.judged,
        until=until,
        own_claims=visit.judged.claims_of(visit.sender) if visit.judged else (),
        honeypot=HONEYPOT,
        other_lines=choosing.address(visit.query) if visit.judged else "",
    )  # fmt: skip


def _form(visit, draft, data=None, **values):
    return ClaimForm(data, schema=visit.schema, judged=visit.judged, draft=draft, **values)


def _known(visit):
    """What we know of the person: a member's own, a guest's from the order."""
    user, order = visit.request.user, visit.order
    if visit.sender:
        return {"name": user.first_name[:150], "email": user.email, "phone": user.phone or ""}
    if order is None:
        return {}
    address = order.shipping_address
    name, phone = (address.name, address.phone_number) if address else ("", "")
    return {"name": (name or "")[:150], "email": order.email, "phone": phone or ""}


# --- Sending ---------------------------------------------------------------------------------------------------------


def _post(visit):
    if visit.request.POST.get("step") == "find":
        return _find(visit)
    if not visit.is_opened:
        return redirect(visit.request.get_full_path())
    return _write(visit)


def _find(visit):
    """Mail the link; what is answered does not tell whether there is such an order."""
    form = FindOrderForm(visit.request.POST)
    if not form.is_valid():
        return _choose(visit, form, status=422)
    number, email = form.cleaned_data["number"], form.cleaned_data["email"].lower()
    if not choosing.ask_for_link(visit.request, number, email, visit.topic):
        form.add_error(None, _("This was asked for several times. Please look into your mailbox, or try in an hour."))
        return _choose(visit, form, status=429)
    return redirect(f"{visit.request.path}?sent=1")


def _write(visit):
    """Keep what came, then do what its button says."""
    request, posted = visit.request, visit.request.POST
    form = _form(visit, None, posted)
    note = _note(visit, form)
    is_sending = not {"add", "remove"} & posted.keys()
    try:
        draft = drafts.keep_draft(request.session, note.name, note.key, typed.texts_of(form))
    except ClaimDraft.DoesNotExist:
        return _sent_before(visit, note, form)
    errors = keep_files(request, draft, form)
    if is_sending:
        return _send(visit, note, drafts.find_draft(request.session, note.name) or draft, errors)
    if key := key_in(posted.get("remove", "")):
        drafts.remove_file(draft, key)
    for text in chain(*errors.values()):
        messages.error(request, text)
    return redirect(request.get_full_path() + ("" if errors else "#id_photos"))


def _note(visit, form):
    """The note that the page sent back; one of the session's draft where it is missing, or for another form."""
    name = typed.name_of(visit.schema, visit.line_key)
    note = typed.read_note(visit.request.POST.get("draft", ""))
    if note and note.name == name:
        return note
    return typed.new_note(name, form, drafts.find_draft(visit.request.session, name))


def _send(visit, note, draft, file_errors):
    """Check and send. A second click, whose draft the first one has used up, leads to the claim of the first."""
    form = _form(visit, draft, visit.request.POST, file_errors=file_errors)
    if typed.was_sent(note.key):
        return _sent_before(visit, note, form)
    status = _check(visit, form)
    if form.is_valid():
        line = visit.judged.line if visit.judged else None
        submission = form.submission(key=draft.key, order=visit.order, line=line, user=visit.sender)
        try:
            claim = submit_claim(submission)
        except RulesRefuse as refused:
            form.refuse(refused.findings)
            _open(visit)  # somebody was faster: show what is left now
        else:
            is_it = typed.says_the_same(claim, form)  # another one may have taken the key at the same moment
            return _sent(visit, note, claim) if is_it else _sent_before(visit, note, form)
    if typed.was_sent(note.key):
        return _sent_before(visit, note, form)
    return _show(visit, form, draft, status)


def _check(visit, form):
    """Refuse programs, and too many claims; the status of the page if the form is shown again."""
    if visit.request.POST.get(HONEYPOT):
        form.add_error(None, _("Please send it once more. The field “Website” stays empty: only programs fill it in."))
    if form.is_valid() and not _is_within_limits(visit, form):
        form.add_error(None, _("You have sent many claims. Nothing is lost: please send this one again in an hour."))
        return 429
    return 422


def _is_within_limits(visit, form):
    """Per member, per order for who has its link, else per address and network: nobody uses up another one's claims."""
    request, order = visit.request, visit.order
    if request.user.is_authenticated:
        person = ("member", request.user.pk)
    else:
        person = ("order", order.pk) if order else (form.cleaned_data["email"].lower(), network(request))
    return PER_PERSON.count(*person) and PER_NETWORK.count(network(request))


def _sent(visit, note, claim):
    """On to the page of the claim, with the editors' thanks."""
    typed.forget(visit.request.session, note.name)
    messages.success(visit.request, visit.context.get("thanks") or _thanks(visit.topic))
    return redirect(claim_path(claim))


def _sent_before(visit, note, form):
    """A form that was sent already: on to its claim where it is the same, else ask whether it is to be a new one."""
    claims, next_key = typed.claims_behind(note.key)
    files = posted_files(visit.request, form)
    if begun := ClaimDraft.objects.filter(key=next_key).first():  # files that were sent ahead afterwards
        files |= drafts.files_of(begun)
    for claim in reversed(claims):
        is_changed = "remove" in visit.request.POST or files - drafts.files_of(claim)
        if claim.state != State.WITHDRAWN and not is_changed and typed.says_the_same(claim, form):
            return _sent(visit, note, claim)
    return _ask_again(visit, note, claims[-1], form)


def _ask_again(visit, note, claim, form):
    """The form with all that came, ready to be sent as another claim than `claim`, which is left as it is."""
    request = visit.request
    draft = typed.keep(request.session, note, typed.texts_of(form))
    errors, is_theirs = [], claim.user_id in (None, request.user.pk)
    if is_theirs:
        try:
            drafts.copy_files(claim, draft, without=key_in(request.POST.get("remove", "")))
        except ValidationError as error:
            errors = error.messages
    for text in chain(errors, *keep_files(request, draft, form).values()):
        messages.error(request, text)
    draft = drafts.find_draft(request.session, note.name) or draft
    again = _form(visit, draft, initial=typed.restored(draft))
    before = {"number": claim.number if is_theirs else "", "address": claim_path(claim)}
    before["is_withdrawn"] = claim.state == State.WITHDRAWN
    return _show(visit, again, draft, 422, before=before)


def _thanks(topic):
    return _("Thank you. We have your question.") if topic == Topic.QUESTION else _("Thank you. We have your claim.")


def _sign_in_first(visit):
    """Ask who it is; after the sign-in what was typed is there again."""
    if _keep_unopened(visit):
        messages.info(visit.request, _("Please sign in. What you have written is kept."))
    return redirect_to_login(visit.request.get_full_path(), settings.LOGIN_URL)


def _new_link(visit, status):
    """A page that mails a new link, which opens what was typed again."""
    _keep_unopened(visit)
    return visit.render("link", status, is_expired=status == 410, find_form=FindOrderForm())


def _keep_unopened(visit):
    """Keep what was typed for an order that we may not open; return whether there was something."""
    note = typed.read_note(visit.request.POST.get("draft", ""))
    if note is None:
        return False
    form = _form(visit, None, visit.request.POST)
    keep_files(visit.request, typed.keep(visit.request.session, note, typed.texts_of(form)), form)
    return True
