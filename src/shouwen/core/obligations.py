"""
Obligations: what is owed, by which role, until when, under which clause; met, missed, paused, excused.

Computed from a stream of events and a rule book, nothing else. The meaning is that of the design page,
"What a must means, exactly":

* a `must` opens at its trigger `after` if `when` holds after that event; if `when` comes to hold only
  later the obligation opens then, its clock having started at the trigger;
* it is met by the first `do` after its trigger; an obligation that opens when that has happened already
  (the case was answered before it was graded) is met at once by that event;
* it is excused when `when` ceases to hold, when the trigger comes again, when the document that asks for it is
  withdrawn, and when the case ends;
* its due time is the limit counted from the trigger, with the pauses credited in the limit's unit;
* days that `when` counts (`days_since_…`, `over_…`) are counted at the trigger, once;
* where the rule says `from` or `not_before`, the clock begins there instead, reckoned once at the trigger (a date of the form at the latest when it opens): pauses
  before it neither move it nor give credit, one that is on when it begins counts from then; a `do` before it meets
  the obligation under `from` and does not under `not_before`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from shouwen.core.case.events import (
    DeadlineMissed,
    DeadlineReminded,
    Event,
    Extended,
    Happening,
)
from shouwen.core.case.own_data import holds_of
from shouwen.core.case.spans import Moment, span_of, window_of
from shouwen.core.case.state import State, evolve
from shouwen.core.case.vocabulary import Facts, watching
from shouwen.core.case_clocks import CaseClocks
from shouwen.core.rulebook.model import Must, RuleBook, Start
from shouwen.core.stalling import stall_due
from shouwen.core.told import told_due, told_start
from shouwen.core.tracks import Instance, Obligation, Status, Track
from shouwen.core.values import Json
from shouwen.core.worktime import Step, WorkCalendar, begins_at

__all__ = ["ENDING", "Ledger", "Obligation", "Obligations", "Status"]

ENDING = frozenset({"declined", "redirected", "withdrawn", "closed"})
"""Events that excuse what is open (all but what they themselves open)."""

REVOKING = frozenset({"supervision_withdrawn"})
"""Events that excuse what is owed for one document alone, told apart by the `per` of the rule (0014)."""

_NOTHING: frozenset[str] = frozenset()
_Place: TypeAlias = tuple[str, str]
"""Rule, and what tells several of its tracks apart."""


class Ledger:
    """The obligations of one case while its events are read one after the other."""

    def __init__(self, rules: "Obligations") -> None:
        self.state = State()
        self.before: list[State] = []
        """The state before each event."""
        self._rules = rules
        self._tracks: dict[_Place, Track] = {}
        self._past: list[tuple[Track, Instance]] = []
        self._counts: dict[str, int] = {}
        self._clocks = CaseClocks(rules.calendar)
        self._seen: tuple[Json, ...] = ()

    def read(self, event: Event) -> None:
        """Take one more event into account."""
        before = self.state
        self.before.append(before)
        self.state = evolve(before, event)
        if self.state.paused != before.paused:
            self._clocks.turn(event.at)
        kind = event.data.type
        self._meet(kind, event)
        if kind in ENDING:
            self._excuse_all(event)
        elif kind in REVOKING:
            self._revoke(event)
        changed, triggered = self._changed(), self._rules.after.get(kind, ())
        if changed or triggered:
            facts = Facts(self.state, self._rules.book, moment=Moment(event.at, self._rules.calendar))
            self._review_all(changed, facts, event)
            for rule in triggered:
                if holds_of(rule.after_where, event.data):
                    self._trigger(rule, facts, event)
        self._record(event)

    def obligations(self, until: datetime, *, reminders: bool = True) -> tuple[Obligation, ...]:
        """
        All obligations as they stand at `until`, in the order in which they opened. Without `reminders`
        those are left out, which nobody wants of thousands of cases and which take a third of the time.
        """
        describe = self._clocks.describe
        found = [describe(track, instance, until, reminders=reminders) for track, instance in self._every()]
        return tuple(sorted(found, key=lambda o: (o.opened_seq, o.due_at, o.rule)))

    def stalls_at(self) -> datetime | None:
        """After which instant the case counts as stalled if nobody acts; None where it cannot stall."""
        if self._rules.book.stall is None:
            return None
        return stall_due(self.state, self._rules.book, self._rules.calendar, self._clocks.pauses)

    def explain(self, rule: str, number: int, until: datetime) -> tuple[Step, ...]:
        """How the due time of one obligation came about, step by step; () for one that there is not."""
        found = next(((t, i) for t, i in self._every() if (t.rule.id, i.number) == (rule, number)), None)
        return () if found is None else self._clocks.explain(*found, until)

    def _every(self) -> list[tuple[Track, Instance]]:
        return [*self._past, *((track, track.instance) for track in self._tracks.values() if track.instance)]

    def _meet(self, kind: str, event: Event) -> None:
        for rule in self._rules.do.get(kind, ()):
            track = self._tracks.get(_place(rule, event.data))
            if track is None or track.done_at is not None or not holds_of(rule.do_where, event.data):
                continue
            if event.at < track.started_at and not (rule.start and rule.start.early):
                continue  # done before it may be
            track.done_at, track.done_seq = event.at, event.seq
            track.meet()

    def _excuse_all(self, event: Event) -> None:
        for track in self._tracks.values():
            if track.instance is not None:
                track.instance.cut_off = not track.instance.met
            self._retire(track, event)
        self._tracks.clear()

    def _revoke(self, event: Event) -> None:
        """Nothing that this one document asks for is owed any more, nor will be."""
        for place, track in list(self._tracks.items()):
            if track.rule.per and place == _place(track.rule, event.data):
                self._retire(track, event)
                del self._tracks[place]

    def _retire(self, track: Track, event: Event) -> None:
        """Put the track's instance among the past ones, excused unless it is met."""
        if track.instance is None:
            return
        if not track.instance.met:
            track.instance.excused = True
            track.instance.ended_at, track.instance.ended_seq = event.at, event.seq
        self._past.append((track, track.instance))
        track.instance = None

    def _changed(self) -> frozenset[str]:
        """The names of which some `when` asks and that have another value than after the event before."""
        state, before = self.state, self._seen
        seen = tuple([value(state) for value in self._rules.asked.values()])
        if seen == before:
            return _NOTHING
        self._seen = seen
        asked = self._rules.asked
        if not before:
            return frozenset(asked)
        return frozenset([name for name, new, old in zip(asked, seen, before, strict=True) if new != old])

    def _review_all(self, changed: frozenset[str], facts: Facts, event: Event) -> None:
        """Look again at every `when` that asks about something that has changed."""
        if not changed:
            return
        for track in list(self._tracks.values()):
            if not changed.isdisjoint(track.rule.when.names):
                self._review(track, facts, event)

    def _review(self, track: Track, facts: Facts, event: Event) -> None:
        """Open or excuse as `when` comes to hold or ceases to."""
        if track.instance is not None and track.instance.met:
            return
        holds = track.rule.when.holds(facts.taking(track.counted) if track.counted else facts)
        if holds and track.instance is None:
            self._open(track, facts, event)
        elif not holds and track.instance is not None:
            self._retire(track, event)

    def _trigger(self, rule: Must, facts: Facts, event: Event) -> None:
        place = _place(rule, event.data)
        if (old := self._tracks.get(place)) is not None:
            self._retire(old, event)
        starts_at = event.at if rule.start is None else self._begins(rule.start, facts, event)
        track = self._tracks[place] = Track(rule, event.at, starts_at)
        if rule.per:
            track.unit = str(getattr(event.data, "unit", ""))
        if rule.until:
            own = getattr(event.data, rule.until, None)
            told = str((facts.get(rule.until) if own is None else own) or "")
            track.told_due = told_due(told, self._rules.calendar, since=event.at)
        if counted := self._rules.counted.get(rule.id):
            track.counted = {name: facts[name] for name in counted}
        if rule.when.holds(facts):
            self._open(track, facts, event)

    def _begins(self, start: Start, facts: Facts, event: Event) -> datetime:
        """Where the clock begins: what cannot be read, or is over already, leaves it at the trigger."""
        calendar = self._rules.calendar
        if start.after is not None:
            return begins_at(calendar, event.at, start.after)
        told = getattr(event.data, start.key, None)
        told = facts.get(start.key) if told is None else told
        return told_start(str(told or ""), calendar, since=event.at) or event.at

    def _open(self, track: Track, facts: Facts, event: Event) -> None:
        start = track.rule.start
        if start is not None and start.key and track.started_at == track.triggered_at:
            told = str(facts.get(start.key) or "")  # a date of the form that was not there at the trigger
            begun = told_start(told, self._rules.calendar, since=track.triggered_at)
            track.started_at = begun or track.triggered_at
            if track.done_at is not None and track.done_at < track.started_at and not start.early:
                track.done_at = None  # done before the day was told, and before it may be
        number = self._counts[track.rule.id] = self._counts.get(track.rule.id, 0) + 1
        track.instance = Instance(number, event.at, event.seq)
        if track.done_at is not None:
            track.meet()

    def _record(self, event: Event) -> None:
        """Extensions, reminders and breaches belong to the open instance of their rule."""
        data = event.data
        if not isinstance(data, Extended | DeadlineReminded | DeadlineMissed):
            return
        track = self._of(data.rule, data.instance)
        if track is None or track.instance is None or track.instance.met:
            return
        match data:
            case Extended():
                track.instance.new_due = datetime.fromisoformat(data.new_due)
                track.instance.extended_at = event.at
                track.instance.breach_recorded = False
                track.instance.reminded.clear()  # the marks count anew, towards the new due time
            case DeadlineReminded():
                track.instance.reminded.add(data.at_mark)
            case DeadlineMissed():
                track.instance.breach_recorded = True

    def _of(self, rule: str, number: int) -> Track | None:
        """The track of a rule, where it can have several the one whose open instance has the number."""
        if not number:
            return self._tracks.get((rule, ""))
        of_rule = (track for (own, _), track in self._tracks.items() if own == rule)
        return next((t for t in of_rule if t.instance and t.instance.number == number), None)


class Obligations:
    """A rule book made ready for reading streams: which rules wait for which event."""

    def __init__(self, book: RuleBook, calendar: WorkCalendar) -> None:
        self.book, self.calendar = book, calendar
        self.after: Mapping[str, Sequence[Must]] = _indexed((rule.after, rule) for rule in book.must)
        self.do: Mapping[str, Sequence[Must]] = _indexed((rule.do, rule) for rule in book.must)
        words = set(Facts(State(), book))
        told = {name for rule in book.must for name in rule.when.names}
        asked = sorted({name for name in told if name in words or window_of(name) is not None})
        self.asked = dict(zip(asked, watching(asked, book), strict=True))
        """Name → what to look at to see whether a `when` that asks about it may answer otherwise than before."""
        counted = {
            rule.id: tuple(n for n in rule.when.names if span_of(n, book.datable)) for rule in book.must
        }
        self.counted: Mapping[str, Sequence[str]] = {rule: names for rule, names in counted.items() if names}
        """Rule → the names in its `when` that count days up to the trigger."""

    def read(self, stream: Iterable[Event]) -> Ledger:
        ledger = Ledger(self)
        for event in stream:
            ledger.read(event)
        return ledger


def _place(rule: Must, data: Happening) -> _Place:
    """Where the tracks of a rule are told apart by a key of the event: one place for each of its values."""
    return (rule.id, str(getattr(data, rule.per, "")) if rule.per else "")


def _indexed(pairs: Iterable[tuple[str, Must]]) -> dict[str, list[Must]]:
    index: dict[str, list[Must]] = {}
    for key, rule in pairs:
        index.setdefault(key, []).append(rule)
    return index
