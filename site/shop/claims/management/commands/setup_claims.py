"""Loads the first reasons of a rejection and the first replies of Customer Service."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from shop.claims import models
from web.models import LoadedContent

CONTENT = Path(models.__file__).parents[1] / "content" / "wordings.json"
KINDS = {"reasons": models.RejectionReason, "replies": models.CannedReply}


class Command(BaseCommand):
    help = "Load rejection reasons and canned replies. What was loaded once belongs to the editors from then on."

    @transaction.atomic
    def handle(self, *args, **options):
        content = json.loads(CONTENT.read_text())
        for kind, model in KINDS.items():
            for position, wording in enumerate(content[kind], start=1):
                key = wording.pop("key")
                _record, is_new = LoadedContent.objects.get_or_create(key=f"claims/{kind}/{key}")
                if is_new:
                    model.objects.create(position=position, **wording)
