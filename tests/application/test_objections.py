"""The time for objections in the office: reminded before its end, seen while it is open, said when it has passed."""

from datetime import timedelta

import pytest

from shouwen.application import administration, queries, timers
from shouwen.application.errors import NotFoundError
from shouwen.application.queries import registers
from shouwen.application.registers import ANSWERS
from shouwen.rulebooks import read_shipped
from shouwen.store import following
from shouwen.store.models import CaseShare, Message


def followed(desk) -> None:
    while following.follow(ANSWERS, at=desk.now):
        pass


def told() -> list[str]:
    found = Message.objects.filter(kind="objections_end")
    return sorted(found.values_list("recipient__user__username", flat=True))


def served(desk, remind: str = "") -> None:
    """Monday, 2 March: the division of a case is served on two units, which may object for five working days."""
    text = read_shipped("four-level").replace("version: 1", "version: 2", 1)
    lead = f", remind: {remind}" if remind else ""
    text += f"\nobjections: {{clause: c7-2, within: 5wd{lead}}}\n"
    administration.install_rule_book(text, organisation=desk.cast.slug, from_day=desk.now.date())
    desk.to("handling")
    shares = [{"unit": desk.cast.lead, "percent": 70}, {"unit": "物流部", "percent": 30}]
    desk.do("handler", "attribute_responsibility", shares=shares)
    desk.do("handler", "serve_attribution")
    followed(desk)


def test_who_has_not_objected_is_reminded_once_before_the_last_day(desk) -> None:
    served(desk)
    desk.do("other_head", "dispute_responsibility", reason="不服")
    followed(desk)
    begin = desk.now.replace(hour=9, minute=0)
    timers.remind_of_objections(begin + timedelta(days=3, hours=23))
    assert told() == [], "not before the last day but one"
    friday = begin + timedelta(days=4)
    timers.remind_of_objections(friday)
    assert told() == ["four-level.head"], "物流部 has objected"
    timers.remind_of_objections(friday + timedelta(hours=1))
    following.rebuild(ANSWERS)
    followed(desk)
    timers.remind_of_objections(friday + timedelta(hours=2))
    assert told() == ["four-level.head"], "once, however often the register is made anew"
    timers.post(friday)
    notice = queries.notices(desk.cast.head)[0]
    assert notice.text.startswith("责任异议期将满")


def test_the_rule_book_says_how_long_before(desk) -> None:
    served(desk, remind="3wd")
    begin = desk.now.replace(hour=9, minute=0)
    timers.remind_of_objections(begin + timedelta(days=2))
    assert told() == ["four-level.head", "four-level.other_head"]


def test_after_the_time_nobody_is_reminded_any_more(desk) -> None:
    served(desk)
    timers.remind_of_objections(desk.now + timedelta(days=8))
    assert told() == []
    assert not CaseShare.objects.filter(remind_at__isnull=False).exists()


def test_the_office_sees_who_may_still_object_and_the_case_says_who_let_it_pass(desk) -> None:
    served(desk)
    rows, _ = registers.open_objections(desk.cast.office, now=desk.now)
    assert sorted((row.unit, row.percent) for row in rows) == [("物流部", "30"), (desk.cast.lead, "70")]
    desk.do("other_head", "dispute_responsibility", reason="不服")
    followed(desk)
    rows, _ = registers.open_objections(desk.cast.office, now=desk.now)
    assert [row.unit for row in rows] == [desk.cast.lead]
    with pytest.raises(NotFoundError):
        registers.open_objections(desk.cast.handler, now=desk.now)
    before = queries.case(desk.cast.office, desk.number, now=desk.now)
    assert not any(one.silent for one in before.responsibility.services)
    over = desk.now + timedelta(days=8)
    assert registers.open_objections(desk.cast.office, now=over)[0] == ()
    case = queries.case(desk.cast.office, desk.number, now=over)
    assert [one.unit for one in case.responsibility.services if one.silent] == [desk.cast.lead]
    entry = next(one for one in case.timeline if one.type == "attribution_served")
    assert ("到期没有提出异议", desk.cast.lead) in entry.lines


def test_they_come_in_pages(desk, monkeypatch) -> None:
    monkeypatch.setattr(registers, "PAGE", 1)
    served(desk)
    seen, cursor = [], ""
    while True:
        rows, cursor = registers.open_objections(desk.cast.office, now=desk.now, cursor=cursor)
        seen += [row.unit for row in rows]
        if not cursor:
            break
    assert sorted(seen) == sorted([desk.cast.lead, "物流部"])
