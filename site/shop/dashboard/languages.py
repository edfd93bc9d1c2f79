"""Forms of the dashboard that write both languages, side by side."""

from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

LANGUAGES = {"ind": _("Indonesian"), "en": _("English")}
HTML_LANGUAGES = {"ind": "id", "en": "en"}


def both(*names):
    """The form fields of translated model fields: `both("title")` is `["title_ind", "title_en"]`."""
    return [f"{name}_{suffix}" for name in names for suffix in LANGUAGES]


class InBothLanguages:
    """A model form with translated fields: labels name the language, Indonesian is the one that is required.

    `translated` are the names without a suffix; `required_in_indonesian` those of them that may not be empty.
    """

    translated = ()
    required_in_indonesian = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.translated:
            for suffix, language in LANGUAGES.items():
                field = self.fields.get(f"{name}_{suffix}")
                if field:
                    label = self._meta.model._meta.get_field(name).verbose_name
                    field.label = format_lazy("{} ({})", label, language)
                    field.required = suffix == "ind" and name in self.required_in_indonesian
                    field.widget.attrs["lang"] = HTML_LANGUAGES[suffix]

    def rows(self, fields=None):
        """Lists of fields to draw beside each other: the two languages of one text, or a field alone."""
        fields = [field for field in fields or self if not field.is_hidden]
        names = {field.name: field for field in fields}
        rows = []
        for field in fields:
            stem, _sep, suffix = field.name.rpartition("_")
            if suffix == "en" and f"{stem}_ind" in names:
                continue
            pair = names.get(f"{stem}_en") if suffix == "ind" else None
            rows.append([field, pair] if pair else [field])
        return rows

    def fill_slugs(self, source):
        """Give each language that has a `source` text (title, name) a slug where none was typed."""
        for suffix in LANGUAGES:
            text = self.cleaned_data.get(f"{source}_{suffix}")
            name = f"slug_{suffix}"
            if not text or self.cleaned_data.get(name) or name in self.errors or name not in self.fields:
                continue
            slug = slugify(text)[:255]
            if slug:
                self.cleaned_data[name] = slug
            else:
                message = _("No address can be made from “%(text)s”. Type one, with letters or digits.")
                self.add_error(name, message % {"text": text})
