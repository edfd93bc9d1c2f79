"""What somebody typed into a form on a page, kept in a draft: which draft it is, and whether it was sent already.

The page carries a signed note of its draft. It proves that we gave it to this visitor, also after their session ended.
"""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4, uuid5

from django.core import signing

from shop.claims import drafts
from shop.claims.form.fields import LONGEST_TEXT, storable
from shop.claims.models import Claim, ClaimDraft
from shop.claims.submitting import submit_claim

SALT = "shop.claims.typed"
ROUNDS = "claim_rounds"  # in the session: name of a draft → how many were sent
MOST_KEPT = LONGEST_TEXT * 2  # characters of a field


@dataclass(frozen=True)
class Note:
    """Which draft a page is about: its name in the session, its key, and the questions that take files."""

    name: str
    key: UUID
    questions: tuple[str, ...]

    def sign(self):
        return signing.dumps([self.name, str(self.key), *self.questions], salt=SALT)


def name_of(schema, line_key):
    """The name of the draft for a form and a line; the same in both languages."""
    return f"{schema.form_key or schema.topic}:{line_key or 0}"


def read_note(text):
    """The note that a page sends back, or None where it is not ours."""
    try:
        name, key, *questions = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return Note(name, UUID(key), tuple(questions))


def following(key):
    """The key of what is written behind a note whose draft was sent: always the same one."""
    return uuid5(key, "another")


def open_draft(session, note):
    """The draft that a note is about, made where there is none yet; a session that ended does not matter."""
    key = note.key
    while True:
        try:
            return drafts.keep_draft(session, note.name, key)
        except ClaimDraft.DoesNotExist:
            key = following(key)


def keep(session, note, form):
    """Keep what a form was sent, field by field; return its draft, None where this very form was sent meanwhile."""
    data = {name: [text[:MOST_KEPT]] for name, text in form.data.items()}
    key = note.key
    while not sent_as(note.key, form):
        try:
            return drafts.keep_draft(session, note.name, key, data)
        except ClaimDraft.DoesNotExist:
            key = following(key)
    return None


def restored(draft):
    """Field → text, as it was typed."""
    return {name: storable(texts[-1]) for name, texts in draft.data.items() if texts} if draft else {}


def sent_as(key, form):
    """The claim that this very form was sent as already, or None."""
    while (claim := Claim.objects.filter(key=key).first()) and claim.description != description_of(form):
        key = following(key)
    return claim


def description_of(form):
    """What a form says, as its claim keeps it."""
    return form.fields["description"].to_python(form.data.get("description", ""))


def submit(submission):
    """Send a form; where another story took its key at the same moment, under the next one. Raises RulesRefuse."""
    while (claim := submit_claim(submission)).description != submission.description:
        submission = replace(submission, key=following(submission.key))
    return claim


def forget(session, name):
    """The form was sent: the next one begins empty, also in the browser's own memory."""
    drafts.forget_draft(session, name)
    rounds = session.get(ROUNDS, {})
    others = {other: count for other, count in rounds.items() if other != name}
    session[ROUNDS] = dict(list(others.items())[-drafts.MOST_DRAFTS + 1 :]) | {name: rounds.get(name, 0) + 1}


def new_note(name, form, draft=None):
    """The note for a page with `form`; nothing is written."""
    key = draft.key if draft else uuid4()
    return Note(name, key, tuple(field.question for field in form.file_fields.values()))
