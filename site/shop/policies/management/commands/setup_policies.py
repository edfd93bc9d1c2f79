"""Makes sure that the policy facts exist."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from shop.policies.models import PolicyFacts

DEMO_ACCOUNTS = (
    {"bank": "BCA", "number": "000-123-4567", "holder": "PT Enportu Peragaan"},
    {"bank": "Mandiri", "number": "000-00-1234567-8", "holder": "PT Enportu Peragaan"},
)


class Command(BaseCommand):
    help = "Create the row of policy facts where there is none. Leaves an existing one as it is."

    @transaction.atomic
    def handle(self, *args, **options):
        if PolicyFacts.objects.exists():
            return
        facts = PolicyFacts()
        if settings.DEMO:  # a real shop types its own accounts: money must never go to invented ones
            for place, account in enumerate(DEMO_ACCOUNTS):
                facts.bank_accounts.add(facts.bank_accounts.model(sort_order=place, **account))
        facts.save()
