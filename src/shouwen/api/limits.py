"""
How often one address may call what needs no token.

A leaky bucket in a single cache entry: the instant at which the bucket will have run empty. Two calls at
the very same moment may count as one; against guessing and flooding that makes no difference.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from shouwen.application import clock
from shouwen.application.errors import TooFastError


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """`count` calls at once; after that one more every `seconds / count`."""

    name: str
    count: int
    seconds: int

    def pour(self, who: str) -> None:
        """Count a call. Raise `TooFastError` when the bucket is full."""
        cache.set(self._key(who), self._empty_at(who) + self.seconds / self.count, self.seconds * 2)

    def check(self, who: str) -> None:
        """Raise `TooFastError` when the bucket is full; count nothing."""
        self._empty_at(who)

    def _empty_at(self, who: str) -> float:
        now = clock.now().timestamp()
        empty_at = max(float(cache.get(self._key(who), 0.0)), now)
        wait = empty_at + self.seconds / self.count - self.seconds - now
        if wait > 0.001:
            raise TooFastError(max(1, round(wait)))
        return empty_at

    def _key(self, who: str) -> str:
        # addresses are personal data, and a key of the cache cannot hold every character
        return "api:" + salted_hmac(f"shouwen.api.limits:{self.name}", who, algorithm="sha256").hexdigest()


SUBMISSIONS = Bucket(name="submissions", count=60, seconds=3600)
LOOKS = Bucket(name="looks", count=300, seconds=600)
ANSWERS = Bucket(name="answers", count=60, seconds=3600)
WRONG_CODES = Bucket(name="wrong-codes", count=20, seconds=900)


def address_of(request: HttpRequest) -> str:
    """The caller's address; of an IPv6 address its network, since one customer has 2⁶⁴ of them."""
    told = str(request.META.get("REMOTE_ADDR") or "")
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Address(int(address) >> 64 << 64))
    return told
