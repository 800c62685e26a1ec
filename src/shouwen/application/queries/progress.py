"""The customer's tracking page: progress in plain language, nothing of the office's inside."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.application import rules as rulebooks
from shouwen.application.operations.portal import COMMANDS, by_code
from shouwen.application.people import name_of
from shouwen.application.promised import is_promise
from shouwen.application.queries.files import attachment
from shouwen.application.queries.intake import promises
from shouwen.application.queries.timeline import CUSTOMER_SEES, lines
from shouwen.application.views import Attachment, Entry, Named, Progress
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.authority import CUSTOMER
from shouwen.core.case.decide import Situation, permit
from shouwen.core.case.events_dealings import RecusalRequested, SurveyAnswered
from shouwen.core.case.refusals import Refused
from shouwen.core.obligations import Obligation
from shouwen.core.rulebook.model import RuleBook
from shouwen.store import timeline

_STEPS = (
    ("registered", ("已收到", "Received"), ("收到", "We receive it")),
    ("accepted", ("已受理", "Accepted"), ("受理", "We accept it")),
    ("responded", ("已与您联系", "We have contacted you"), ("与您联系", "We contact you")),
    (
        "solution_proposed",
        ("已拟定处理办法", "A solution is drawn up"),
        ("拟定处理办法", "We draw up a solution"),
    ),
    ("replied", ("已答复您", "You have our answer"), ("答复您", "You get our answer")),
    ("closed", ("已办结", "Closed"), ("办结", "The case is closed")),
)
"""(event, name once it has happened, name while it is ahead)."""
_AGAIN = (("重新处理", "It is handled again"), ("答复您", "You get our answer"))
"""What comes after an answer that did not satisfy."""
_TOLD_IN_FULL = frozenset(
    {"declined", "redirected", "supplement_requested", "replied", "noted", "suggestion_decided"}
)
_TOLD_IN_PART = {
    "suspended": frozenset({"basis"}), "extended": frozenset({"basis", "old_due", "new_due"}),
}  # fmt: skip
"""What of an event is the customer's business, where not all of it is: why, and until when now."""
_SAID = frozenset(
    {
        "supplemented",
        "satisfaction_recorded",
        "consent_recorded",
        "urged",
        "appealed",
        "withdrawn",
        "survey_answered",
        "recusal_requested",
    }
)


def progress(number: str, code: str, *, now: datetime, language: str) -> Progress:
    """Raise `NotFoundError` for a wrong number or code alike."""
    case = by_code(number, code)
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    ledger = rules.read(stream)
    state, words, zone = ledger.state, Wording(rules.book, language, to_customer=True), rules.calendar.zone
    obligations = ledger.obligations(now)
    files = {str(f.pk): attachment(f, zone) for f in case.files.filter(added_by="")}
    situation = Situation(state=state, obligations=obligations, book=rules.book, in_force=rules.book)
    choices = tuple(name for name in COMMANDS if _offered(name, obligations) and _may(situation, name))
    return Progress(
        number=case.number,
        organisation=Named(id=case.organisation.slug, name=name_of(case.organisation, language)),
        subject=case.subject,
        kind=words.kind(state.kind),
        stage=words.stage(str(state.stage)),
        steps=_steps(
            stream, words, zone, ended=state.ended is not None, dissatisfied=state.satisfied == "no"
        ),
        promises=promises(obligations, words=words, zone=zone, to_customer=True),
        words=tuple(reversed([_entry(x, words, zone, files) for x in stream if _shown(x, rules.book)])),
        asked=_asked(stream) if state.waiting_since else (),
        solution=tuple(m.what for m in state.solution.measures)
        if state.solution and state.solution.approved
        else (),
        reply=next((x.data.text for x in reversed(stream) if isinstance(x.data, e.Replied)), "")
        if state.replied
        else "",
        choices=choices,
        registered_at=stream[0].at.astimezone(zone),
        record=_record(stream, language) if "confirm_record" in choices else (),
    )


_RECORD = (
    ("subject", "事由", "Subject"), ("description", "内容", "Description"), ("demand", "请求", "Demand"),
    ("place", "地点", "Place"), ("respondent", "被投诉方", "Complained about"),
)  # fmt: skip


def _record(stream: list[e.Event], language: str) -> tuple[tuple[str, str], ...]:
    """What was written down at registration, for the customer to confirm."""
    first, english = stream[0].data, language.startswith("en")
    told = [((zh, en)[english], str(getattr(first, key, ""))) for key, zh, en in _RECORD]
    return tuple((label, text) for label, text in told if text)


def _steps(
    stream: list[e.Event], words: Wording, zone: ZoneInfo, *, ended: bool, dissatisfied: bool
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
    furthest = max(i for i, (kind, _, _) in enumerate(_STEPS) if kind in times)
    steps: list[tuple[str, str, datetime | None]] = []
    for i, (kind, past, coming) in enumerate(_STEPS):
        if kind == "closed" and dissatisfied and i > furthest:
            steps += [
                (name[english], standing, None)
                for name, standing in zip(_AGAIN, ("now", "ahead"), strict=True)
            ]
        at = times.get(kind)
        standing = "done" if i <= furthest else "now" if i == furthest + 1 and not dissatisfied else "ahead"
        steps.append(
            ((past if i <= furthest else coming)[english], standing, at.astimezone(zone) if at else None)
        )
    return tuple(steps)


def _end(stream: list[e.Event]) -> str:
    ends = ("declined", "redirected", "withdrawn")
    return next((x.data.type for x in reversed(stream) if x.data.type in ends), "closed")


def _shown(event: e.Event, book: RuleBook) -> bool:
    """What the customer is told of: milestones, notes that were meant for him, and what became of promises."""
    if isinstance(event.data, e.Extended):
        return is_promise(event.data.rule, book)
    if isinstance(event.data, e.Noted):
        return event.data.told
    if isinstance(event.data, SurveyAnswered | RecusalRequested):
        return event.actor.role == "customer"
    if isinstance(event.data, e.Urged | e.ConsentRecorded | e.SatisfactionRecorded | e.EvidenceAdded):
        return event.actor.role == "customer"
    return event.data.type in CUSTOMER_SEES


def _entry(event: e.Event, words: Wording, zone: ZoneInfo, files: Mapping[str, Attachment]) -> Entry:
    kind = event.data.type
    only = None if kind in _TOLD_IN_FULL | _SAID else _TOLD_IN_PART.get(kind, frozenset())
    told = lines(event, words, zone, only=only)
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
        attachment=files.get(event.data.file) if isinstance(event.data, e.EvidenceAdded) else None,
    )


def _asked(stream: list[e.Event]) -> tuple[str, ...]:
    found = next((x.data for x in reversed(stream) if isinstance(x.data, e.SupplementRequested)), None)
    return found.items if found else ()


def _offered(command: str, obligations: tuple[Obligation, ...]) -> bool:
    """The customer is asked to confirm the record only where the rule book wants it."""
    return command != "confirm_record" or any(o.live and o.do == "record_confirmed" for o in obligations)


def _may(situation: Situation, command: str) -> bool:
    """Whether the customer may give the command now."""
    try:
        permit(situation, command, CUSTOMER)
    except Refused:
        return False
    return True
