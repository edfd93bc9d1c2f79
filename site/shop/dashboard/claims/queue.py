"""The queue of claims: which are shown, in which order, and how much time is left to answer them."""

import datetime as dt
import re
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from shop.claims.models import Claim, ClaimEvent
from shop.claims.words import CLOSED, OPEN, Kind, Reason, State
from shop.dashboard.claims.words import STATES, TOPICS
from shop.dashboard.rights import WORK_ON_CLAIMS
from shop.order.utils import with_dashes
from shop.policies.calendar import service_calendar
from shop.policies.models import PolicyFacts

ANY = [("", gettext_lazy("Any"))]
OF_ALL = "all"
STATES_ASKED = [
    ("", gettext_lazy("Open claims")),
    ("closed", gettext_lazy("Closed claims")),
    (OF_ALL, gettext_lazy("All")),
    *STATES.items(),
]
SORTS = {
    "due": (F("reply_due_at").asc(nulls_last=True), "created_at", "pk"),
    "oldest": ("created_at", "pk"),
    "newest": ("-created_at", "-pk"),
    "customer": ("name", "pk"),
    "assignee": (F("assignee__first_name").asc(nulls_first=True), "assignee", "reply_due_at", "pk"),
}
UP, DOWN = "ascending", "descending"
COLUMNS = [  # of the table: its title, and what a click on it sorts by, in turn, with the direction of each
    (gettext_lazy("Claim number"), {}),
    (gettext_lazy("Time left"), {"due": UP}),
    (gettext_lazy("Assigned to"), {"assignee": UP}),
    (gettext_lazy("Status"), {}),
    (gettext_lazy("Topic"), {}),
    (gettext_lazy("Reason"), {}),
    (gettext_lazy("Goods"), {}),
    (gettext_lazy("Customer"), {"customer": UP}),
    (gettext_lazy("Age"), {"oldest": DOWN, "newest": UP}),
    (gettext_lazy("Language"), {}),
]
PHONE = re.compile(r"[\d\s()+.-]{4,}")  # or its end
SHOWN = 10  # of them on Today
ME, NOBODY = "me", "nobody"


def people():
    """Who claims can be assigned to: active staff who may work on them."""
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    app_label, codename = WORK_ON_CLAIMS.split(".")
    permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    may = Q(is_superuser=True) | Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    return staff.filter(may).distinct().order_by("first_name", "username")


def name_of(user):
    """How staff call each other."""
    return user.get_full_name() or user.username


class QueueForm(forms.Form):
    """What is looked for; kept in the address. An unknown value is left out instead of an error."""

    q = forms.CharField(label=gettext_lazy("Number, order, name, email or text"), required=False, max_length=100)
    state = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=STATES_ASKED)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False, choices=[*ANY, *TOPICS.items()])
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), required=False, choices=[*ANY, *Reason.choices])
    assignee = forms.ChoiceField(label=gettext_lazy("Assigned to"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False, choices=[*ANY, *settings.LANGUAGES])
    overdue = forms.BooleanField(label=gettext_lazy("Reply overdue"), required=False)
    sort = forms.ChoiceField(
        label=gettext_lazy("Sort by"),
        required=False,
        choices=[
            ("due", gettext_lazy("Reply due first")),
            ("oldest", gettext_lazy("Oldest first")),
            ("newest", gettext_lazy("Newest first")),
            ("customer", gettext_lazy("By customer")),
            ("assignee", gettext_lazy("By assignee")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.staff = [(ME, _("Me")), (NOBODY, _("Nobody")), *((str(user.pk), name_of(user)) for user in people())]
        self.fields["assignee"].choices = [*ANY, *self.staff]

    def asked(self):
        """The filters that are set and known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowing(self):
        """The names of the filters that leave claims out, the state first."""
        asked = self.asked()
        is_all = asked.get("state", OF_ALL if "overdue" in asked else "") == OF_ALL
        return [*([] if is_all else ["state"]), *(name for name in asked if name not in ("state", "sort"))]

    def in_words(self, name):
        """A filter as its reader sees it: `Language: English`."""
        label, value = self.fields[name].label, self.cleaned_data.get(name, "")
        if name == "overdue":
            return label
        choices = dict(getattr(self.fields[name], "choices", ()))
        return f"{label}: {choices.get(value, value)}"


def found(asked, user, now):
    """The claims that fit, in order; `asked` comes from QueueForm."""
    claims = Claim.objects.select_related("line", "order", "assignee")
    state = asked.get("state", OF_ALL if "overdue" in asked else "open")
    fits = Q(state__in={"open": OPEN, "closed": CLOSED, OF_ALL: list(State)}.get(state, [state]))
    if state == "open":
        fits |= Q(reply_due_at__isnull=False)  # the customer has written after it was closed
    claims = claims.filter(fits)
    for name in ("topic", "reason", "language"):
        if name in asked:
            claims = claims.filter(**{name: asked[name]})
    if "assignee" in asked:
        claims = claims.filter(_assigned(asked["assignee"], user))
    if "overdue" in asked:
        claims = claims.filter(reply_due_at__lt=now)
    if "q" in asked:
        claims = claims.filter(_mentions(asked["q"].strip()))
    return claims.order_by(*SORTS[asked.get("sort", "due")])


def heads(sort):
    """The heads of the table, sorted by `sort` now: title, what a click asks for ("" for nothing), and direction."""
    for title, sorts in COLUMNS:
        names = list(sorts) or [""]
        following = names[(names.index(sort) + 1) % len(names)] if sort in sorts else names[0]
        yield {"title": title, "sort": following, "direction": sorts.get(sort)}


def loosened(form, user, now):
    """Which filter hides claims, where none fits: its words, how many fit without it, and their address.

    The state is a filter that is always there: open claims, where nothing else is said. A query for each filter.
    """
    asked = form.asked()
    for name in form.narrowing():
        without = {key: value for key, value in asked.items() if key != name}
        without |= {"state": OF_ALL} if name == "state" else {}
        if count := found(without, user, now).count():
            yield {"words": form.in_words(name), "count": count, "query": urlencode(without)}


def _assigned(value, user):
    if value == NOBODY:
        return Q(assignee=None)
    return Q(assignee=user if value == ME else int(value))


def _mentions(text):
    text = with_dashes(text)
    columns = ("number", "order__number", "name", "email", "phone", "description", "line__title")
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": text})
    if PHONE.fullmatch(text) and (digits := re.sub(r"\D", "", text).removeprefix("62").lstrip("0")):
        condition |= Q(phone__icontains=digits)  # however the number is written; kept is +62…
    said = ClaimEvent.objects.filter(kind=Kind.MESSAGE, text__icontains=text)
    return condition | Q(pk__in=said.values("claim"))


class ChosenForm(forms.Form):
    """To whom the ticked claims are given."""

    selected_claim = forms.ModelMultipleChoiceField(
        Claim.objects.all(), error_messages={"required": gettext_lazy("Tick the claims first.")}
    )
    assignee = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Choose who gets them."),
            "invalid_choice": gettext_lazy("This person does not work on claims any more. Choose another one."),
        }
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = [("", "–"), *staff]
        self.chosen = set(self.data.getlist("selected_claim")) if self.is_bound else set()

    def person(self, user):
        """Who was chosen; None for nobody."""
        chosen = self.cleaned_data["assignee"]
        return None if chosen == NOBODY else user if chosen == ME else people().get(pk=chosen)


def to_answer():
    """For Today: how many claims wait for a reply, and the first of them. Four queries, whatever their number."""
    now = timezone.now()
    waiting = Claim.objects.filter(reply_due_at__isnull=False).select_related("line", "order", "assignee")
    clock, first = Clock(now), waiting.order_by(*SORTS["due"])[:SHOWN]
    return {"count": waiting.count(), "claims": [clock.judge(claim) for claim in first]}


class Clock:
    """Now, and the hours of Customer Service: read once for all rows."""

    def __init__(self, now):
        self.now, self.calendar = now, service_calendar(PolicyFacts.current())

    def judge(self, claim):
        """Give the claim `time_left` in words and `is_overdue`."""
        due = claim.reply_due_at
        claim.is_overdue = due is not None and due < self.now
        if due is None:
            claim.time_left = _("answered") if claim.is_open else ""
        elif claim.is_overdue:
            claim.time_left = _("overdue by %(time)s") % {"time": self._hours(due, self.now)}
        else:
            claim.time_left = self._hours(self.now, due)
        return claim

    def _hours(self, start, end):
        """Working time between two moments: `3 h 20 min`."""
        minutes = int(self.calendar.open_time_between(start, end) / dt.timedelta(minutes=1))
        return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
