"""Loads the help center's first texts."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Site

from helpcenter import models
from web.translations import fill, load_page, read_po, set_up_locales, with_block_ids

CONTENT = Path(models.__file__).parent / "content"


class Command(BaseCommand):
    help = "Load the help center in Indonesian and English. What was loaded once belongs to the editors from then on."

    @transaction.atomic
    def handle(self, *args, **options):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None or not site.root_page.has_translation(set_up_locales()[1]):
            raise CommandError("There is no front page in both languages yet. Run setup_pages first.")
        content = json.loads((CONTENT / "help.json").read_text())
        words = read_po(CONTENT / "help.en.po")
        index = load_page(site.root_page.specific, models.HelpIndexPage(**content["index"]), "help", words)
        for section in content["sections"] if index else ():
            load_section(index, section, words)


def load_section(index, content, words):
    """Load one section with its entries; a section that an editor deleted stays deleted."""
    fields = {name: content[name] for name in ("title", "slug", "description")}
    section = load_page(index, models.HelpSectionPage(**fields), f"help/{content['key']}", words)
    for entry in content["entries"] if section else ():
        key = f"help/{entry['key']}"
        body = with_block_ids(key, models.HelpEntryPage, "body", entry["body"])
        fields = {name: entry[name] for name in ("title", "slug", "search_words")}
        page = models.HelpEntryPage(**fields, body=body)
        loaded = load_page(section, page, key, words)
        if loaded:  # by a version of this shop that had no search words yet, perhaps
            fill(loaded, "search_words", entry["search_words"], key, words)
