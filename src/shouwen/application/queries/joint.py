"""What units were asked for, what meetings decided, and the documents of supervision of one case, from its stream."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from shouwen.application.views.joint import Asked, DecisionLine, PaperView
from shouwen.application.views.names import Named
from shouwen.application.wording import who_acted
from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as o
from shouwen.core.case import events_supervision as v
from shouwen.core.case.supervision import Paper, Supervised
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_supervision import CAUSE_NAMES, PAPER_NAMES, RUNG_NAMES
from shouwen.core.told import told_due
from shouwen.core.worktime import WorkCalendar

_LABELS = {
    "progress": Words("落实过程", "What was done"), "situation": Words("基本情况", "How matters stand"),
    "suggestions": Words("意见建议", "Proposals"), "opinion": Words("审核意见", "Opinion"),
    "passed": Words("审核结论", "Verdict"), "reply_by": Words("重办期限", "To be done by"),
}  # fmt: skip
_VERDICTS = (Words("退回重办", "sent back"), Words("审结", "ended"))


class OfCase(TypedDict):
    papers: tuple[PaperView, ...]
    asked: tuple[Asked, ...]
    decisions: tuple[DecisionLine, ...]


def of_case(
    stream: Sequence[e.Event],
    state: Supervised,
    *,
    calendar: WorkCalendar,
    people: Mapping[str, str],
    language: str,
    now: datetime,
) -> OfCase:
    """All three for the case page."""
    return {
        "papers": papers(stream, state, calendar=calendar, people=people, language=language, now=now),
        "asked": asked(stream, calendar=calendar, now=now),
        "decisions": decisions(stream, state, calendar=calendar),
    }


def asked(stream: Iterable[e.Event], *, calendar: WorkCalendar, now: datetime) -> tuple[Asked, ...]:
    """Every request for a contribution with what came of it; a unit answers its oldest open request first."""
    found: list[Asked] = []
    zone = calendar.zone
    for event in stream:
        match event.data:
            case o.ContributionRequested() as d:
                due = told_due(d.due, calendar, since=event.at)
                overdue = due is not None and due < now
                found.append(
                    Asked(
                        unit=d.unit, what=d.what, asked_at=event.at.astimezone(zone), due=due, received_at=None,
                        status="overdue" if overdue else "requested",
                    )
                )  # fmt: skip
            case o.Contributed() as d:
                unit = d.unit or event.actor.unit
                at = next((n for n, a in enumerate(found) if a.unit == unit and a.received_at is None), None)
                if at is not None:
                    one = found[at]
                    found[at] = Asked(
                        unit=one.unit, what=one.what, asked_at=one.asked_at, due=one.due,
                        received_at=event.at.astimezone(zone), status="received",
                    )  # fmt: skip
            case _:
                pass
    return tuple(found)


def decisions(
    stream: Iterable[e.Event], state: Supervised, *, calendar: WorkCalendar
) -> tuple[DecisionLine, ...]:
    """What meetings decided, in their order."""
    held = [(event.at, event.data) for event in stream if isinstance(event.data, o.MeetingHeld)]
    return tuple(
        DecisionLine(
            meeting=meeting, which=which, topic=d.topic, held_at=at.astimezone(calendar.zone), what=decision.what,
            owner=decision.owner, due=decision.due, done=(meeting, which) in state.decisions_done,
        )
        for meeting, (at, d) in enumerate(held, start=1)
        for which, decision in enumerate(d.decisions, start=1)
    )  # fmt: skip


def papers(
    stream: Iterable[e.Event],
    state: Supervised,
    *,
    calendar: WorkCalendar,
    people: Mapping[str, str],
    language: str,
    now: datetime,
) -> tuple[PaperView, ...]:
    """The documents of supervision, oldest first; `people` are names by account."""
    if not state.papers:
        return ()
    of = [event for event in stream if isinstance(event.data, v.SupervisionWire)]
    return tuple(
        _paper(paper, of, calendar=calendar, people=people, language=language, now=now)
        for paper in state.papers
    )


def _paper(
    paper: Paper,
    stream: Iterable[e.Event],
    *,
    calendar: WorkCalendar,
    people: Mapping[str, str],
    language: str,
    now: datetime,
) -> PaperView:
    zone = calendar.zone
    own = [event for event in stream if getattr(event.data, "number", "") == paper.number]
    first = own[0].data
    issued = first if isinstance(first, v.SupervisionIssued) else v.SupervisionIssued()
    received = next((x for x in own if isinstance(x.data, v.SupervisionReceived)), None)
    withdrawn = next((x for x in own if isinstance(x.data, v.SupervisionWithdrawn)), None)
    reply_by = datetime.fromisoformat(paper.reply_by).astimezone(zone)
    waiting = paper.stands in ("issued", "received", "sent_back")
    return PaperView(
        number=paper.number, rung=_named(RUNG_NAMES, paper.rung, language),
        ground=_named(CAUSE_NAMES, paper.ground, language), stands=_named(PAPER_NAMES, paper.stands, language),
        unit=paper.unit, person=people.get(paper.person, paper.person), reason=issued.reason,
        demands=issued.demands, issued_at=own[0].at.astimezone(zone), issued_by=who_acted(own[0].actor, language),
        reply_by=reply_by, overdue=waiting and reply_by < now,
        received_at=received.at.astimezone(zone) if received else None,
        received_by=who_acted(received.actor, language) if received else "",
        replies=tuple(
            (x.at.astimezone(zone), who_acted(x.actor, language), _texts(x.data, calendar, language))
            for x in own
            if isinstance(x.data, v.SupervisionAnswered | v.SupervisionReviewed)
        ),
        withdrawn_at=withdrawn.at.astimezone(zone) if withdrawn else None,
        withdrawn_by=who_acted(withdrawn.actor, language) if withdrawn else "",
        withdrawn_because=str(getattr(withdrawn.data, "reason", "")) if withdrawn else "",
    )  # fmt: skip


def _texts(
    data: v.SupervisionAnswered | v.SupervisionReviewed, calendar: WorkCalendar, language: str
) -> tuple[tuple[str, str], ...]:
    told: dict[str, str]
    if isinstance(data, v.SupervisionAnswered):
        told = {"progress": data.progress, "situation": data.situation, "suggestions": data.suggestions}
    else:
        until = datetime.fromisoformat(data.reply_by) if data.reply_by else None
        told = {
            "passed": _VERDICTS[data.passed].in_(language),
            "opinion": data.opinion,
            "reply_by": until.astimezone(calendar.zone).strftime("%Y-%m-%d %H:%M") if until else "",
        }
    return tuple((_LABELS[key].in_(language), text) for key, text in told.items() if text)


def _named(names: Mapping[str, Words], key: str, language: str) -> Named:
    return Named(id=key, name=names[key].in_(language) if key in names else key)
