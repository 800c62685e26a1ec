"""A stage for scenarios: one case under one rule book, a cast, a clock that only the scenario moves."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.core.case.authority import CUSTOMER, SYSTEM, Acting
from shouwen.core.case.decide import Situation, decide
from shouwen.core.case.events import Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.evidence import evidence
from shouwen.core.obligations import Obligation, Obligations
from shouwen.core.worktime import WorkCalendar, china
from shouwen.rulebooks import rule_book

ZONE = ZoneInfo("Asia/Shanghai")


def person(account: str, unit: str, *roles: str, heads: tuple[str, ...] = ()) -> Acting:
    return Acting(
        id=account, name=account, unit=unit, roles=frozenset(roles), units=frozenset({unit, *heads})
    )


CLERK = person("clerk", "客服部", "intake")
OFFICE = person("office", "投诉办公室", "supervisor")
LEADER = person("leader", "总经理办公室", "executive")
AUDITOR = person("auditor", "投诉办公室", "auditor")


class Stage:
    """`at` moves the clock, `do` gives a command, `owed` looks at what is owed, `due` reads a due time."""

    def __init__(self, slug: str) -> None:
        self.book = rule_book(slug)
        self.rules = Obligations(self.book, WorkCalendar(self.book.calendar, china()))
        self.stream: list[Event] = []
        self.now = datetime(2026, 1, 1, tzinfo=ZONE)
        self.lot = 0.999
        """Above every rate: the case is not drawn by lot."""

    def at(self, text: str) -> "Stage":
        """The clock shows `2026-09-30 16:40`."""
        now = datetime.fromisoformat(text).replace(tzinfo=ZONE)
        assert now >= self.now, "the clock of a scenario does not run backwards"
        self.now = now
        return self

    def do(self, who: Acting, name: str, /, **data: object) -> list[str]:
        """The names of the events that came of the command."""
        return self.knowing(who, name, {}, **data)

    def knowing(self, who: Acting, name: str, known: Mapping[str, object], /, **data: object) -> list[str]:
        """The same with what the program looked up: the number of another case, its own part in a group …"""
        ledger = self.rules.read(self.stream)
        situation = Situation(
            state=ledger.state, obligations=ledger.obligations(self.now), book=self.book, in_force=self.book,
            calendar=self.rules.calendar, lot=self.lot, stalls_at=ledger.stalls_at(),
        )  # fmt: skip
        events = decide(situation, parse(name, data), who, self.now, known=known)
        self.stream.extend(events)
        return [event.data.type for event in events]

    def refused(self, who: Acting, name: str, /, **data: object) -> Refused:
        """The refusal of a command; nothing may have come of it."""
        before = list(self.stream)
        try:
            came = self.do(who, name, **data)
        except Refused as refusal:
            assert self.stream == before
            return refusal
        raise AssertionError(f"{name} was not refused: {came}")

    def register(self, who: Acting = CLERK, /, **data: object) -> None:
        told = {"channel": "hotline", "subject": "事由", "description": "经过", **data}
        assert "registered" in self.do(who, "register", **told)

    def timers(self) -> list[str]:
        """Let the timers look at the case now; the rules whose breach they recorded."""
        found: list[str] = []
        for obligation in self.rules.read(self.stream).obligations(self.now):
            if obligation.status == "missed" and not obligation.breach_recorded:
                self.do(SYSTEM, "miss_deadline", rule=obligation.rule)
                found.append(obligation.rule)
        return found

    def owed(self, rule: str) -> Obligation:
        """The latest obligation of a rule as it stands now."""
        found = [o for o in self.rules.read(self.stream).obligations(self.now) if o.rule == rule]
        assert found, f"nothing was ever owed under {rule}"
        return found[-1]

    def never_owed(self, rule: str) -> bool:
        return all(o.rule != rule for o in self.rules.read(self.stream).obligations(self.now))

    def due(self, rule: str) -> str:
        return self.owed(rule).due_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")

    def status(self, rule: str) -> str:
        return str(self.owed(rule).status)

    @property
    def stage(self) -> str:
        return str(self.rules.read(self.stream).state.stage)

    @property
    def round(self) -> int:
        return self.rules.read(self.stream).state.round

    def clause(self, clause: str) -> str:
        """How a clause stands in this case."""
        return next(str(c.verdict) for c in evidence(self.rules, self.stream, self.now) if c.clause == clause)


__all__ = ["AUDITOR", "CLERK", "CUSTOMER", "LEADER", "OFFICE", "SYSTEM", "Stage", "person"]
