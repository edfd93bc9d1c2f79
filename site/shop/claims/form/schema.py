"""A form for claims as plain data: what editors built, in one language. Pages and the API make it, one form checks it.

A system question has the key and kind of a column that rules read: editors word it and place it, and cannot lose it.
Any other key is the editor's own.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.claims.words import Topic


class QuestionKind(models.TextChoices):
    """What an editor's own question asks for."""

    TEXT = "text", _("Text")
    CHOICE = "choice", _("Choice")
    FILE = "file", _("File")
    DATE = "date", _("Date")
    CONSENT = "consent", _("Consent")


SYSTEM = "system"
# The keys of the system questions that a form of each topic must have, once each.
SYSTEM_KEYS = {
    Topic.RETURN: ("contact", "quantity", "reason", "condition", "wish", "description", "photos"),
    Topic.WARRANTY: ("contact", "quantity", "reason", "wish", "description", "photos"),
    Topic.QUESTION: ("contact", "description", "photos"),
}
# The key of the day on which a fault was first seen, in the warranty form that the shop comes with: never a day ahead.
FIRST_FAILURE = "first_failure"
# What no question of an editor's own is called: the system's questions, and the fields and parameters of its form.
RESERVED_KEYS = frozenset({key for keys in SYSTEM_KEYS.values() for key in keys}) | {
    *("name", "email", "phone", "is_sealed", "is_unused", "order", "line", "number", "token", "topic", "language"),
    *("key", "draft", "file", "files", "remove", "action", "next", "page", "locale", "website", "csrfmiddlewaretoken"),
}


@dataclass(frozen=True)
class Question:
    """One question of a form, worded. For a choice, `options` are (value, label)."""

    key: str
    kind: str  # SYSTEM, or one of QuestionKind
    label: str
    help_text: str = ""
    is_required: bool = True
    is_long: bool = False
    options: tuple = ()


@dataclass(frozen=True)
class Schema:
    """A form: its topic, its questions in order, and which page it is of."""

    topic: Topic
    title: str
    language: str
    questions: tuple[Question, ...]
    form_key: str | None = None  # the page's translation key, the same in every language

    @property
    def own_questions(self):
        """The editor's questions, without those of the system."""
        return [question for question in self.questions if question.kind != SYSTEM]
