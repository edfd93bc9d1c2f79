"""The demonstration's questions to Customer Service, which need no order."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation

from shop.checkout.demo import BUYER, STAFF, clock_at
from shop.claims import deciding, resolving, talking
from shop.claims.submitting import Submission, submit_claim
from shop.claims.words import Topic
from web.models import LoadedContent


@dataclass(frozen=True)
class Question:
    """What was asked, how many hours ago, and what was answered."""

    text: str
    ago_hours: int
    language: str = "id"
    email: str = ""  # of a guest; empty for the demonstration's shopper
    name: str = "Budi Santoso"
    answer: str = ""
    is_closed: bool = True


QUESTIONS = {
    "stock": Question("Kapan trafo las 250 A ada lagi?", 5),
    "invoice": Question(
        "Bisakah invoice memuat NPWP perusahaan kami?", 75, answer="Bisa. Tulis NPWP pada catatan saat memesan."
    ),
    "voltage": Question("Does the drill press run on 110 V?", 3, "en", "jamie@example.com", "Jamie Lee"),
    "pickup": Question(
        "Can I pick the goods up on Saturday?", 52, "en", "sam@example.com", "Sam Carter",
        "We are open from Monday to Friday. Which day suits you?", is_closed=False,
    ),
}  # fmt: skip


@transaction.atomic
def load_questions(questions):
    """Ask each of `questions` (key → Question) once; return how many were new."""
    people = get_user_model().objects
    user, staff = people.filter(email=BUYER).first(), people.filter(email=STAFF).first()
    new = [asked for key, asked in questions.items() if user and _is_new(key)]
    now = timezone.now()
    for asked in new:
        with translation.override(asked.language):
            with clock_at(now - dt.timedelta(hours=asked.ago_hours)):
                claim = _ask(asked, None if asked.email else user)
            if asked.answer:
                with clock_at(now - dt.timedelta(hours=asked.ago_hours - 2)):
                    _answer(claim, asked, staff)
    return len(new)


def _is_new(key):
    return LoadedContent.objects.get_or_create(key=f"demo-claim/{key}")[1]


def _ask(asked, user):
    return submit_claim(
        Submission(
            key=uuid4(), topic=Topic.QUESTION, language=asked.language, name=asked.name,
            email=asked.email or user.email, description=asked.text, form_title=_title(asked.language), user=user,
        )
    )  # fmt: skip


def _title(language):
    with translation.override(language):
        return str(Topic.QUESTION.label)


def _answer(claim, asked, staff):
    deciding.start_review(claim, staff)
    if asked.is_closed:
        resolving.resolve_with_answer(claim, asked.answer, staff)
    else:
        talking.ask_customer(claim, asked.answer, staff)
