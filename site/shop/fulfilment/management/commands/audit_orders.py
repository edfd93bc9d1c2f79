"""manage.py audit_orders"""

from django.core.management.base import BaseCommand, CommandError

from shop.fulfilment.books import check


class Command(BaseCommand):
    help = "Compare stock, money, documents, states and mail of all orders. Fails with the rows that disagree."

    def handle(self, *args, **options):
        findings = check()
        for finding in findings:
            self.stdout.write(str(finding))
        errors = sum(not finding.is_warning for finding in findings)
        if errors:
            raise CommandError(f"{errors} rows of the books disagree.")
        if options["verbosity"]:
            self.stdout.write("The books agree.")
