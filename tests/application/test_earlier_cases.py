"""At registration it is recorded when the same contact registered cases of the same kind before."""

from datetime import datetime

from shouwen.store import timeline
from shouwen.store.models import Case
from tests.cast import Desk

LUO = {"name": "罗女士", "phone": "138 0000 0007"}


def recorded(number: str) -> list[datetime]:
    stream, _ = timeline.load(Case.objects.get(number=number))
    return [datetime.fromisoformat(at) for at in stream[0].data.earlier_cases]


def test_the_same_number_however_written_counts_and_others_do_not(desk: Desk) -> None:
    before = desk.register(complainant=LUO).now
    assert recorded(desk.number) == []
    desk.later(days=3).register(complainant={"name": "邻居", "phone": "13900000000"})
    assert recorded(desk.number) == []
    desk.later(days=3).register(complainant={"name": "罗", "phone": "+86 13800000007"})
    assert recorded(desk.number) == [before]


def test_another_kind_another_year_and_no_contact_are_left_out(desk: Desk) -> None:
    desk.register(complainant=LUO, kind="inquiry")
    desk.register(complainant=LUO)
    assert recorded(desk.number) == []
    desk.register(complainant=LUO)
    assert len(recorded(desk.number)) == 1
    desk.register(complainant={"anonymous": True})
    assert recorded(desk.number) == []
    desk.later(days=400).register(complainant=LUO)
    assert recorded(desk.number) == []


def test_nobody_tells_it_from_outside(desk: Desk) -> None:
    desk.register(complainant=LUO, earlier_cases=["2026-01-01T00:00:00+08:00"] * 9)
    assert recorded(desk.number) == []
