"""manage.py audit_claims"""

from shop.claims import books
from shop.fulfilment.management.commands.audit_orders import Command as AuditOrders


class Command(AuditOrders):
    help = "Compare states, pieces, money, files and mail of all claims. Fails with the rows that disagree."
    check_books = staticmethod(books.check)
