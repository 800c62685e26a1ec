"""`execute`: the one door for writes to cases. One wish, one transaction; a key that comes again is answered again."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from itertools import takewhile

from django.db import IntegrityError, transaction

from shouwen.application import rules as rulebooks
from shouwen.application.errors import ConflictError
from shouwen.application.sitting import Inside, Sitting, Wish, outcome
from shouwen.application.views.case import Outcome
from shouwen.core.case.command_data import Data
from shouwen.core.case.events import Event
from shouwen.store import timeline
from shouwen.store.answered import FOR_GOOD, shut
from shouwen.store.models import AnsweredRequest, Case

KEY_HOURS = 24
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


def _remember(wish: Wish, case: Case) -> None:
    AnsweredRequest.objects.create(
        scope=wish.scope,
        key=shut(wish.key),
        fingerprint=fingerprint_of(wish.command, number=wish.number),
        case=case,
        answered_at=FOR_GOOD if wish.for_good else wish.now,
    )


def _answered(wish: Wish) -> Outcome | None:
    """The answer that this key got before. Raise `ConflictError` when it was for another request."""
    found = (
        AnsweredRequest.objects.select_related("case__organisation")
        .filter(scope=wish.scope, key=shut(wish.key), answered_at__gte=wish.now - timedelta(hours=KEY_HOURS))
        .first()
    )
    if found is None:
        AnsweredRequest.objects.filter(
            scope=wish.scope, key=shut(wish.key), answered_at__lt=wish.now - timedelta(hours=KEY_HOURS)
        ).delete()
        return None
    if found.fingerprint != fingerprint_of(wish.command, number=wish.number):
        raise ConflictError("key_reused")
    case = found.case
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    ledger = rules.read(stream)
    owed = ledger.obligations(wish.now)
    return outcome(case, _of_registration(stream), ledger, rules, owed, repeated=True)


def _of_registration(stream: list[Event]) -> tuple[Event, ...]:
    """The events that came of registering: the first, and what the system added in the same breath."""
    rest = takewhile(lambda event: event.at == stream[0].at and event.actor.role == "system", stream[1:])
    return (stream[0], *rest)


def fingerprint_of(command: Data, *, number: str | None = None) -> str:
    """What makes two requests the same."""
    body = json.dumps(command.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{command.name}\n{number or ''}\n{body}".encode()).hexdigest()
