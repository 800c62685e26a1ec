"""
How often one address, or one case, may do something.

Each permitted try takes one of a few seats, kept in the cache until its time is over. Taking a seat is
the cache's atomic `add`, so that tries at the same moment cannot share one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from shouwen.application import clock
from shouwen.application.errors import TooFastError


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """At most `count` tries in any `seconds`."""

    name: str
    count: int
    seconds: int

    def take(self, *who: str) -> Callable[[], None]:
        """Take a seat; the answer gives it back. Raise `TooFastError` when all are taken."""
        keys = self._keys(who)
        taken = cache.get_many(keys)
        now = clock.now().timestamp()
        until = now + self.seconds
        for key in (key for key in keys if key not in taken):
            if cache.add(key, until, self.seconds):
                return lambda: _leave(key)
        soonest = min((float(at) for at in taken.values()), default=until)
        raise TooFastError(max(1, round(soonest - now)))

    def _keys(self, who: tuple[str, ...]) -> list[str]:
        # hashed: addresses are personal data, and a cache key must not be able to hold anything
        mark = salted_hmac(
            "shouwen.portal.throttle", "\0".join((self.name, *who)), algorithm="sha256"
        ).hexdigest()
        return [f"portal:{mark[:40]}:{seat}" for seat in range(self.count)]


def _leave(key: str) -> None:
    cache.delete(key)


SUBMISSIONS = Seats(name="submit", count=20, seconds=3600)
"""Cases from one address to one organisation; a family, a ward or an office may share an address."""

WRONG_CODES = Seats(name="code", count=10, seconds=900)
"""Wrong numbers or codes from one address."""

ANSWERS = Seats(name="answer", count=30, seconds=3600)
"""Anything that a customer adds to one case."""

SURVEYS = Seats(name="survey", count=60, seconds=900)
"""Looks at survey links from one address."""

URGES = Seats(name="urge", count=1, seconds=4 * 3600)
"""Urging one case."""


def address_of(request: HttpRequest) -> str:
    """Where the request comes from. Of an IPv6 address the network: one customer has 2⁶⁴ of them."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Address(int(address) >> 64 << 64))
    return told
