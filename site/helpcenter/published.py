"""What was ever public of a claim form's own questions: keys, kinds, and the values of choices with their words.

Rows stay when a question, a version or the whole page is gone, since claims keep their answers under these keys.
"""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from helpcenter.question_blocks import is_own, options_of
from shop.claims.form.schema import QuestionKind


class PublishedQuestion(models.Model):
    """A key that a form has asked under, in every language. `options` maps each value of a choice to its past.

    Identifiers are those of blocks and options in the page, which stay when their words or their place change.
    """

    form_key = models.UUIDField(_("Form"))  # the page's translation key
    key = models.CharField(_("Key"), max_length=50)
    kind = models.CharField(_("Kind"), max_length=16, choices=QuestionKind)
    ids = models.JSONField(_("Identifiers"), default=list)
    options = models.JSONField(_("Options"), default=dict)  # value → {"ids": […], "words": […]}

    class Meta:
        verbose_name = _("published question")
        verbose_name_plural = _("published questions")
        constraints = [models.UniqueConstraint(fields=["form_key", "key"], name="helpcenter_one_question_per_key")]

    def __str__(self):
        return self.key

    def add(self, block):
        """Note a public `block`; return whether anything about it was new."""
        new = _append(self.ids, block.id)
        for identifier, value, words in options_of(block):
            past = self.options.setdefault(value, {"ids": [], "words": []})
            new |= _append(past["ids"], identifier) | _append(past["words"], words)
        return new


def _append(known, item):
    if not item or item in known:
        return False
    known.append(item)
    return True


@transaction.atomic
def remember(page):
    """Note the own questions of `page`, which is public. Locks the notes of its keys."""
    notes = PublishedQuestion.objects.select_for_update()
    for block in filter(is_own, page.body):
        note, _created = notes.get_or_create(
            form_key=page.translation_key, key=block.value["key"], defaults={"kind": block.block_type}
        )
        if note.add(block):
            note.save()
