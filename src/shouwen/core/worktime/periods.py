"""Calendar periods of the Civil Code of the PRC, articles 201 and 202: on which date a period ends, before any move."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from shouwen.core.worktime.limits import Limit, Unit

_MONTHS_TO_END = {
    Unit.END_OF_MONTH: 1,
    Unit.END_OF_QUARTER: 3,
    Unit.END_OF_HALF_YEAR: 6,
    Unit.END_OF_YEAR: 12,
}


def last_day(start: date, limit: Limit) -> date:
    """
    The last day of a limit in calendar units, begun on `start`, which is itself not counted.

    Months and years end on the corresponding day of the month of expiry, or on its last day where there is none
    (article 202). `end of …` is the last day of the period that holds `start`; weeks begin on Monday. Raises
    OverflowError past the year 9999.
    """
    match limit.unit:
        case Unit.DAY:
            return start + timedelta(days=limit.amount)
        case Unit.WEEK:
            return start + timedelta(weeks=limit.amount)
        case Unit.MONTH:
            return months_later(start, limit.amount)
        case Unit.YEAR:
            return months_later(start, 12 * limit.amount)
        case Unit.END_OF_DAY:
            return start
        case Unit.END_OF_WEEK:
            return start + timedelta(days=6 - start.weekday())
        case Unit.END_OF_MONTH | Unit.END_OF_QUARTER | Unit.END_OF_HALF_YEAR | Unit.END_OF_YEAR as unit:
            length = _MONTHS_TO_END[unit]
            month = -(-start.month // length) * length
            return date(start.year, month, monthrange(start.year, month)[1])
        case _:
            raise ValueError(f"{limit.unit.value} is not a calendar unit")


def months_later(start: date, months: int) -> date:
    """The corresponding day so many months later, or that month's last day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > MAXYEAR:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
