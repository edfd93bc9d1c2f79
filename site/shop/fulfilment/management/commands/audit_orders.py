"""manage.py audit_orders"""

from django.core.management.base import BaseCommand, CommandError

from shop.fulfilment import books


class Command(BaseCommand):
    help = "Compare stock, money, documents, states and mail of all orders. Fails with the rows that disagree."
    check_books = staticmethod(books.check)

    def handle(self, *args, **options):
        findings = self.check_books()
        for finding in findings:
            self.stdout.write(str(finding))
        errors = sum(not finding.is_warning for finding in findings)
        if errors:
            raise CommandError(f"{errors} rows of the books disagree.")
        if options["verbosity"]:
            self.stdout.write("The books agree.")
