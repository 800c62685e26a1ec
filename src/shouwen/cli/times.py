"""Times as people type them: ISO 8601; without an offset they are meant in the calendar's zone."""

from datetime import date, datetime, tzinfo

from shouwen.cli.errors import CallError


def read_time(text: str, zone: tzinfo, *, what: str = "时间") -> datetime:
    """Raise `CallError` when `text` is not a time."""
    try:
        at = datetime.fromisoformat(text.strip())
        # the ends of the calendar have no room for an offset
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, OverflowError):
        raise CallError(
            f"{what}“{text[:60]}”看不懂，应写作 2026-09-30T16:40 或 2026-09-30T16:40:00+08:00"
        ) from None


def read_day(text: str, *, what: str = "日期") -> date:
    """Raise `CallError` when `text` is not a date."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise CallError(f"{what}“{text[:60]}”看不懂，应写作 2026-09-30") from None
