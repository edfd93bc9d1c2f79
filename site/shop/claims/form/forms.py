"""The form for claims, built from a schema: the one validator of what pages and other clients send."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop.claims.eligibility import Said, check_claim, refusal_of_answer
from shop.claims.form.fields import OWN, FilesField, fields_of, storable
from shop.claims.form.schema import SYSTEM, QuestionKind
from shop.claims.submitting import Submission
from shop.claims.words import SHOPS_FAULT, Topic

ASKED_BY_RULES = ("reason", "is_sealed", "is_unused")  # the choices that can rule a claim out


@dataclass(frozen=True)
class Section:
    """A question as it is shown: one field, or several below the question's own words."""

    question: object
    fields: list

    @property
    def is_group(self):
        return len(self.fields) > 1


class ClaimForm(forms.Form):
    """What somebody says in a claim about `judged`, a line with what the rules know of it (None for a question).

    Files are not in `data`: they are kept in `draft` when they come. `file_errors` maps the names of fields to what
    was wrong with files that could not be kept.
    """

    template_name = "claims/fields.html"
    offers = ()  # help entries, shown below the description
    warranty = None  # (address, last day) of the form that fits where this one does not

    def __init__(self, data=None, *, schema, judged=None, draft=None, file_errors=None, initial=None):
        super().__init__(initial=initial)
        self.schema, self.judged, self.file_errors = schema, judged, file_errors or {}
        self.names = {}  # key of a question → names of its fields
        kept = list(draft.attachments.all()) if draft else []
        for question in schema.questions:
            fields = fields_of(question, schema.topic)
            self.names[question.key, question.kind == SYSTEM] = list(fields)
            for field in fields.values():
                if isinstance(field, FilesField):
                    field.question = question.key
                    field.attachments = [file for file in kept if file.question == question.key]
            self.fields |= fields
        self._limit_quantity()
        self.is_bound = data is not None
        given = {name: (data or {}).get(name) for name in self.fields}
        self.data = {name: storable(str(value)) for name, value in given.items() if value is not None}

    def _limit_quantity(self):
        if self.judged and "quantity" in self.fields:
            self.fields["quantity"].initial = 1
            self.fields["quantity"].widget.attrs |= {"min": 1, "max": max(self.judged.claimable, 1)}

    def refusal_of(self, name, value):
        """The words that tell at once that this answer to a question rules the claim out (promise 10), or nothing."""
        if self.judged is None or name not in ASKED_BY_RULES:
            return ""
        answer = getattr(self.fields[name], "coerce", str)(value)
        return refusal_of_answer(self.judged.facts, self.schema.topic, name, answer, timezone.now())

    @property
    def file_fields(self):
        """Name → field, of those that take files."""
        return {name: field for name, field in self.fields.items() if isinstance(field, FilesField)}

    def sections(self):
        """The questions in their order, each with its fields."""
        return [
            Section(question, [self[name] for name in self.names[question.key, question.kind == SYSTEM]])
            for question in self.schema.questions
        ]

    def clean(self):
        for name, errors in self.file_errors.items():
            if name in self.fields:
                self.add_error(name, errors)
        self._require_files()
        if self.judged:
            self.refuse(check_claim(self.judged.facts, self.schema.topic, self._said(), timezone.now()))
        return self.cleaned_data

    def refuse(self, findings):
        """Show each rule that is not met: beside the field that it is about, unless that has an error of its own."""
        for finding in findings:
            field = finding.field if finding.field in self.fields else None
            if not finding.passed and not (field and field in self.errors):
                self.add_error(field, ValidationError(finding.words, code=finding.rule))

    def _require_files(self):
        reason = self.cleaned_data.get("reason")
        is_proof_needed = self.schema.topic != Topic.QUESTION and (not reason or reason in SHOPS_FAULT)
        for name, field in self.file_fields.items():
            is_needed = is_proof_needed if name == "photos" else field.is_needed
            if is_needed and not field.attachments and name not in self.errors:
                proof, file = _("Add at least one photo or a short video."), _("Add at least one file.")
                self.add_error(name, ValidationError(proof if name == "photos" else file, code="required"))

    def _said(self):
        said = self.cleaned_data
        return Said(
            quantity=said.get("quantity") or 0,
            reason=said.get("reason", ""),
            wish=said.get("wish", ""),
            is_sealed=said.get("is_sealed"),
            is_unused=said.get("is_unused"),
        )

    def submission(self, *, key, order=None, line=None, user=None):
        """What `submit_claim` takes; the form must be valid. `key` is the draft's."""
        said, phone = self.cleaned_data, self.cleaned_data.get("phone")
        return Submission(
            key=key,
            topic=self.schema.topic,
            language=self.schema.language,
            name=said["name"],
            email=said["email"],
            phone=phone.as_e164 if phone else "",
            description=said["description"],
            order=order,
            line=line,
            said=self._said() if self.schema.topic != Topic.QUESTION else None,
            answers=[self._answer(question) for question in self.schema.own_questions],
            form_key=self.schema.form_key,
            form_title=self.schema.title,
            user=user,
        )

    def _answer(self, question):
        """The question as it was shown, with a plain value and the words for it."""
        name = OWN + question.key
        if question.kind == QuestionKind.FILE:
            value = words = ", ".join(file.name for file in self.fields[name].attachments)
        else:
            value, words = ANSWERS[question.kind](self.cleaned_data[name], question)
        return {"key": question.key, "label": question.label, "value": value, "words": words}


ANSWERS = {
    QuestionKind.TEXT: lambda text, question: (text, text),
    QuestionKind.CHOICE: lambda value, question: (
        value,
        {str(k): label for k, label in question.options}.get(value, ""),
    ),
    QuestionKind.DATE: lambda day, question: (day.isoformat(), date_format(day, "j F Y")) if day else ("", ""),
    QuestionKind.CONSENT: lambda given, question: (given, _("Yes") if given else _("No")),
}
