"""Production does not start with accounts that only a demonstration may have."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.models import Q
from django.db.utils import DatabaseError

from config.demo import ACCOUNTS


@checks.register
def no_demo_password(app_configs, **kwargs):
    """Fail where a demo account or an administrator has the demo password (one query, none outside production)."""
    if not settings.PRODUCTION:
        return []
    suspects = Q(email__in=[account.email for account in ACCOUNTS]) | Q(is_superuser=True)
    try:
        users = list(get_user_model().objects.filter(suspects, is_active=True))
    except DatabaseError:
        return []  # not migrated yet: nobody can sign in either
    return [
        checks.Error(
            f"{user.email} still has the demonstration's password.",
            hint="Delete the account, or change its password with manage.py changepassword.",
            id="enportu.E001",
        )
        for user in users
        if user.check_password(settings.DEMO_PASSWORD)
    ]


def refuse_unsafe_production():
    """Raise ImproperlyConfigured where the check above fails: a web server runs no checks by itself."""
    errors = no_demo_password(None)
    connections.close_all()  # the server's workers are forked from here and open their own
    if errors:
        raise ImproperlyConfigured(f"{errors[0].msg} {errors[0].hint}")
