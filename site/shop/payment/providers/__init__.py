"""The ways to pay that this shop offers: those that settings.PAYMENT_PROVIDERS names, by the code of each."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def _made(paths):
    """One object for each dotted path, by its code."""
    found = [import_string(path)() for path in paths]
    return {provider.code: provider for provider in found}


def enabled():
    """The ways to pay that can be used now, in the order of the setting."""
    return [provider for provider in _made(tuple(settings.PAYMENT_PROVIDERS)).values() if provider.is_enabled]


def online():
    """Those that lead to a payment page of somebody else."""
    return [provider for provider in enabled() if provider.is_online]


def get(code):
    """The enabled provider with that code, or None."""
    return next((provider for provider in enabled() if provider.code == code), None)


def for_refund(payment):
    """The provider that can send `payment` back the way it came, or None."""
    provider = get(payment.provider) if payment else None
    return provider if provider and provider.can_refund(payment) else None
