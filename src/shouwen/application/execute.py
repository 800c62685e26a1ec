"""`execute`: the one door for writes to cases. Load → decide → append → project → outbox, in one transaction."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from django.db import IntegrityError, transaction

from shouwen.application import rules as rulebooks
from shouwen.application import telling
from shouwen.application.errors import BrokenCaseError, ConflictError, NotFoundError
from shouwen.application.views import Outcome
from shouwen.core.case.authority import Acting
from shouwen.core.case.codec import event_to_json
from shouwen.core.case.commands import Data
from shouwen.core.case.decide import RESTS_ON_OBLIGATIONS, Situation, decide, permit
from shouwen.core.case.events import Event
from shouwen.core.case.state import State
from shouwen.core.obligations import Ledger, Obligation, Obligations
from shouwen.core.replay import obligation_to_json
from shouwen.store import timeline, transactions
from shouwen.store.crypto import query_code
from shouwen.store.models import AnsweredRequest, Case, Organisation
from shouwen.store.projection import project

KEY_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A command on its way in: what, who, when, on which case (None: a new one)."""

    command: Data
    who: Acting
    now: datetime
    organisation: Organisation
    number: str | None = None
    expected_version: int | None = None
    key: str = ""
    scope: str = ""
    """Whose idempotency keys: the account's, or the portal's of this organisation."""
    known: dict[str, Any] = field(default_factory=dict)


Inside = Callable[[Case, State], dict[str, Any]]
"""What a use case does inside the transaction before the decision; its answer joins the event's data."""


def execute(wish: Wish, *, inside: Inside | None = None) -> Outcome:
    """Carry a wish out. Raise `Refused`, `NotFoundError`, `ConflictError` or `BrokenCaseError`; then
    nothing is written.
    """
    if wish.key and (answered := _answered(wish)) is not None:
        return answered
    try:
        with transaction.atomic():
            return _execute(wish, inside)
    except IntegrityError:
        if wish.key and (answered := _answered(wish)) is not None:
            return answered
        raise


def _execute(wish: Wish, inside: Inside | None) -> Outcome:
    case, stream, digest = _open(wish)
    if wish.expected_version is not None and wish.expected_version != len(stream):
        raise ConflictError("version", version=len(stream))
    version, present = rulebooks.in_force_at(wish.organisation, wish.now)
    if not stream:
        case.rule_book_id = version
    rules = rulebooks.rules_of(case.rule_book_id, wish.organisation.reference_version)
    ledger = rules.read(stream)
    # the clock of another machine may be ahead of ours: time never runs backwards in a case
    now = max(wish.now, ledger.state.last_at or wish.now)
    situation = Situation(
        state=ledger.state,
        obligations=ledger.obligations(now) if wish.command.name in RESTS_ON_OBLIGATIONS else (),
        book=rules.book,
        in_force=present.book,
    )
    known = dict(wish.known)
    if inside is not None:
        permit(situation, wish.command.name, wish.who)  # nothing is kept of what is refused
        known |= inside(case, ledger.state)
    events = decide(situation, wish.command, wish.who, now, known=known)
    if wish.command.name == "rebase":
        case.rule_book_id, rules = version, present
        ledger = rules.read(stream)
    for event in events:
        ledger.read(event)
    written = Written(
        case=case, stream=[*stream, *events], events=events, ledger=ledger, rules=rules,
        obligations=ledger.obligations(now),
    )  # fmt: skip
    _write(written, digest, wish)
    if wish.key:
        AnsweredRequest.objects.create(
            scope=wish.scope,
            key=_shut(wish.key),
            fingerprint=_fingerprint(wish),
            case=case,
            answered_at=wish.now,
        )
    return written.outcome()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A case after a command: its whole stream, the new events, what is owed now."""

    case: Case
    stream: list[Event]
    events: tuple[Event, ...]
    ledger: Ledger
    rules: Obligations
    obligations: tuple[Obligation, ...]

    def outcome(self, *, repeated: bool = False) -> Outcome:
        """The answer to the command, in the outside contract's shapes."""
        return Outcome(
            number=self.case.number,
            query_code=query_code(self.case.number, bytes(self.case.code_salt)),
            events=tuple(event_to_json(event, case=self.case.number) for event in self.events),
            state=str(self.ledger.state.stage),
            level=self.case.level,
            version=self.ledger.state.seq,
            obligations=tuple(obligation_to_json(o) for o in self.obligations),
            repeated=repeated,
        )


def _open(wish: Wish) -> tuple[Case, list[Event], str]:
    """The case locked with its stream, or a new one with a number."""
    if wish.number is None:
        year = wish.now.astimezone(rulebooks.in_force_at(wish.organisation, wish.now)[1].calendar.zone).year
        number = f"TS-{year}-{transactions.next_number(year):06d}"
        return Case(organisation=wish.organisation, number=number, code_salt=os.urandom(16)), [], ""
    case = Case.objects.select_for_update().filter(organisation=wish.organisation, number=wish.number).first()
    if case is None:
        raise NotFoundError
    try:
        stream, digest = timeline.load(case)
    except timeline.BrokenStreamError as error:
        raise BrokenCaseError(error.number, error.seq, error.reason) from None
    return case, stream, digest


def _write(written: Written, digest: str, wish: Wish) -> None:
    household = rulebooks.household(wish.organisation)
    project(
        written.case,
        written.stream,
        rules=written.rules,
        ledger=written.ledger,
        obligations=written.obligations,
        household=household,
    )
    timeline.append(written.case, written.events, previous=digest)
    telling.queue(
        written.case,
        written.events,
        state=written.ledger.state,
        book=written.rules.book,
        household=household,
        now=wish.now,
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
    first = Written(
        case=case, stream=stream, events=_of_registration(stream), ledger=ledger, rules=rules,
        obligations=ledger.obligations(wish.now),
    )  # fmt: skip
    return first.outcome(repeated=True)


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
