"""`execute`: the one door for writes to cases. One wish, one transaction; a key that comes again is answered again."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from django.db import IntegrityError, transaction

from shouwen.application import rules as rulebooks
from shouwen.application.errors import ConflictError
from shouwen.application.sitting import Inside, Sitting, Wish, outcome
from shouwen.application.views.case import Outcome
from shouwen.core.case.events import Event
from shouwen.store import timeline
from shouwen.store.models import AnsweredRequest, Case

KEY_HOURS = 24
FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
"""When a key was answered that is good for ever: it never grows old."""
Door = Callable[[Wish], Outcome]
"""`execute`, or a sitting that is under way."""


def execute(wish: Wish, *, inside: Inside | None = None) -> Outcome:
    """Carry a wish out. Raise `Refused`, `NotFoundError`, `ConflictError` or `BrokenCaseError`; then
    nothing is written.
    """
    if wish.key and (answered := _answered(wish)) is not None:
        return answered
    try:
        with transaction.atomic():
            sitting = Sitting.open(wish)
            answer = sitting.give(wish, inside=inside)
            sitting.write()
            if wish.key:
                _remember(wish, sitting.case)
            return answer
    except IntegrityError:
        if wish.key and (answered := _answered(wish)) is not None:
            return answered
        raise


def registered_as(scope: str, key: str) -> str:
    """The number of the case that came of a key; "" where none did."""
    found = AnsweredRequest.objects.filter(scope=scope, key=_shut(key)).values_list("case__number", flat=True)
    return found.first() or ""


def _remember(wish: Wish, case: Case) -> None:
    AnsweredRequest.objects.create(
        scope=wish.scope,
        key=_shut(wish.key),
        fingerprint=_fingerprint(wish),
        case=case,
        answered_at=FOR_GOOD if wish.for_good else wish.now,
    )


def _answered(wish: Wish) -> Outcome | None:
    """The answer that this key got before. Raise `ConflictError` when it was for another request."""
    found = (
        AnsweredRequest.objects.select_related("case__organisation")
        .filter(scope=wish.scope, key=_shut(wish.key), answered_at__gte=wish.now - timedelta(hours=KEY_HOURS))
        .first()
    )
    if found is None:
        AnsweredRequest.objects.filter(
            scope=wish.scope, key=_shut(wish.key), answered_at__lt=wish.now - timedelta(hours=KEY_HOURS)
        ).delete()
        return None
    if found.fingerprint != _fingerprint(wish):
        raise ConflictError("key_reused")
    case = found.case
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    ledger = rules.read(stream)
    owed = ledger.obligations(wish.now)
    return outcome(case, _of_registration(stream), ledger, rules, owed, repeated=True)


def _shut(key: str) -> str:
    """A key as it is kept, whatever its length and characters."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def _of_registration(stream: list[Event]) -> tuple[Event, ...]:
    """The events that came of registering: the first, and what the system added in the same breath."""
    rest = takewhile(lambda event: event.at == stream[0].at and event.actor.role == "system", stream[1:])
    return (stream[0], *rest)


def _fingerprint(wish: Wish) -> str:
    body = json.dumps(wish.command.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{wish.command.name}\n{wish.number or ''}\n{body}".encode()).hexdigest()
