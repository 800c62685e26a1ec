"""Random walks through the life of a case: any command, by anybody, at advancing times, under a shipped rule book."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from shouwen.core.case.authority import CUSTOMER, SYSTEM, Acting
from shouwen.core.case.codec import event_from_json, event_to_json
from shouwen.core.case.commands_dealings import DEALINGS_LEAD_TO
from shouwen.core.case.commands_disposal import DISPOSAL_LEADS_TO
from shouwen.core.case.commands_oversight import OVERSIGHT_LEADS_TO
from shouwen.core.case.commands_ties import TIES_LEAD_TO
from shouwen.core.case.decide import Situation, decide
from shouwen.core.case.events import Event
from shouwen.core.case.own_data import holds_of
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import State, fold
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Ledger, Obligations
from shouwen.core.worktime import WorkCalendar, china
from shouwen.rulebooks import rule_book

ZONE = ZoneInfo("Asia/Shanghai")
BESIDE = frozenset(
    name
    for table in (OVERSIGHT_LEADS_TO, TIES_LEAD_TO, DEALINGS_LEAD_TO, DISPOSAL_LEADS_TO)
    for name in table.values()
)
"""What stands beside the handling: no stage moves, no clock turns."""
UNITS = ("质量部", "物流部", "财务部")


def acting(account: str, unit: str, *roles: str) -> Acting:
    return Acting(id=account, name=account, unit=unit, roles=frozenset(roles), units=frozenset({unit}))


PEOPLE: Mapping[str, Acting] = {
    "clerk": acting("clerk", "客服部", "intake"),
    "handler": acting("handler", "质量部", "handler"),
    "second": acting("second", "质量部", "handler", "unit_head"),
    "head": acting("head", "质量部", "unit_head"),
    "other": acting("other", "物流部", "handler", "unit_head"),
    "office": acting("office", "投诉办公室", "supervisor"),
    "leader": acting("leader", "总经理办公室", "executive"),
    "quality": acting("quality", "投诉办公室", "quality"),
    "administrator": acting("administrator", "质量部", "administrator"),
    "auditor": acting("auditor", "投诉办公室", "auditor"),
    "accused": acting("accused", "质量部", "handler", "unit_head", "supervisor"),
    "customer": CUSTOMER,
    "system": SYSTEM,
}


@cache
def rules_of(slug: str) -> Obligations:
    book = rule_book(slug)
    return Obligations(book, WorkCalendar(book.calendar, china()))


class Walk:
    """One case on its way. `give` tries a command and keeps what came of it; every promise is looked at then."""

    def __init__(self, slug: str, people: Mapping[str, Acting] = PEOPLE) -> None:
        self.rules, self.people = rules_of(slug), people
        self.book = self.rules.book
        self.ledger: Ledger = self.rules.read(())
        self.stream: list[Event] = []
        self.now = datetime(2026, 9, 28, 8, 30, tzinfo=ZONE)

    @property
    def state(self) -> State:
        return self.ledger.state

    def situation(self) -> Situation:
        return Situation(
            state=self.state,
            obligations=self.ledger.obligations(self.now),
            book=self.book,
            in_force=self.book,
            calendar=self.rules.calendar,
            stalls_at=self.ledger.stalls_at(),
        )

    def give(
        self, who: str, name: str, data: Mapping[str, Any], known: Mapping[str, Any] | None = None
    ) -> str:
        """Answer "" or the code of the refusal. Anything else that is raised is a fault of the core."""
        if known is None:
            known = {"respondent_id": "accused"} if name == "register" and data.get("respondent") else {}
            if name == "issue_supervision":
                known = {"number": f"督〔2026〕{len(self.state.papers) + 1}号"}
        before = self.state
        try:
            events = decide(self.situation(), parse(name, data), self.people[who], self.now, known=known)
        except Refused as refused:
            assert self.state == before
            assert refused.say.zh
            assert refused.clause in ("", *self.book.clauses)
            return refused.code
        assert events
        self._keep(before, events, self.people[who])
        return ""

    def _keep(self, before: State, events: tuple[Event, ...], who: Acting) -> None:
        out = {before.respondent_id, *before.recused} - {""}
        assert before.seq == 0 or who.id not in out, "a recused person got in"
        for event in events:
            assert self.state.last_at is None or event.at >= self.state.last_at, "time ran backwards"
            assert event.seq == self.state.seq + 1
            if event.data.type == "closed":
                self._closing_was_allowed(before, event)
            line = json.loads(json.dumps(event_to_json(event, case="A1")))
            assert event_from_json(line) == event
            standing = self.state.stage, self.state.paused, self.state.ended
            self.ledger.read(event)
            self.stream.append(event)
            if event.data.type in BESIDE:
                assert standing == (self.state.stage, self.state.paused, self.state.ended)

    def _closing_was_allowed(self, before: State, event: Event) -> None:
        facts = Facts(before, self.book, {"actor_role": event.actor.role, "actor_unit": event.actor.unit})
        for rule in self.book.never:
            if "close" in rule.do and not any(name.startswith("actor_is") for name in rule.while_.names):
                held = rule.while_.holds(facts) and holds_of(rule.do_where, event.data)
                assert not held, f"closed while {rule.id} holds"

    def holds_together(self) -> None:
        """What must be true after any walk."""
        assert self.state.seq == len(self.stream)
        assert self.state == fold(self.stream)
        for until in (self.now, self.now + timedelta(days=40)):
            assert self.ledger.obligations(until) == self.rules.read(self.stream).obligations(until)
        assert not self.state.respondent_id or self.state.handler != self.state.respondent_id
        assert not self.state.handler or self.state.handler not in self.state.recused
        assert sum(share.percent for share in self.state.shares) in (0, 100)
        for owed in self.ledger.obligations(self.now):
            assert owed.opened_at >= owed.started_at
            assert owed.ended_at is None or owed.live is False
            assert owed.paused_for_s >= 0
        if self.state.ended is not None and not self.state.appealed:
            assert not self.state.paused, "an ended case waits for nobody"
