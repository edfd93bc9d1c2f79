"""Production does not start with accounts that only a demonstration may have."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db.utils import DatabaseError

DEMO_EMAILS = ("shopper@example.com", "editor@example.com", "staff@example.com", "admin@example.com")


@checks.register
def no_demo_password(app_configs, **kwargs):
    """Fail where a demo account still has the demo password (one query, none outside production)."""
    if not settings.PRODUCTION:
        return []
    try:
        users = list(get_user_model().objects.filter(email__in=DEMO_EMAILS, is_active=True))
    except DatabaseError:
        return []  # not migrated yet: nobody can sign in either
    return [
        checks.Error(f"{user.email} still has the demonstration's password.", hint="Delete the account.", id="enportu.E001")
        for user in users
        if user.check_password(settings.DEMO_PASSWORD)
    ]
