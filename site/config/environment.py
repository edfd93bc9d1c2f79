"""The environment, read so that a malformed value stops the start and names its variable."""

import os
from fractions import Fraction
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"true", "on", "yes", "y", "ok", "1"}
FALSE = {"false", "off", "no", "n", "0", ""}


class Environment(environ.Env):
    """django-environ's reader with errors that a person can act on."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        raw = os.environ.get(var)
        if cast is bool and raw is not None and raw.strip().lower() not in TRUE | FALSE:
            raise ImproperlyConfigured(f"{var} is {raw!r}; it must be true or false.")
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except ImproperlyConfigured:
            raise
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ImproperlyConfigured(f"{var} is {raw!r}, which cannot be read: {error}") from error

    def cache(self, var, default):
        """A cache from its URL."""
        return self._named(var, super().cache, default)

    def email(self, var, default):
        """The mail server's settings from its URL."""
        return self._named(var, super().email, default)

    def _named(self, var, read, default):
        try:
            return read(var, default=default)
        except ImproperlyConfigured as error:
            raise ImproperlyConfigured(f"{var} cannot be read: {error}") from error

    def base_url(self, var, default):
        """An address such as https://toko.example, without a slash at the end."""
        value = self.str(var, default=default).rstrip("/")
        if not value:
            raise ImproperlyConfigured(f"{var} is missing: an address such as https://toko.example.")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
            raise ImproperlyConfigured(f"{var} is {value!r}; it must look like https://toko.example.")
        return value

    def fraction(self, var, default):
        """A share of one, written as 0.12 or 11/12."""
        value = self.str(var, default=default)
        try:
            share = Fraction(value)
        except (ValueError, ZeroDivisionError):
            share = None
        if share is None or not 0 <= share <= 1:
            raise ImproperlyConfigured(f"{var} is {value!r}; it must be a share of one, such as 0.12 or 11/12.")
        return share

    def database(self, var, default):
        """A SQLite or PostgreSQL database from its URL."""
        value = os.environ.get(var) or default
        if not value.startswith(("sqlite://", "postgres://", "postgresql://")):
            raise ImproperlyConfigured(
                f"{var} is {value.partition('@')[2] or value!r}; it must start with sqlite:/// or postgresql://."
            )
        return self.db_url_config(value)
