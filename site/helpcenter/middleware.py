"""A refusal to publish, told to the editor wherever it was raised."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from helpcenter.publishing import NotPublishable


class RefusalMiddleware:
    """In the CMS, a refused page leads to its editing form with the reasons. The API answers with its own errors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, NotPublishable) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        tell_problems(request, exception.page, exception.problems)
        edit_url = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # a workflow's dialogue
            return JsonResponse({"step": "success", "redirect": edit_url})
        return redirect(edit_url)


def tell_problems(request, page, problems):
    """One message with every reason and its place."""
    intro = _("“%(title)s” was not published:") % {"title": page.get_admin_display_title()}
    reasons = format_html_join("", "<li>{}</li>", ((str(problem),) for problem in problems))
    messages.error(request, format_html("{}<ul>{}</ul>", intro, reasons))
