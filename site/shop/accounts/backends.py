"""Signing in with a username or an email address."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from web.limits import Limit, network

User = get_user_model()
FAILED_PER_ACCOUNT = Limit("sign-in", most=8, seconds=10 * 60)
FAILED_PER_NETWORK = Limit("sign-in-network", most=100, seconds=10 * 60)


def has_failed_too_often(request, login):
    """Whether sign-in waits for this login from this network, or for the whole network."""
    where = network(request)
    return FAILED_PER_ACCOUNT.is_reached(_key(login), where) or FAILED_PER_NETWORK.is_reached(where)


def _key(login):
    return login.strip().lower()


def find_user(login):
    """The user with this email address or username, upper and lower case alike, or None. An address comes first."""
    login = login.strip()
    by_email = User.objects.filter(email__iexact=login).first() if "@" in login else None
    return by_email or User.objects.filter(username__iexact=login).first()


class EmailOrUsernameBackend(ModelBackend):
    """One limit on failures for every door: storefront, CMS, dashboard. Takes as long for an unknown login."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """The user, or None. Raises PermissionDenied after too many failures, whatever the password."""
        if username is None or password is None:
            return None
        if request is not None and has_failed_too_often(request, username):
            raise PermissionDenied
        user = self._user_with(username, password)
        if request is not None:
            self._count(request, username, user)
        return user

    def _user_with(self, login, password):
        user = find_user(login)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None

    def _count(self, request, login, user):
        where = network(request)
        if user is None:
            FAILED_PER_ACCOUNT.count(_key(login), where)
            FAILED_PER_NETWORK.count(where)
        else:
            FAILED_PER_ACCOUNT.forget(_key(login), where)
