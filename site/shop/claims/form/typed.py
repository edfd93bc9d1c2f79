"""What somebody typed into a form on a page, kept in a draft: which draft it is, and whether it was sent already.

The page carries a signed note of its draft. It proves that we gave it to this visitor, also after their session ended.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django.core import signing
from django.core.exceptions import ValidationError

from shop.claims import drafts
from shop.claims.form.fields import LONGEST_TEXT, OWN, FilesField, storable
from shop.claims.models import Claim, ClaimDraft

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


def keep(session, note, data=None):
    """Keep what was typed, a dict of field → texts; return the draft, behind a note that was sent the next one.

    A session that ended does not matter.
    """
    key = note.key
    while True:
        try:
            return drafts.keep_draft(session, note.name, key, data)
        except ClaimDraft.DoesNotExist:
            key = following(key)


def texts_of(form):
    """Field → texts, as a draft keeps them."""
    return {name: [text[:MOST_KEPT]] for name, text in form.data.items()}


def restored(draft):
    """Field → text, as it was typed."""
    return {name: storable(texts[-1]) for name, texts in draft.data.items() if texts} if draft else {}


def was_sent(key):
    """Whether the draft with this key is a claim."""
    return Claim.objects.filter(key=key).exists()


def claims_behind(key):
    """The claims that a note with this key was sent as, oldest first, and the key of the draft that follows them."""
    claims = []
    while claim := Claim.objects.filter(key=key).first():
        claims.append(claim)
        key = following(key)
    return claims, key


def says_the_same(claim, form):
    """Whether a claim keeps just what a form says, files apart. What the form does not accept is something else."""
    answers = {OWN + answer["key"]: answer["value"] for answer in claim.answers}
    for name, field in form.fields.items():
        if isinstance(field, FilesField):
            continue
        known = answers.get(name) if name.startswith(OWN) else getattr(claim, name)
        try:
            said = field.clean(form[name].data)
        except ValidationError:
            return False
        if str(known or "") != str(said or ""):
            return False
    return True


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
