"""What the front page adds to the CMS, and what holds for every page that Wagtail serves."""

from django.http import Http404
from django.utils.translation import get_language
from wagtail import hooks

from web.addresses import set_alternates


@hooks.register("before_serve_page")
def serve_in_its_own_language_only(page, request, serve_args, serve_kwargs):
    """Tell the page's address in each language. Raises Http404 where Wagtail fell back to the other language."""
    translations = page.get_translations(inclusive=True).live().select_related("locale")
    addresses = {member.locale.language_code: member.get_url(request) for member in translations}
    set_alternates(request, {code: url for code, url in addresses.items() if url})
    own = next((member.locale.language_code for member in translations if member.pk == page.pk), None)
    if own != get_language() or page.alias_of_id:
        raise Http404(f"This page has no {get_language()} version.")


@hooks.register("on_serve_page")
def do_not_keep_what_not_everybody_may_see(serve_next):
    """A page behind a password or a group is made for each visitor."""

    def serve(page, request, serve_args, serve_kwargs):
        response = serve_next(page, request, serve_args, serve_kwargs)
        if hasattr(response, "page_tags") and page.get_view_restrictions().exists():
            del response.page_tags
        return response

    return serve
