"""Links in rich text to other pages: always to the page in the reader's language, with two queries for any number."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class LocalizedPageLinkHandler(PageLinkHandler):
    """A link to a page, or to its translation where that is published."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = Page.objects.in_bulk([int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdigit()])
        translated = {
            page.translation_key: page
            for page in Page.objects.live().filter(
                translation_key__in={page.translation_key for page in pages.values()},
                locale__language_code=get_language(),
                alias_of=None,
            )
        }
        found = [pages.get(int(attrs["id"])) if attrs.get("id", "").isdigit() else None for attrs in attrs_list]
        return [f'<a href="{escape(translated.get(p.translation_key, p).url or "")}">' if p else "<a>" for p in found]
