"""The people of the demonstration."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from config.roles import Role, grant_role


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    email: str
    name: str
    role: Role
    may: str

    @property
    def username(self):
        return self.email.partition("@")[0]


ACCOUNTS = (
    Account("shopper@example.com", "Budi Santoso", Role.NONE, _("has past orders")),
    Account("editor@example.com", "Sari Wulandari", Role.EDITOR, _("CMS: pages, translations, facts")),
    Account("staff@example.com", "Agus Pratama", Role.STAFF, _("dashboard and CMS reports")),
    Account("admin@example.com", "Dewi Lestari", Role.ADMIN, _("everything")),
)


def load_accounts():
    """Make the accounts that are missing; one that is there keeps its password and its rights."""
    User = get_user_model()
    for account in ACCOUNTS:
        if User.objects.filter(email__iexact=account.email).exists():
            continue
        user = User.objects.create_user(
            account.username, account.email, settings.DEMO_PASSWORD, first_name=account.name, phone="+6281234567890"
        )
        grant_role(user, account.role)
