"""Responsibility in one case: its editions side by side, who was served, what was objected, awards and sanctions."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.application.views.names import Named
from shouwen.application.views.responsibility import (
    ConsequenceLine,
    DivisionView,
    ObjectionLine,
    ResponsibilityView,
    ServiceLine,
    ShareLine,
    StandardItem,
    StandardView,
)
from shouwen.application.wording import Wording, who_acted
from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as o
from shouwen.core.case import events_responsibility as r
from shouwen.core.case.redress import apportion, redress
from shouwen.core.case.responsibility import Consequence, Division
from shouwen.core.case.state import State
from shouwen.core.case.wire import Share
from shouwen.core.objections import unobjected
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_responsibility import (
    ACCOUNTABILITY_NAMES,
    AWARD_NAMES,
    PRAISE_NAMES,
    SHARE_NAMES,
)  # fmt: skip

_HOW: Mapping[str, Words] = {
    "attributed": Words("认定", "attributed"), "reviewed": Words("复核更正", "corrected after review"),
    "ruled": Words("裁决", "ruled"),
}  # fmt: skip
_DECIDED: Mapping[str, Words] = {
    "": Words("待审批", "to be decided"), "approved": Words("批准", "approved"), "rejected": Words("不批准", "rejected"),
}  # fmt: skip


def responsibility(
    stream: list[e.Event], state: State, *, words: Wording, zone: ZoneInfo, people: Mapping[str, str],
    files: Mapping[str, str], now: datetime,
) -> ResponsibilityView:  # fmt: skip
    """What the stream says of responsibility; `people` are names by account, `files` names by id."""
    cost = redress(stream)
    return ResponsibilityView(
        divisions=tuple(
            _division(d, stream, cents=cost.cents, words=words, zone=zone, files=files, present=d is state.divisions[-1])
            for d in state.divisions
        ),
        services=tuple(_services(stream, state, zone, now)),
        objections=tuple(_objections(stream, words, zone)),
        consequences=tuple(_consequence(one, stream, words, people) for one in state.consequences),
        praises=tuple(
            (people.get(x.data.who, x.data.who), _named(PRAISE_NAMES, x.data.source, words).name, x.data.text)
            for x in stream
            if isinstance(x.data, r.PraiseRecorded)
        ),
        disputed=bool(state.disputed), ruled=state.shares_ruled, approved_cents=cost.approved, paid_cents=cost.paid,
    )  # fmt: skip


def standard_of(words: Wording) -> StandardView | None:
    standard = words.book.quality
    if standard is None:
        return None
    items = tuple(
        StandardItem(id=item.id, name=item.name.in_(words.language), points=item.points, least=item.least)
        for item in standard.items
    )
    text = words.clause(standard.clause)
    return StandardView(items=items, passing=standard.passing, clause=standard.clause, clause_text=text)


def _division(
    division: Division, stream: list[e.Event], *, cents: int, words: Wording, zone: ZoneInfo,
    files: Mapping[str, str], present: bool,
) -> DivisionView:  # fmt: skip
    event = stream[division.seq - 1]
    data = event.data
    borne = apportion(cents, [share.percent for share in division.shares])
    opinion = data.opinion if isinstance(data, r.ObjectionReviewed) else ""
    return DivisionView(
        edition=division.edition, number=division.number, how=_named(_HOW, division.how, words),
        at=event.at.astimezone(zone), by=who_acted(event.actor, words.language),
        grounds=data.grounds if isinstance(data, o.ResponsibilityAttributed) else "",
        reason=opinion or str(getattr(data, "reason", "")),
        proposal=data.proposal if isinstance(data, o.ResponsibilityAttributed) else "",
        evidence=tuple(files.get(f, f) for f in getattr(data, "evidence", ())),
        shares=tuple(_share(s, c, words) for s, c in zip(division.shares, borne, strict=True)), present=present,
    )  # fmt: skip


def _share(share: Share, cents: int, words: Wording) -> ShareLine:
    return ShareLine(
        unit=share.unit, person=share.person, percent=share.percent, kind=_named(SHARE_NAMES, share.kind, words),
        clause=share.clause, cents=cents,
    )  # fmt: skip


def _services(stream: list[e.Event], state: State, zone: ZoneInfo, now: datetime) -> Iterator[ServiceLine]:
    passed = unobjected(stream, now) if state.object_until else {}
    silent = {unit for seq, units in passed.items() if seq > state.divisions[-1].seq for unit in units}
    for unit in dict.fromkeys(share.unit for share in state.shares):
        until = state.last_day_of(unit)
        yield ServiceLine(
            unit=unit, served=unit in state.served, received=unit in state.received, objects=unit in state.disputed,
            object_until=until.astimezone(zone) if until else None, silent=unit in silent,
        )  # fmt: skip


def _objections(stream: list[e.Event], words: Wording, zone: ZoneInfo) -> Iterator[ObjectionLine]:
    for event in stream:
        at: datetime = event.at.astimezone(zone)
        name, by = words.event(event.data.type), who_acted(event.actor, words.language)
        match event.data:
            case o.ResponsibilityDisputed() as d:
                yield ObjectionLine(
                    seq=event.seq, what=name, at=at, by=by, unit=d.unit, verdict="", text=d.reason
                )
            case r.ObjectionReviewed() as d:
                verdict = (
                    words.pick("异议成立", "accepted")
                    if d.agreed
                    else words.pick("异议不成立", "not accepted")
                )
                yield ObjectionLine(
                    seq=event.seq, what=name, at=at, by=by, unit="", verdict=verdict, text=d.opinion
                )
            case o.ResponsibilityRuled() as d:
                verdict = (
                    words.pick("维持原认定", "upheld") if d.upheld else words.pick("改变原认定", "changed")
                )
                yield ObjectionLine(
                    seq=event.seq,
                    what=name,
                    at=at,
                    by=by,
                    unit="",
                    verdict=verdict,
                    text=d.reason,
                    number=d.number,
                )
            case _:
                pass


def _consequence(
    one: Consequence, stream: list[e.Event], words: Wording, people: Mapping[str, str]
) -> ConsequenceLine:
    reason = defence = ""
    for event in stream:
        match event.data:
            case r.SanctionProposed(which=one.which) | r.AwardProposed(which=one.which) as d:
                reason = d.reason
            case r.DefenceHeard(which=one.which) as d:
                defence = d.statement or words.pick("放弃申辩", "waived")
            case _:
                pass
    return ConsequenceLine(
        which=one.which, award=one.award, who=people.get(one.who, one.who), unit=one.unit,
        kind=_named(AWARD_NAMES if one.award else ACCOUNTABILITY_NAMES, one.kind, words), amount=one.amount,
        clause=one.clause, reason=reason, proposed_by=people.get(one.proposed_by, one.proposed_by), defence=defence,
        heard=one.heard, decided=_named(_DECIDED, one.decided, words), in_force_on=one.in_force_on,
    )  # fmt: skip


def _named(names: Mapping[str, Words], key: str, words: Wording) -> Named:
    return Named(id=key, name=names[key].in_(words.language) if key in names else key)
