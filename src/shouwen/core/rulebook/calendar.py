"""The calendar of a rule book: a preset by name, or one written out in the file."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from shouwen.core.rulebook.document import Mapping as WrittenMapping
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.view import View
from shouwen.core.worktime import PRESETS, CalendarError, CalendarSpec, DayHours, Hours, Span

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至]\s*(\d{1,2}):(\d{2})")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_WORDS: Mapping[str, Literal["working", "closed"]] = {"work": "working", "off": "closed"}
_Read: TypeAlias = "CalendarSpec | None"


def read_calendar(root: View) -> CalendarSpec | None:
    """The calendar, or None with the faults noted."""
    view = root.get("calendar")
    if view is None:
        return None
    if view.text:
        return _preset(view)
    if not isinstance(view.node, WrittenMapping):
        return None  # the schema has told it
    before = len(view.faults)
    spec = _written(view, name=root.text_of("rule_book") or "calendar")
    return spec if len(view.faults) == before else None


def _preset(view: View) -> CalendarSpec | None:
    found = PRESETS.get(view.text)
    if found is None:
        view.fault("unknown-calendar", value=view.text, **hint(view.text, tuple(PRESETS)))
    return found


def _written(view: View, *, name: str) -> CalendarSpec | None:
    ground = view.get("based_on")
    base = _preset(ground) if ground and ground.text else None
    week = view.get("week")
    weekly = base.weekly if base else ((),) * len(WEEKDAYS)
    if week is not None:
        written = dict(week.pairs())
        weekly = tuple(
            _hours(written[day]) if day in written else weekly[n] for n, day in enumerate(WEEKDAYS)
        )
    makeup = view.get("makeup")
    days = view.get("days")
    try:
        return CalendarSpec(
            name=name,
            weekly=weekly,
            timezone=_timezone(view, base),
            holidays=_holidays(view, base),
            makeup=_hours(makeup) if makeup else base.makeup if base else None,
            days={**(base.days if base else {}), **(_days(days) if days else {})},
        )
    except CalendarError as error:
        view.fault("calendar", problem="；".join(error.faults))
        return None


def _timezone(view: View, base: _Read) -> str:
    zone = view.get("timezone")
    name = zone.text if zone else ""
    if zone is None or not name:
        return base.timezone if base else "Asia/Shanghai"
    try:
        CalendarSpec(name="trial", weekly=((),) * len(WEEKDAYS), timezone=name)
    except CalendarError:
        zone.fault("unknown-timezone", value=name)
        return "Asia/Shanghai"
    return name


def _holidays(view: View, base: _Read) -> Literal["cn", "none"]:
    told = view.text_of("holidays")
    if told in ("cn", "none"):
        return "cn" if told == "cn" else "none"
    return base.holidays if base else "cn"


def _hours(view: View) -> Hours:
    spans: list[Span] = []
    for item in view.items():
        span = _span(item)
        if span is None:
            if item.text:
                item.fault("bad-span", value=item.text)
        elif spans and span[0] < spans[-1][1]:
            item.fault("overlapping-spans", value=item.text)
        else:
            spans.append(span)
    return tuple(spans)


def _span(view: View) -> Span | None:
    match = _SPAN.fullmatch(view.text.strip())
    if match is None:
        return None
    hours, minutes, to_hours, to_minutes = map(int, match.groups())
    start, end = hours * 60 + minutes, to_hours * 60 + to_minutes
    return (start, end) if max(minutes, to_minutes) < 60 and start < end <= 24 * 60 else None


def _days(view: View) -> dict[date, DayHours]:
    days: dict[date, DayHours] = {}
    for key, item in view.pairs():
        try:
            on = date.fromisoformat(key) if _DATE.fullmatch(key) else None
        except ValueError:
            on = None
        if on is None:
            view.fault_at_key(key, "bad-date", value=key[:40])
        elif item.text:
            days[on] = _DAY_WORDS.get(item.text, "closed")
        else:
            days[on] = _hours(item) or "closed"
    return days
