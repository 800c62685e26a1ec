"""Idempotency keys with the case that came of them: looked up, and made unreadable with the texts of their case."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from shouwen.store.crypto import request_mark
from shouwen.store.models import AnsweredRequest, Case

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
"""When a key was answered that is good for ever: it never grows old."""
CHUNK = 300
"""Keys asked for at once; each is looked for in two ways."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a key for good."""

    number: str
    fingerprint: str
    """Of the request; "" where the texts of the case were taken out since."""


def shut(key: str) -> str:
    """A key as it is kept, whatever its length and characters."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def answered(scope: str, keys: Collection[str]) -> dict[str, Answered]:
    """Key → the case that came of it; keys that none came of are left out. One query for `CHUNK` keys."""
    named = sorted(set(keys))
    told: dict[str, Answered] = {}
    for start in range(0, len(named), CHUNK):
        some = [(key, shut(key)) for key in named[start : start + CHUNK]]
        kept = {mark: key for key, digest in some for mark in (digest, request_mark(digest))}
        rows = AnsweredRequest.objects.filter(scope=scope, key__in=list(kept))
        for mark, number, fingerprint in rows.values_list("key", "case__number", "fingerprint"):
            told[kept[mark]] = Answered(number=number, fingerprint=fingerprint)
    return told


def forget(case: Case) -> None:
    """A digest of a text tells whether one has guessed it. Keys that hold for good are kept under the secret key, so that the
    same row of a ledger makes no second case; the others go.
    """
    AnsweredRequest.objects.filter(case=case, answered_at__lt=FOR_GOOD).delete()
    for pk, key in AnsweredRequest.objects.filter(case=case).exclude(fingerprint="").values_list("pk", "key"):
        AnsweredRequest.objects.filter(pk=pk).update(key=request_mark(key), fingerprint="")
