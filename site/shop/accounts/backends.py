"""Signing in with a username or an email address."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

User = get_user_model()


def find_user(login):
    """The user with this email address or username, upper and lower case alike, or None. An address comes first."""
    login = login.strip()
    by_email = User.objects.filter(email__iexact=login).first() if "@" in login else None
    return by_email or User.objects.filter(username__iexact=login).first()


class EmailOrUsernameBackend(ModelBackend):
    """Takes as long for an unknown login as for a wrong password."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        user = find_user(username)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
