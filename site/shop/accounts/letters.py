"""The values that the mails about an account may print."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from shop.accounts import membership
from web.addresses import absolute

User = get_user_model()


def _greeting(user):
    return {"name": user.first_name or user.username, "username": user.username}


def _active(pk):
    return User.objects.filter(pk=pk, is_active=True).first()


def welcome(user):
    """A new member."""
    found = _active(user)
    return found and _greeting(found) | {"account_url": absolute(reverse("customer:summary"))}


def password_reset(email):
    """The link goes to the address of the account, never to what was typed."""
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    return found and _greeting(found) | {
        "recipient": found.email,
        "reset_url": membership.password_reset_address(found),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
    }


def password_changed(user):
    """A note that lets the owner act where it was somebody else."""
    found = _active(user)
    return found and _greeting(found) | {"reset_url": absolute(reverse("customer:password-reset"))}


def email_change(user, new_email):
    """The signed link, to the new address."""
    found = _active(user)
    if found is None or found.email == new_email:
        return None
    confirm_url = membership.email_change_address(found, new_email)
    return _greeting(found) | {"confirm_url": confirm_url, "days": membership.EMAIL_CHANGE_DAYS}


def email_changed(user, new_email):
    """The note to the old address."""
    found = _active(user)
    return found and _greeting(found) | {
        "new_email": new_email,
        "reset_url": absolute(reverse("customer:password-reset")),
    }


def account_deleted(name):
    """The last mail; the account is gone, its name travels along."""
    return {"name": name}
