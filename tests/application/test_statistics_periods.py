"""Statistics by day and by month tell the days and months without a case too, up to a sane length, and none ahead."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from shouwen.application import queries
from shouwen.application.proving import PROJECTIONS
from shouwen.application.queries.statistics import FILLED
from shouwen.documents import statistics_xlsx
from shouwen.store import following


def figures(desk, who: str, first: date, last: date, by: str):
    for projection in PROJECTIONS:
        while following.follow(projection, at=desk.now):
            pass
    return queries.statistics(desk.cast[who], first=first, last=last, by=by, now=desk.now)


@pytest.mark.parametrize("who", ["leader", "head"])
def test_days_without_a_case_are_nought(desk, who: str) -> None:
    """Who sees all reads the projection, a unit counts its own."""
    desk.to("handling")
    desk.later(days=4)
    day = desk.now.date()
    told = figures(desk, who, day - timedelta(days=6), day + timedelta(days=20), "day")
    days = [(day - timedelta(days=6 - n)).isoformat() for n in range(7)]
    assert [row.key.id for row in told.rows] == days, "from the first one to today, none twice, none ahead"
    assert [row.received for row in told.rows] == [0, 0, 1, 0, 0, 0, 0]
    assert told.total.received == 1
    assert told.rows[0].links["received"].startswith(f"registered_from={days[0]}&registered_to={days[0]}")


def test_months_over_the_turn_of_the_year(desk) -> None:
    desk.to("handling")
    last = desk.now.date()
    told = figures(desk, "leader", date(2025, 11, 15), last, "month")
    assert [(row.key.id, row.received) for row in told.rows] == [
        ("2025-11", 0),
        ("2025-12", 0),
        ("2026-01", 0),
        ("2026-02", 0),
        ("2026-03", 1),
    ]
    assert "registered_from=2025-11-15&registered_to=2025-11-30" in told.rows[0].links["received"]


def test_a_very_long_period_tells_those_with_cases_only(desk) -> None:
    desk.to("handling")
    last = desk.now.date()
    exact = figures(desk, "leader", last - timedelta(days=FILLED["day"] - 1), last, "day")
    assert len(exact.rows) == FILLED["day"]
    longer = figures(desk, "leader", last - timedelta(days=FILLED["day"]), last, "day")
    assert [row.received for row in longer.rows] == [1]
    assert len(figures(desk, "leader", date(last.year - 9, 1, 1), last, "month").rows) == 9 * 12 + 3


def test_other_divisions_are_not_filled_and_nothing_comes_of_a_period_ahead(desk) -> None:
    desk.to("handling")
    day = desk.now.date()
    assert len(figures(desk, "leader", day - timedelta(days=9), day, "unit").rows) == 1
    assert figures(desk, "leader", day + timedelta(days=1), day + timedelta(days=9), "day").rows == ()


def test_the_spreadsheet_has_them_too(desk) -> None:
    desk.to("handling")
    day = desk.now.date()
    told = figures(desk, "leader", day - timedelta(days=3), day, "day")
    book = CalamineWorkbook.from_filelike(BytesIO(statistics_xlsx(told, "zh-hans")))
    cells = [str(row[0]) for row in book.get_sheet_by_index(0).to_python()]
    assert len(told.rows) == 4
    assert all(any(row.key.id in cell for cell in cells) for row in told.rows)
