"""manage.py load_demo_claims"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.claims.demo.questions import QUESTIONS, load_questions


class Command(BaseCommand):
    help = "Load the demonstration's questions to Customer Service, each once; other claims come with the orders."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration's claims are loaded with MODE=demo only.")
        count = load_questions(QUESTIONS)
        if options["verbosity"]:
            self.stdout.write(f"Questions asked: {count}.")
