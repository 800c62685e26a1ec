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
from shouwen.application.queries.steps import way
from shouwen.application.queries.timeline import CUSTOMER_SEES, lines
from shouwen.application.views.case import Attachment, Entry
from shouwen.application.views.customer import Progress
from shouwen.application.views.names import Named
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.authority import CUSTOMER
from shouwen.core.case.decide import Situation, permit
from shouwen.core.case.events_dealings import RecusalRequested, SurveyAnswered
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import State
from shouwen.core.obligations import Obligation
from shouwen.core.rulebook.model import RuleBook
from shouwen.store import redaction, timeline

_TOLD_IN_FULL = frozenset(
    {"declined", "redirected", "supplement_requested", "replied", "noted", "suggestion_decided"}
)
_TOLD_IN_PART = {
    "deletion_decided": frozenset({"decision", "until", "reason"}),
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
        "deletion_requested",
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
    files = {str(f.pk): attachment(f, zone) for f in case.files.filter(added_by="", destroyed_at=None)}
    situation = Situation(
        state=state, obligations=obligations, book=rules.book, in_force=rules.book, calendar=rules.calendar
    )
    choices = tuple(
        name for name in COMMANDS if _offered(name, state, obligations) and _may(situation, name, now)
    )
    return Progress(
        number=case.number,
        organisation=Named(id=case.organisation.slug, name=name_of(case.organisation, language)),
        subject="" if case.subject == redaction.REDACTED else case.subject,
        kind=words.kind(state.kind),
        stage=Named(id="disposed", name=words.event("disposed").name)
        if state.disposal == "done"
        else words.stage(str(state.stage)),
        steps=way(
            stream,
            words,
            zone,
            kind=state.kind,
            ended=state.ended is not None,
            dissatisfied=state.satisfied == "no",
        ),
        promises=promises(obligations, words=words, zone=zone, to_customer=True),
        words=tuple(reversed([_entry(x, words, zone, files) for x in stream if _shown(x, rules.book)])),
        asked=_asked(stream) if state.waiting_since else (),
        solution=tuple(m.what for m in state.solution.measures)
        if state.solution and state.solution.approved and state.disposal != "done"
        else (),
        reply=next((x.data.text for x in reversed(stream) if isinstance(x.data, e.Replied)), "")
        if state.replied and state.disposal != "done"
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


def _offered(command: str, state: State, obligations: tuple[Obligation, ...]) -> bool:
    """The customer is asked to confirm the record only where the rule book wants it, and for consent only to measures
    that he can read, and no longer when he has the answer, unless the rule book waits for it.
    """
    owed = {o.do for o in obligations if o.live}
    if command == "confirm_record":
        return "record_confirmed" in owed
    if command == "record_consent":
        told = state.solution is not None and bool(state.solution.measures)
        return told and (not state.replied or "consent_recorded" in owed)
    return True


def _may(situation: Situation, command: str, now: datetime) -> bool:
    """Whether the customer may give the command now."""
    try:
        permit(situation, command, CUSTOMER, now=now)
    except Refused:
        return False
    return True
