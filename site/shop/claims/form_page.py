"""The page of a form: what a visitor gets, and what a post does."""

from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache


@never_cache
def respond(request, schema, context):
    """Answer a request for the form `schema` on the help page that `context` is of; never kept."""
    return TemplateResponse(request, "help/form_preview.html", context | {"schema": schema})
