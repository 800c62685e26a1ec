"""The instant so long after another at which a clock may begin: nothing moves out of holidays, for nothing ends then."""

from datetime import datetime, time, timedelta

from shouwen.core.worktime.calendars import WorkCalendar
from shouwen.core.worktime.limits import Limit, LimitError, Unit
from shouwen.core.worktime.periods import last_day


def begins_at(calendar: WorkCalendar, since: datetime, limit: Limit) -> datetime:
    """
    Minutes and hours after `since` by the clock, working hours in working time; of days of all kinds the first instant
    of the last one: three days after the 2nd is the 5th at 0:00. The day of the event is not counted, as in a limit.

    Raises LimitError: `form` for a period (`end of month`), `overflow` past the year 9998; CalendarError if there is
    no working time.
    """
    local = calendar.local(since)
    try:
        match limit.unit:
            case Unit.MINUTE:
                return calendar.elapse(local, timedelta(minutes=limit.amount))
            case Unit.HOUR:
                return calendar.elapse(local, timedelta(hours=limit.amount))
            case Unit.WORKING_HOUR:
                return calendar.add_working(local, timedelta(hours=limit.amount))
            case Unit.WORKING_DAY:
                on = calendar.nth_working_day_after(local.date(), limit.amount)
            case unit if unit.is_period_end:
                raise LimitError("form", f"“{limit}”是期间的末尾，不能从它起算")
            case _:
                on = last_day(local.date(), limit)
    except OverflowError as error:
        raise LimitError("overflow", f"自 {local:%Y-%m-%d} 起 {limit} 超出可计算的日期范围") from error
    return datetime.combine(on, time(), calendar.zone)
