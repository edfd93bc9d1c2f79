"""How forms look on every public page: a summary of errors that takes focus, and each error beside its field."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
