"""How often something may be tried: counters in a cache that all processes share, per whatever the caller names."""

import ipaddress
import time
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches


def network(request):
    """The visitor's network: /24 of IPv4, /64 of IPv6. Behind a proxy, as the nearest proxy reports it."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/{24 if version == 4 else 64}", strict=False))


class Limit:
    """At most `most` times in a span of `seconds`; spans follow the clock, `name` keeps counters apart.

    Two processes that count at the same moment may count as one: a limit slows an attacker down, it does not bill.
    """

    def __init__(self, name, most, seconds):
        self.name, self.most, self.seconds = name, most, seconds

    def _key(self, parts):
        span = int(time.time() // self.seconds)
        return f"limit:{self.name}:" + blake2b("\0".join(map(str, (span, *parts))).encode(), digest_size=16).hexdigest()

    def is_reached(self, *parts):
        """Whether there were already too many."""
        return caches["limits"].get(self._key(parts), 0) >= self.most

    def count(self, *parts):
        """Count one and return whether it was within the limit."""
        key = self._key(parts)
        count = caches["limits"].get(key, 0) + 1
        caches["limits"].set(key, count, self.seconds)
        return count <= self.most

    def forget(self, *parts):
        """Start counting anew."""
        caches["limits"].delete(self._key(parts))
