"""The customer's tracking page: progress in plain language, nothing of the office's inside."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.application import rules as rulebooks
from shouwen.application.operations.portal import COMMANDS, by_code
from shouwen.application.people import name_of
from shouwen.application.queries.intake import promises
from shouwen.application.queries.timeline import CUSTOMER_SEES, lines
from shouwen.application.views import Entry, Named, Progress
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.authority import CUSTOMER
from shouwen.core.case.decide import Situation, permit
from shouwen.core.case.refusals import Refused
from shouwen.store import timeline

_STEPS = (
    ("registered", ("已收到", "Received")),
    ("accepted", ("已受理", "Accepted")),
    ("responded", ("已与您联系", "We have contacted you")),
    ("solution_proposed", ("拟定处理方案", "A solution is drawn up")),
    ("replied", ("已答复", "Answered")),
    ("closed", ("已办结", "Closed")),
)
_TOLD_IN_FULL = frozenset({"declined", "redirected", "supplement_requested", "replied", "noted"})
_SAID = frozenset(
    {"supplemented", "satisfaction_recorded", "consent_recorded", "urged", "appealed", "withdrawn"}
)


def progress(number: str, code: str, *, now: datetime, language: str) -> Progress:
    """Raise `NotFoundError` for a wrong number or code alike."""
    case = by_code(number, code)
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    ledger = rules.read(stream)
    state, words, zone = ledger.state, Wording(rules.book, language), rules.calendar.zone
    obligations = ledger.obligations(now)
    situation = Situation(state=state, obligations=obligations, book=rules.book, in_force=rules.book)
    return Progress(
        number=case.number,
        organisation=Named(id=case.organisation.slug, name=name_of(case.organisation, language)),
        subject=case.subject,
        kind=words.kind(state.kind),
        stage=words.stage(str(state.stage)),
        steps=_steps(stream, state.ended is not None, words, zone),
        promises=promises(obligations, words=words, zone=zone),
        words=tuple(reversed([_entry(x, words, zone) for x in stream if _shown(x)])),
        asked=_asked(stream) if state.waiting_since else (),
        solution=tuple(m.what for m in state.solution.measures)
        if state.solution and state.solution.approved
        else (),
        reply=next((x.data.text for x in reversed(stream) if isinstance(x.data, e.Replied)), "")
        if state.replied
        else "",
        choices=tuple(name for name in COMMANDS if _may(situation, name)),
        registered_at=stream[0].at.astimezone(zone),
    )


def _steps(
    stream: list[e.Event], ended: bool, words: Wording, zone: ZoneInfo
) -> tuple[tuple[str, str, datetime | None], ...]:
    """The usual way of a case, with where this one stands; steps skipped on the way count as done."""
    english = words.language.startswith("en")
    times = {x.data.type: x.at for x in reversed(stream)}
    if ended and "closed" not in times:
        last = stream[-1]
        return (
            (_STEPS[0][1][english], "done", stream[0].at.astimezone(zone)),
            (words.stage(_end(stream)).name, "done", last.at.astimezone(zone)),
        )
    furthest = max(i for i, (kind, _) in enumerate(_STEPS) if kind in times)
    steps: list[tuple[str, str, datetime | None]] = []
    for i, (kind, name) in enumerate(_STEPS):
        at = times.get(kind)
        standing = "done" if i <= furthest else "now" if i == furthest + 1 else "ahead"
        steps.append((name[english], standing, at.astimezone(zone) if at else None))
    return tuple(steps)


def _end(stream: list[e.Event]) -> str:
    ends = ("declined", "redirected", "withdrawn")
    return next((x.data.type for x in reversed(stream) if x.data.type in ends), "closed")


def _shown(event: e.Event) -> bool:
    """What the customer is told of: milestones, and notes that were meant for him."""
    if isinstance(event.data, e.Noted):
        return event.data.told
    if isinstance(event.data, e.Urged | e.ConsentRecorded | e.SatisfactionRecorded):
        return event.actor.role == "customer"
    return event.data.type in CUSTOMER_SEES


def _entry(event: e.Event, words: Wording, zone: ZoneInfo) -> Entry:
    kind = event.data.type
    told = lines(event, words, zone) if kind in _TOLD_IN_FULL | _SAID else ()
    english = words.language.startswith("en")
    who = ("You" if english else "您") if event.actor.role == "customer" else ""
    return Entry(
        seq=event.seq,
        type=kind,
        name=words.event(kind).name,
        at=event.at.astimezone(zone),
        actor=who,
        role="",
        lines=told,
    )


def _asked(stream: list[e.Event]) -> tuple[str, ...]:
    found = next((x.data for x in reversed(stream) if isinstance(x.data, e.SupplementRequested)), None)
    return found.items if found else ()


def _may(situation: Situation, command: str) -> bool:
    """Whether the customer may give the command now; a solution is put to him once it is approved."""
    solution = situation.state.solution
    if command == "record_consent" and (solution is None or not solution.approved):
        return False
    try:
        permit(situation, command, CUSTOMER)
    except Refused:
        return False
    return True
