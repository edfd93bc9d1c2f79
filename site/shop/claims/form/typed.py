"""What somebody typed into a form on a page, kept in a draft: which draft it is, and whether it was sent already.

The page carries a signed note of its draft. It proves that we gave it to this visitor, also after their session ended.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing

from shop.claims import drafts
from shop.claims.form.fields import LONGEST_TEXT, storable
from shop.claims.models import Claim

SALT = "shop.claims.form.typed"
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


def open_draft(session, note):
    """The draft that a note is about, made where there is none yet; a session that ended does not matter."""
    known = session.get(drafts.SESSION_KEY, {}).get(note.name)
    if known and Claim.objects.filter(key=known).exists():  # sent, while another request was still under way
        drafts.forget_draft(session, note.name)
    drafts.adopt_draft(session, note.name, note.key)
    return drafts.keep_draft(session, note.name, note.key)


def keep(session, note, form):
    """Keep what a form was sent, field by field."""
    draft = open_draft(session, note)
    return drafts.keep_draft(session, note.name, draft.key, {name: [t[:MOST_KEPT]] for name, t in form.data.items()})


def restored(draft):
    """Field → text, as it was typed."""
    return {name: storable(texts[-1]) for name, texts in draft.data.items() if texts} if draft else {}


def sent_as(key, form):
    """The claim that this very form was sent as already, or None."""
    claim = Claim.objects.filter(key=key).first()
    text = form.fields["description"].to_python(form.data.get("description", ""))
    return claim if claim and claim.description == text else None


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
