"""Thousands of random forms, right and wrong: never an exception, and never a claim that breaks a rule."""

import random
from uuid import uuid4

import pytest
from django.utils import timezone

from shop.claims import drafts
from shop.claims.eligibility import WISHES
from shop.claims.form import page as form_page, typed
from shop.claims.form.forms import ClaimForm
from shop.claims.form.schema import SYSTEM, QuestionKind
from shop.claims.lines import judge
from shop.claims.models import Claim
from shop.claims.submitting import RulesRefuse, submit_claim
from shop.claims.words import SHOPS_FAULT, Reason, Topic
from shop.fulfilment.models import ShipmentLine
from shop.order.links import Purpose, sign
from tests.support.claim_forms import OWN, schema
from tests.support.claims import pdf_bytes, received_order, upload
from tests.support.shopping import hidden

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.support.claim_forms")]

MANY = 2000
PIECES = 50_000
ALPHABET = "abc XYZ012 .,;:'\"<>&%{}()[]/\\\n\r\té🙈漢\u202eم\u200b"
HOSTILE = (
    "", " ", "\0", "\ud800", "x" * 300, "x" * 20_000, "🙈" * 200, "\u202e", "<script>alert(1)</script>", "{{ 7*7 }}",
    "' OR 1=1 --", "../../etc/passwd", "-1", "0", "1e9", "9" * 5000, "NaN", "٣", "2026-02-30", "0000-00-00", "yes",
    "no", "on", "%s%n", "ordered_wrongly", "changed_mind", "repair", "None", "[]", None, 0, 1.5, True, [], {},
    ["yes", "no"], b"\xff",
)  # fmt: skip


@pytest.fixture
def order(set_up_shop):
    order = received_order()
    order.lines.update(quantity=PIECES)
    ShipmentLine.objects.filter(line__order=order).update(quantity=PIECES)
    return order


def text(dice, longest=80):
    return "a" + "".join(dice.choices(ALPHABET, k=dice.randrange(longest)))


def right(dice, made):
    """Answers that the rules allow, built from the schema."""
    answers = {}
    for question in made.questions:
        build = SYSTEM_ANSWERS[question.key] if question.kind == SYSTEM else OWN_ANSWERS[question.kind]
        answers |= build(dice, question, made.topic)
    return answers


SYSTEM_ANSWERS = {
    "contact": lambda dice, question, topic: {
        "name": text(dice),
        "email": f"a{dice.randrange(10**6)}@example.com",
        "phone": dice.choice(["", "0812-3456-7890"]),
    },
    "quantity": lambda dice, question, topic: {"quantity": str(dice.randint(1, 20))},
    "reason": lambda dice, question, topic: {
        "reason": Reason.DEFECT if topic == Topic.WARRANTY else dice.choice(sorted(SHOPS_FAULT))
    },
    "condition": lambda dice, question, topic: {"is_sealed": "yes", "is_unused": "yes"},
    "wish": lambda dice, question, topic: {"wish": dice.choice(WISHES[topic])},
    "description": lambda dice, question, topic: {"description": text(dice, 1000)},
    "photos": lambda dice, question, topic: {},
}  # fmt: skip
OWN_ANSWERS = {
    QuestionKind.TEXT: lambda dice, question, topic: {f"own_{question.key}": text(dice)},
    QuestionKind.CHOICE: lambda dice, question, topic: {f"own_{question.key}": dice.choice(question.options)[0]},
    QuestionKind.DATE: lambda dice, question, topic: {f"own_{question.key}": f"2026-{dice.randint(1, 12):02}-03"},
    QuestionKind.CONSENT: lambda dice, question, topic: {f"own_{question.key}": "on"},
    QuestionKind.FILE: lambda dice, question, topic: {},
}


def wrong(dice, made):
    """Answers with something broken: hostile, missing, or against a rule."""
    answers = right(dice, made)
    for _time in range(dice.randint(1, 3)):
        name = dice.choice([*answers, "reason", "quantity", "is_sealed", "wish"])
        if dice.random() < 0.2:
            answers.pop(name, None)
        else:
            answers[name] = dice.choice(HOSTILE)
    return answers


class Sender:
    """Fills in forms about one line, and sends those that are valid."""

    def __init__(self, order, seed):
        self.dice, self.order, self.line = random.Random(seed), order, order.lines.get()  # noqa: S311  no secret
        self.draft = drafts.keep_draft({}, "fuzz", uuid4())
        drafts.add_file(self.draft, upload())
        drafts.add_file(self.draft, upload("nota.pdf", pdf_bytes()), "receipt")
        self.draft = type(self.draft).objects.prefetch_related("attachments").get()
        self.judged = {topic: judge(order, topic, timezone.now())[0] for topic in (Topic.RETURN, Topic.WARRANTY)}
        self.schemas = {topic: schema(topic, own=OWN) for topic in Topic}

    def form(self, build):
        topic = self.dice.choice(list(Topic))
        made, answers = self.schemas[topic], build(self.dice, self.schemas[topic])
        return ClaimForm(answers, schema=made, judged=self.judged.get(topic), draft=self.draft)

    def send(self, form):
        about = {"order": self.order, "line": self.line} if form.judged else {}
        return submit_claim(form.submission(key=uuid4(), **about))


def rules_are_kept():
    """Whether every claim in the database is one that the promise allows, told without the rules' own code."""
    for claim in Claim.objects.exclude(topic=Topic.QUESTION):
        assert claim.reason in (("defect",) if claim.topic == Topic.WARRANTY else ("defect", "wrong_goods"))
        assert claim.wish in ("replacement", "refund") or (claim.topic == Topic.WARRANTY and claim.wish == "repair")
        assert claim.topic == Topic.WARRANTY or (claim.is_sealed is True and claim.is_unused is True)
        assert claim.quantity >= 1
    assert all(claim.name.strip() and "@" in claim.email and claim.description.strip() for claim in Claim.objects.all())
    return sum(Claim.objects.exclude(line=None).values_list("quantity", flat=True)) <= PIECES


def test_two_thousand_right_forms_are_valid_and_claims_keep_the_rules(order):
    sender = Sender(order, 1)
    for number in range(MANY):
        form = sender.form(right)
        assert form.is_valid(), (number, form.data, form.errors)
        if number % 50 == 0:
            claim = Claim.objects.get(pk=sender.send(form).pk)
            assert typed.says_the_same(claim, form)
            name = sender.dice.choice([name for name, said in form.data.items() if said not in ("", "yes", "on")])
            form.data[name] += "1"
            assert not typed.says_the_same(claim, form), name
    assert Claim.objects.count() == MANY // 50
    assert rules_are_kept()


def test_two_thousand_broken_forms_are_answered_and_no_claim_breaks_a_rule(order):
    sender, refused, sent = Sender(order, 2), 0, 0
    for number in range(MANY):
        form = sender.form(wrong)
        if not form.is_valid():
            refused += 1
            assert all(str(error) for errors in form.errors.values() for error in errors)
        elif sent < 40:
            sent += 1
            try:
                sender.send(form)
            except RulesRefuse as refusal:
                raise AssertionError((number, form.data)) from refusal
        if number % 50 == 0:
            form.render()
    assert refused > MANY // 2
    assert sent == Claim.objects.count() == 40
    assert rules_are_kept()


def test_many_posts_are_answered_and_no_claim_breaks_a_rule(order, client, settings, monkeypatch):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claim_forms.address"
    for limit in (form_page.PER_PERSON, form_page.PER_NETWORK):
        monkeypatch.setattr(limit, "most", 10**6)
    dice, line = random.Random(3), order.lines.get()  # noqa: S311
    address = f"/formulir/return/?token={sign(Purpose.CLAIM_FORM, order.number)}&line={line.pk}"
    note, statuses = hidden(client.get(address), "draft"), []
    for number in range(120):
        answers = (right if number % 4 == 0 else wrong)(dice, schema())
        answers = {name: str(value) for name, value in answers.items() if value is not None}
        answers |= {"step": "write", "draft": dice.choice([note, note, "", "x:y"])}
        if number % 8 == 0:
            answers |= {"photos": upload(f"{number}.jpg", dice.choice([None, b"", b"MZ"]))}
        answers = {name: v.replace("\ud800", "") if isinstance(v, str) else v for name, v in answers.items()}
        statuses.append(client.post(address, answers).status_code)
    assert set(statuses) == {302, 422}
    assert 0 < Claim.objects.count() <= statuses.count(302)
    assert rules_are_kept()
