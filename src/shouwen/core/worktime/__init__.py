"""
Working calendars, limits (`2h`, `3wd`, `end of month`) and due times with their explanation.

Pure: no clock, no I/O. Rules and sources: docs/algorithms/worktime.md.
"""

from shouwen.core.worktime.calendars import WorkCalendar
from shouwen.core.worktime.daybook import DayKind
from shouwen.core.worktime.dues import Due, due_at, extended_due, reminder_at
from shouwen.core.worktime.holidays import HolidayTable, china, no_holidays
from shouwen.core.worktime.limits import Limit, LimitError, Unit
from shouwen.core.worktime.pauses import Pause
from shouwen.core.worktime.specs import PRESETS, CalendarError, CalendarSpec, DayHours, Hours, Span
from shouwen.core.worktime.starts import begins_at
from shouwen.core.worktime.traces import Explanation, Step, explain

__all__ = [
    "PRESETS",
    "CalendarError",
    "CalendarSpec",
    "DayHours",
    "DayKind",
    "Due",
    "Explanation",
    "HolidayTable",
    "Hours",
    "Limit",
    "LimitError",
    "Pause",
    "Span",
    "Step",
    "Unit",
    "WorkCalendar",
    "begins_at",
    "china",
    "due_at",
    "explain",
    "extended_due",
    "no_holidays",
    "reminder_at",
]
