"""Forms that two people have open at once: what one of them left alone stays as the other one saved it.

The form brings back what its reader was shown. What was not touched, and is different by now, is taken from the
database; what both changed is refused beside its field, with what it is now, and can then be saved over it.
"""

import json
from hashlib import blake2b

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

SEEN = "seen_values"
MERGED = forms.widgets.Input | forms.Textarea | forms.widgets.ChoiceWidget  # what sends its value as it was shown
LONGEST = 200  # characters of a value in a message


class Merging:
    """For a model form, before its other bases. The page has to draw the form's hidden fields.

    Two that are saved at the very same moment are kept apart by a view that calls `lock` before it reads the row.
    Files, and what is built by a script, are not merged, nor the fields named in `unmerged`.
    """

    unmerged = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.overtaken = {}
        if not self.instance.pk:
            return
        shown = {
            name: shown_texts(field, self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if can_merge(field) and name not in self.unmerged
        }
        now = json.dumps({name: fingerprint(texts) for name, texts in shown.items()})
        self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=now)
        if self.is_bound:
            seen = read_seen(self.data.get(self.add_prefix(SEEN)))
            self.data = self.data.copy()
            self.data[self.add_prefix(SEEN)] = now
            for name, texts in shown.items():
                if seen.get(name, fingerprint(texts)) != fingerprint(texts):
                    self._merge(name, seen[name], texts)

    def _merge(self, name, seen, texts):
        """`texts` are there now, something else was `seen`."""
        key, widget = self.add_prefix(name), self.fields[name].widget
        sent = sent_texts(widget, widget.value_from_datadict(self.data, self.files, key))
        if fingerprint(sent) == seen:
            self.data.setlist(key, texts)
        elif sent != texts:
            self.overtaken[name] = texts

    def full_clean(self):
        super().full_clean()
        for name, texts in self.overtaken.items():
            message = _(
                "Somebody else changed this while you were editing. It is now: %(now)s. Yours is not saved yet: check "
                "it, and save again."
            )
            self.add_error(name, message % {"now": in_words(self.fields[name], texts) or "–"})


def lock(model, pk):
    """Lock the row, if there is one, until the transaction ends."""
    list(model._default_manager.select_for_update().filter(pk=pk).values("pk"))


def can_merge(field):
    return isinstance(field.widget, MERGED) and not isinstance(field.widget, forms.FileInput) and not field.disabled


def shown_texts(field, value):
    """What the page shows of a value, as the browser would send it back: a list of texts."""
    if isinstance(field.widget, forms.CheckboxInput):
        return sent_texts(field.widget, bool(value))
    return sent_texts(field.widget, field.widget.format_value(field.prepare_value(value)))


def sent_texts(widget, value):
    """A value that came from a form, as a list of texts."""
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    values = value if isinstance(value, list | tuple | set) else [value]
    texts = [str(text).replace("\r\n", "\n") for text in values if text is not None and text != ""]
    return sorted(texts) if isinstance(widget, forms.SelectMultiple) else texts


def fingerprint(texts):
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()


def read_seen(text):
    """What the form brought back; nothing where that is not ours."""
    try:
        seen = json.loads(text or "{}")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def in_words(field, texts):
    """A value as its reader would name it."""
    if isinstance(field.widget, forms.CheckboxInput):
        return _("Yes") if texts else _("No")
    if isinstance(field.widget, forms.Select):
        labels = {str(value): label for value, label in flat(field.choices)}
        texts = [str(labels.get(text, text)) for text in texts]
    return Truncator(", ".join(texts)).chars(LONGEST)


def flat(choices):
    """The (value, label) of choices, those in groups too."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
