"""Calendars and instants for the tests, edges first."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from shouwen.core.worktime import PRESETS, CalendarSpec, Limit, Pause, Unit, WorkCalendar, china

CHINA = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
law = settings(deadline=None, max_examples=settings().max_examples // 2)
"""No deadline: the first question about a year builds it. Half the profile's examples: the generators favour edges."""
OFFICE_HOURS = ((540, 720), (780, 1080))

OFFICE = WorkCalendar(PRESETS["cn-office"], china())
SIX_DAYS = WorkCalendar(PRESETS["cn-office-sat"], china())
ALWAYS = WorkCalendar(PRESETS["round-the-clock"], china())
OWN = WorkCalendar(
    CalendarSpec(
        name="own",
        weekly=(((0, 120), (480, 1440)), OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, ((540, 720),), (), ()),
        makeup=((600, 960),),
        days={
            date(2026, 9, 30): ((540, 720),),
            date(2026, 10, 3): "working",
            date(2026, 10, 12): "closed",
            date(2026, 12, 31): "closed",
            date(2027, 1, 1): "closed",
            date(2027, 1, 2): "closed",
            date(2027, 1, 3): "working",
            date(2027, 1, 4): "working",
        },
    ),
    china(),
)
NEW_YORK = WorkCalendar(
    CalendarSpec(
        name="ny", weekly=(((0, 150), (150, 1440)),) * 7, holidays="none", timezone="America/New_York"
    ),
    china(),
)
CALENDARS = (OFFICE, SIX_DAYS, ALWAYS, OWN, NEW_YORK)

_EDGE_DATES = [
    date.fromisoformat(text)
    for text in (
        *("2019-04-28", "2019-05-01", "2020-01-19", "2020-01-23", "2020-02-02", "2022-01-29", "2023-10-07"),
        *("2024-02-09", "2024-02-18", "2024-02-29", "2024-03-10", "2024-11-03", "2025-09-28", "2025-10-11"),
        *("2026-01-31", "2026-02-13", "2026-02-14", "2026-02-28", "2026-09-20", "2026-09-30", "2026-10-01"),
        *("2026-10-07", "2026-10-10", "2026-12-25", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"),
    )
]
_EDGE_MINUTES = [0, 1, 119, 120, 480, 539, 540, 541, 719, 720, 750, 779, 780, 1000, 1079, 1080, 1081, 1439]

dates = st.one_of(st.sampled_from(_EDGE_DATES), st.dates(date(2025, 9, 1), date(2027, 3, 1)))
_times = st.one_of(
    st.sampled_from(_EDGE_MINUTES).map(lambda m: timedelta(minutes=m)),
    st.timedeltas(timedelta(), DAY - timedelta.resolution),
)
instants = st.builds(
    lambda on, time: datetime(on.year, on.month, on.day, tzinfo=UTC) + time - timedelta(hours=8),
    dates,
    _times,
)
calendars = st.sampled_from(CALENDARS)
amounts = st.one_of(st.sampled_from([1, 2, 3, 5, 7, 10, 15, 24, 60]), st.integers(1, 400))
limits = st.builds(
    lambda amount, unit: Limit(
        1 if unit.is_period_end else min(amount, 6 if unit is Unit.YEAR else 400), unit
    ),
    amounts,
    st.sampled_from(Unit),
)


@st.composite
def pauses(draw, start):
    """A few pauses from somewhat before `start` on, in any order, some of them touching."""
    found, at = [], start - timedelta(days=2)
    for _ in range(draw(st.integers(0, 4))):
        at += draw(
            st.sampled_from([timedelta(), timedelta(minutes=30), timedelta(hours=9), DAY, 3 * DAY, 9 * DAY])
        )
        end = at + draw(
            st.sampled_from([timedelta(), timedelta(minutes=45), timedelta(hours=16), 2 * DAY, 8 * DAY])
        )
        found.append(Pause(at, end))
        at = end - draw(st.sampled_from([timedelta(), timedelta(minutes=15)]))
    return draw(st.permutations(found))


def at(text: str) -> datetime:
    """A local instant in China: `at("2026-09-30 16:40")`."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def line(instant: datetime) -> datetime:
    """The instant in UTC: Python compares wall clocks within a zone, and calls instants of a doubled hour never equal."""
    return instant.astimezone(UTC)
