"""Loads the help center's first texts and forms."""

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from helpcenter.initial import read_content, set_up_help
from web.translations import set_up_locales


class Command(BaseCommand):
    help = "Load the help center in Indonesian and English. What was loaded once belongs to the editors from then on."

    def handle(self, *args, **options):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None or not site.root_page.has_translation(set_up_locales()[1]):
            raise CommandError("There is no front page in both languages yet. Run setup_pages first.")
        set_up_help(site.root_page.specific, *read_content())
