"""A case open for commands: load → decide … → append → project → outbox, in the caller's transaction."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shouwen.application import disposing, inviting, notifying, redacting, telling
from shouwen.application import rules as rulebooks
from shouwen.application.errors import BrokenCaseError, ConflictError, NotFoundError
from shouwen.application.views.case import Outcome
from shouwen.core.case.authority import Acting
from shouwen.core.case.codec import event_to_json
from shouwen.core.case.command_data import Data
from shouwen.core.case.commands import ProposeSolution, Register
from shouwen.core.case.commands_disposal import RedactFile, RedactText
from shouwen.core.case.commands_supervision import IssueSupervision
from shouwen.core.case.decide import RESTS_ON_OBLIGATIONS, Situation, decide, permit
from shouwen.core.case.events import Event
from shouwen.core.case.spans import LONGEST_WINDOW
from shouwen.core.case.state import State
from shouwen.core.case.supervision import paper_number
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Ledger, Obligation, Obligations
from shouwen.core.replay import obligation_to_json
from shouwen.store import precedents, timeline
from shouwen.store.crypto import contact_index, lot, query_code
from shouwen.store.entering import Entry, next_entry
from shouwen.store.models import Case, Message, Organisation
from shouwen.store.projection import project
from shouwen.store.sql import Where, together
from shouwen.store.supervision import next_document, project_papers
from shouwen.store.visibility import locked


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
    """Whose idempotency keys: the account's, the portal's of this organisation, or its imports."""
    for_good: bool = False
    """The key is answered again however late it comes: a file may be read in once more."""
    among: Where | None = None
    """The cases that this person may see; None: all of the organisation."""
    known: dict[str, Any] = field(default_factory=dict)


Inside = Callable[[Case, State], dict[str, Any]]
"""What a use case does inside the transaction before the decision; its answer joins the event's data."""


class Sitting:
    """One case, locked and read in the caller's transaction: wishes are decided one after the other, and what
    they came to is written in one go. `execute` is a sitting of one wish.
    """

    def __init__(self, case: Case, stream: list[Event], digest: str, *, organisation: Organisation) -> None:
        self.case, self.organisation = case, organisation
        self.obligations: tuple[Obligation, ...] = ()
        """What is owed after the last wish."""
        self._stream, self._digest = stream, digest
        self._written = len(stream)
        self._messages: list[Message] = []
        self._earlier: tuple[str, ...] = ()
        """When the customer of a new case complained before."""
        self._rules: Obligations | None = None
        self._ledger: Ledger | None = None
        if stream:
            self._under(rulebooks.rules_of(case.rule_book_id, organisation.reference_version))

    @classmethod
    def open(cls, wish: Wish) -> "Sitting":
        """The case of a wish, locked, or a new one with a number. Raise `NotFoundError`, `BrokenCaseError`."""
        organisation = wish.organisation
        if wish.number is None:
            calendar = rulebooks.in_force_at(organisation, wish.now)[1].calendar
            year = wish.now.astimezone(calendar.zone).year
            entry = _entry(wish, year)
            number = f"TS-{year}-{entry.number:06d}"
            case = Case(id=entry.key, organisation=organisation, number=number, code_salt=os.urandom(16))
            new = cls(case, [], "", organisation=organisation)
            new._earlier = entry.earlier
            return new
        found = locked(wish.number, wish.among or Where().equal(organisation_id=organisation.pk))
        if found is None:
            raise NotFoundError
        try:
            stream, digest = timeline.load(found)
        except timeline.BrokenStreamError as error:
            raise BrokenCaseError(error.number, error.seq, error.reason) from None
        return cls(found, stream, digest, organisation=organisation)

    def give(self, wish: Wish, *, inside: Inside | None = None) -> Outcome:
        """Decide a wish. Raise `Refused` or `ConflictError`; then the sitting is as before."""
        if wish.expected_version is not None and wish.expected_version != len(self._stream):
            raise ConflictError("version", version=len(self._stream))
        version, present = rulebooks.in_force_at(self.organisation, wish.now)
        if not self._stream:
            self.case.rule_book_id = version
            self._under(present)
        ledger, rules = self._read()
        # the clock of another machine may be ahead of ours: time never runs backwards in a case
        now = max(wish.now, ledger.state.last_at or wish.now)
        situation = Situation(
            state=ledger.state,
            obligations=ledger.obligations(now) if wish.command.name in RESTS_ON_OBLIGATIONS else (),
            book=rules.book,
            in_force=present.book,
            calendar=rules.calendar,
            stalls_at=ledger.stalls_at() if wish.command.name == "report_stall" else None,
            lot=lot(self.case.number, ledger.state.round),
        )
        known = dict(wish.known)
        if isinstance(wish.command, Register):
            known["earlier_cases"] = self._earlier
        if isinstance(wish.command, ProposeSolution):
            household = rulebooks.household(self.organisation)
            owners = {measure.owner: household.units_of(measure.owner) for measure in wish.command.measures}
            known["units_of_owners"] = {owner: units[0] for owner, units in owners.items() if units}
        if isinstance(wish.command, IssueSupervision):
            permit(situation, wish.command.name, wish.who)  # no number for what is refused
            known["number"] = self._document_number(wish.command.rung, now, rules)
        if wish.command.name in disposing.COMMANDS:
            permit(situation, wish.command.name, wish.who, now=now)
            known |= disposing.known(
                self.case, wish.command, known, year=now.astimezone(rules.calendar.zone).year
            )
        if isinstance(wish.command, RedactText | RedactFile):
            permit(situation, wish.command.name, wish.who, now=now)
            known |= redacting.known(self.case, wish.command)
        if inside is not None:
            permit(situation, wish.command.name, wish.who, now=now)  # nothing is kept of what is refused
            known |= inside(self.case, ledger.state)
        events = decide(situation, wish.command, wish.who, now, known=known)
        if wish.command.name == "rebase":
            self.case.rule_book_id = version
            self._under(present)
            ledger, rules = self._read()
        for event in events:
            ledger.read(event)
        self._stream.extend(events)
        self.obligations = ledger.obligations(now)
        self._messages += telling.messages(
            self.case, events, state=ledger.state, book=rules.book, now=wish.now,
            household=rulebooks.household(self.organisation), owed=self.obligations,
        )  # fmt: skip
        return outcome(self.case, events, ledger, rules, self.obligations)

    @property
    def stalls_at(self) -> datetime | None:
        """After which instant the case counts as stalled if nobody acts."""
        return self._ledger.stalls_at() if self._ledger is not None else None

    @property
    def state(self) -> State:
        """The case after the last wish."""
        return self._ledger.state if self._ledger is not None else State()

    def write(self) -> None:
        """Bring rows and stream to the last wish, and queue who is told of it."""
        if self._written == len(self._stream):
            return
        ledger, rules = self._read()
        household = rulebooks.household(self.organisation)
        with together():
            project(
                self.case,
                self._stream,
                rules=rules,
                ledger=ledger,
                obligations=self.obligations,
                household=household,
            )
            self._digest = timeline.append(self.case, self._stream[self._written :], previous=self._digest)
            telling.queue(self._messages)
        project_papers(self.case, ledger.state, units=household.units, staff=household.staff)
        precedents.leave(
            self.case, self._stream, since=self._written, zone=rules.calendar.zone, units=household.units
        )
        fresh = self._stream[self._written :]
        inviting.queue(inviting.invitations(self.case, self._stream, fresh, ledger.state))
        notifying.queue(notifying.notices(self.case, self._stream, fresh, rules))
        if disposing.under_way(fresh):
            self._stream = disposing.carry_out(self.case, self._stream, fresh, rules, household)
        redacting.delete_files(self.case, fresh)
        if redacting.under_way(fresh):
            self._stream = redacting.carry_out(self.case, self._stream, fresh, rules, household)
        self._written, self._messages = len(self._stream), []

    def _document_number(self, kind: str, now: datetime, rules: Obligations) -> str:
        year = now.astimezone(rules.calendar.zone).year
        return paper_number(kind, year, next_document(self.organisation.pk, year, kind))

    def _under(self, rules: Obligations) -> None:
        self._rules, self._ledger = rules, rules.read(self._stream)

    def _read(self) -> tuple[Ledger, Obligations]:
        if self._ledger is None or self._rules is None:
            raise ValueError("a sitting without a wish")
        return self._ledger, self._rules


def _entry(wish: Wish, year: int) -> Entry:
    """The place in the register for a new case, and what its customer registered before."""
    command, contact = wish.command, ""
    if isinstance(command, Register):
        contact = contact_index(command.complainant.phone or command.complainant.email)
    return next_entry(
        year, organisation=wish.organisation.pk, contact=contact, kind=getattr(command, "kind", ""), now=wish.now,
        days=LONGEST_WINDOW,
    )  # fmt: skip


def outcome(
    case: Case,
    events: Iterable[Event],
    ledger: Ledger,
    rules: Obligations,
    obligations: Iterable[Obligation],
    *,
    repeated: bool = False,
) -> Outcome:
    """The answer to a command, in the outside contract's shapes."""
    return Outcome(
        number=case.number,
        query_code=query_code(case.number, bytes(case.code_salt)),
        events=tuple(event_to_json(event, case=case.number) for event in events),
        state=str(ledger.state.stage),
        level=str(Facts(ledger.state, rules.book)["level"]),
        version=ledger.state.seq,
        obligations=tuple(obligation_to_json(o) for o in obligations),
        repeated=repeated,
    )
