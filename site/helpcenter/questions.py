"""What keeps a claim form from being published: a question of the system is missing, or what is fixed was changed.

Claims keep the answers to an editor's question under its key, and the value of a choice. Both mean for good what they
meant when they were public, also after the question was taken out, in every language; words, order and what must be
answered may change at any time.
"""

import re
from collections import Counter

from django.utils.translation import gettext as _

from helpcenter.passages import place
from helpcenter.published import PublishedQuestion
from helpcenter.publishing import Problem
from helpcenter.question_blocks import is_own, options_of
from shop.claims.form.schema import RESERVED_KEYS, SYSTEM_KEYS, QuestionKind
from shop.claims.words import Topic

KEY = re.compile(r"[a-z0-9_]{1,50}")
FEWEST_OPTIONS = 2


def problems_with_questions(page):
    """Everything that is wrong with the questions of `page`, as it is in memory. Two queries at most."""
    checks = (_system_problems, _word_problems, _key_problems, _option_problems, _changes)
    return list(dict.fromkeys(problem for check in checks for problem in check(page)))


def _problem(page, message, block=None, inside=""):
    path = f"body.{block.id}.{inside}".rstrip(".") if block else "body"
    return Problem(path, place(page, path), message)


def _system_problems(page):
    """Each question of the system that the topic needs, exactly once, and no other."""
    needed = SYSTEM_KEYS.get(page.topic, ())
    names = page.body.stream_block.child_blocks
    topic = Topic(page.topic).label if needed else ""
    seen, problems = set(), []
    for block in page.body:
        key = block.block_type
        words = {"question": names[key].label, "topic": topic}
        if is_own(block):
            continue
        if key in seen:
            problems.append(_problem(page, _("“%(question)s” stands here a second time.") % words, block))
        elif key not in needed:
            problems.append(_problem(page, _("A form “%(topic)s” does not ask “%(question)s”.") % words, block))
        seen.add(key)
    missing = _("“%(question)s” is missing: the rules need it. Add it at any place.")
    return problems + [_problem(page, missing % {"question": names[key].label}) for key in needed if key not in seen]


def _key_problems(page):
    problems, counts = [], Counter(block.value["key"] for block in page.body if is_own(block))
    for block in filter(is_own, page.body):
        key = block.value["key"]
        if not KEY.fullmatch(key or ""):
            message = _("The key “%(key)s” may only have small letters a–z, digits and _, at most 50.") % {"key": key}
        elif key in RESERVED_KEYS:
            message = _("The key “%(key)s” belongs to the system. Choose another one.") % {"key": key}
        elif counts[key] > 1:
            message = _("The key “%(key)s” is used by another question too.") % {"key": key}
        else:
            continue
        problems.append(_problem(page, message, block, "key"))
    return problems


def _word_problems(page):
    """Questions without words: the form of the CMS refuses them itself, other ways of publishing do not."""
    message = _("This question has no words.")
    return [_problem(page, message, block, "label") for block in page.body if not block.value["label"].strip()]


def _option_problems(page):
    problems = []
    for block in page.body:
        if block.block_type == QuestionKind.CHOICE:
            options = [(value or "", (label or "").strip()) for _id, value, label in options_of(block)]
            if len(options) < FEWEST_OPTIONS:
                problems.append(_problem(page, _("A choice needs at least two options."), block))
            question = block.value["label"]
            problems += [_problem(page, message, block) for message in _unfit_options(question, options)]
    return problems


def _unfit_options(question, options):
    """Sentences about options, (value, label), that are blank, half-filled, misspelt or doubled; each names its own."""
    values, labels = Counter(value for value, _label in options), Counter(label for _value, label in options)
    for number, (value, label) in enumerate(options, start=1):
        words = {"question": question, "number": number, "value": value, "label": label}
        if not value and not label:
            yield _("Option %(number)d of “%(question)s” is empty. Fill it in, or remove it.") % words
        elif not label:
            yield _("Option %(number)d of “%(question)s”, with the value “%(value)s”, has no words.") % words
        elif not value:
            yield _("The option “%(label)s” of “%(question)s” has no value.") % words
        elif not KEY.fullmatch(value):
            yield _("The value “%(value)s” may only have small letters a–z, digits and _, at most 50.") % words
        elif values[value] > 1:
            yield _("The value “%(value)s” of “%(label)s” is used by another option too.") % words
        if label and labels[label] > 1:
            yield _("The option “%(label)s” stands in “%(question)s” more than once.") % words


def _changes(page):
    """What differs, in what is fixed, from anything that was ever public of this form, in either language."""
    forms = type(page).objects.filter(translation_key=page.translation_key, first_published_at__isnull=False)
    problems = []
    if set(forms.values_list("topic", flat=True)) - {page.topic}:
        problems = [Problem("topic", place(page, "topic"), _("The topic is fixed once the form was published."))]
    known = PublishedQuestion.objects.filter(form_key=page.translation_key)
    by_key = {question.key: question for question in known}
    by_id = {identifier: question for question in known for identifier in question.ids}
    for block in filter(is_own, page.body):
        if question := by_id.get(block.id) or by_key.get(block.value["key"]):
            problems += [_problem(page, message, block) for message in _differences(question, block)]
    return problems


def _differences(known, block):
    """Sentences about what is fixed and was changed between the published question and the block."""
    if known.kind != block.block_type:
        yield _("The key “%(key)s” belongs to a published question of the kind “%(kind)s”. Choose another key.") % {
            "key": known.key, "kind": known.get_kind_display(),
        }  # fmt: skip
    elif known.key != block.value["key"]:
        yield _("The key of this question is fixed since it was published: “%(key)s”.") % {"key": known.key}
    fixed = {identifier: value for value, past in known.options.items() for identifier in past["ids"]}
    for identifier, value, label in options_of(block):
        past = known.options.get(value)
        others = [other for other, its in known.options.items() if other != value and label in its["words"]]
        if fixed.get(identifier, value) != value:
            yield _("The value of “%(label)s” is fixed since it was published: “%(value)s”.") % {
                "label": label, "value": fixed[identifier],
            }  # fmt: skip
        elif others and label not in (past or {"words": ()})["words"]:
            yield _("“%(label)s” stands for the value “%(value)s” in claims. Write other words.") % {
                "label": label, "value": others[0],
            }  # fmt: skip
        elif past and identifier not in past["ids"] and label not in past["words"]:
            yield _("The value “%(value)s” stands for “%(words)s” in claims. Choose another value for “%(label)s”.") % {
                "value": value, "words": " / ".join(past["words"]), "label": label,
            }  # fmt: skip
