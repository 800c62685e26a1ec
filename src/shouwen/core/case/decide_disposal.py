"""Deciders of keeping and disposal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from shouwen.core.case import commands_disposal as c
from shouwen.core.case import events_disposal as e
from shouwen.core.case.events import Happening
from shouwen.core.case.refusals import Refused
from shouwen.core.case.retention import FOREVER, keeping, kept_until, years_of
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.values import JsonObject


def _clause(s: Situation) -> str:
    return s.book.retention.clause if s.book.retention else ""


def _last_day(s: Situation, years: int | None) -> date | None:
    state = s.state
    if state.archived_at is None or s.calendar is None:
        return None
    return kept_until(state.archived_at.astimezone(s.calendar.zone).date(), years)


def _refuse_early(s: Situation, years: int | None, now: datetime) -> None:
    """Raise `Refused` while the case is still to be kept, or nobody said how long."""
    if years is None:
        raise Refused("retention_unknown")
    if years == FOREVER:
        raise Refused("kept_for_ever", clause=_clause(s))
    last = _last_day(s, years)
    if last is None or s.calendar is None or now.astimezone(s.calendar.zone).date() <= last:
        raise Refused(
            "retention_running", clause=_clause(s), facts={"until": last.isoformat() if last else ""}
        )


def _set(
    s: Situation, command: c.SetRetention, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    years = years_of(command.retention)
    if years is None:
        raise Refused("retention_unreadable", facts={"field": "retention", "retention": command.retention})
    least = s.book.retention.years if s.book.retention else None
    if least is not None and years != FOREVER and (least == FOREVER or years < least):
        told: JsonObject = {"field": "retention", "years": least}
        raise Refused("retention_too_short", clause=_clause(s), facts=told)
    return (event_of(e.RetentionSet, command, known),)


def _decide(
    s: Situation, command: c.DecideDeletion, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    """The rule book's own time of keeping goes before the request; what archiving said beyond it does not."""
    least = s.book.retention.years if s.book.retention else None
    until = ""
    if command.decision == "granted":
        if not s.state.archived:
            raise Refused("not_archived")
        if least is not None:
            _refuse_early(s, least, now)
    elif command.decision == "kept":
        last = _last_day(s, keeping(s.state.retention, s.book))
        until = last.isoformat() if last else ""
    batch = str(known.get("batch") or "") if command.decision == "granted" else ""
    return (event_of(e.DeletionDecided, command, {}, until=until, batch=batch),)


def _propose(
    s: Situation, command: c.ProposeDisposal, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    _refuse_early(s, keeping(s.state.retention, s.book), now)
    return (event_of(e.DisposalProposed, command, known),)


def _dispose(s: Situation, command: c.Dispose, known: dict[str, Any], now: datetime) -> tuple[Happening, ...]:
    if s.state.disposal_basis == "retention":  # it may have been set to a longer time meanwhile
        _refuse_early(s, keeping(s.state.retention, s.book), now)
    return (event_of(e.Disposed, command, known, basis=s.state.disposal_basis, batch=s.state.batch),)


def _redact(
    _s: Situation, command: c.RedactText, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """The shell knows which texts that record still has, and what is left of them."""
    texts = tuple(str(key) for key in known.get("texts") or ())
    keys = tuple(dict.fromkeys(command.keys)) or texts
    missing = [key for key in keys if key not in texts]
    if missing or not keys:
        told: JsonObject = {"of": command.of, "field": "keys", "keys": [*missing]}
        raise Refused("nothing_to_redact", facts=told)
    more = {"what": str(known.get("what") or ""), "keys": keys, "rest": str(known.get("rest") or "")}
    return (event_of(e.TextRedacted, command, {}, **more),)


def _redact_file(
    _s: Situation, command: c.RedactFile, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """The shell knows the file, as long as it is kept with this case."""
    if not known.get("sha256"):
        raise Refused("file_not_kept", facts={"field": "file", "file": command.file})
    return (event_of(e.FileRedacted, command, known),)


DISPOSAL: Mapping[str, Decider] = {
    "set_retention": _set,
    "decide_deletion": _decide,
    "propose_disposal": _propose,
    "dispose": _dispose,
    "redact_text": _redact,
    "redact_file": _redact_file,
}
