"""Letters to the customer when a promised time stands still, goes on or moves: the ground, before, now; no free text."""

from datetime import timedelta

import pytest

from shouwen.application import queries
from shouwen.application.errors import Refused
from shouwen.application.timers import notices as sending
from shouwen.application.wording import Wording
from shouwen.core.case.events import Event, Suspended
from shouwen.core.case.wire import Actor
from shouwen.core.rulebook.loader import load
from shouwen.rulebooks import read_shipped
from shouwen.store.models import CustomerNotice, Obligation
from tests.cast import Desk
from tests.channels.fakes import Letterbox

MAIL = {"name": "欧阳明轩", "email": "ouyang@example.com"}


@pytest.fixture
def desk(desk, monkeypatch) -> Desk:
    public = sending.environment().model_copy(update={"public_url": "https://p.test/"})
    monkeypatch.setattr(sending, "environment", lambda: public)
    return desk.to("handling", complainant=MAIL, description="保险柜密码是 4711")


def letters(desk: Desk) -> list[str]:
    """The texts that go out now."""
    box = Letterbox()
    sending.notify(desk.now, channels=[box])
    assert all(letter.to.email == MAIL["email"] for letter in box.kept.values())
    return [letter.subject + "\n" + letter.text for letter in box.kept.values()]


def promised(desk: Desk) -> str:
    """Until when the answer is promised, as the letters write it."""
    due = Obligation.objects.get(case__number=desk.number, do="replied", status__in=["open", "paused"]).due_at
    there = due.astimezone(desk.now.tzinfo)
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M} 前"


def test_an_extension_tells_the_time_before_and_now(desk) -> None:
    before = promised(desk)
    later = (desk.now + timedelta(days=9)).isoformat()
    desk.do("head", "extend", rule="resolve-l3", new_due=later, reason="等供应商的报告，内部掌握")
    (letter,) = letters(desk)
    assert f"原定{before}答复您，现改为{promised(desk)}。" in letter
    assert f"https://p.test/p/t/{desk.number}\n" in letter
    assert "内部" not in letter
    assert "4711" not in letter
    assert letters(desk) == [], "once"


def test_a_stopped_clock_is_told_and_so_is_the_time_once_it_goes_on(desk) -> None:
    before = promised(desk)
    desk.do("head", "suspend", ground="内部原因：等仪器")
    (stopped,) = letters(desk)
    assert "暂时停下" in stopped
    assert f"原定{before}答复您。停下的时间不计入期限" in stopped
    assert "仪器" not in stopped
    desk.later(days=3)
    desk.do("head", "resume", note="仪器到了")
    (again,) = letters(desk)
    assert f"原定{before}答复您，现改为{promised(desk)}。" in again
    assert promised(desk) != before
    assert "仪器" not in again


def test_the_ground_is_told_in_words_for_the_customer(desk) -> None:
    book = load(read_shipped("complaints-office"), name="complaints-office")
    told = Wording(book, "zh-hans", to_customer=True)
    event = Event(
        seq=1,
        at=desk.now,
        actor=Actor(role="supervisor"),
        data=Suspended(basis="unreachable", ground="电话4711"),
    )
    opening = sending._opening(event, told, "TS-1")
    assert opening == "因联系不上您，您的来件 TS-1 暂时停下，能继续时我们马上接着办。"
    assert Wording(book, "zh-hans").ground("unreachable") == "联系不上客户"
    assert told.ground("appraisal") == "需要检测鉴定", "the name where nothing else is said"


def test_an_extension_while_the_clock_stands_still_is_what_the_time_was(desk) -> None:
    desk.do("head", "suspend", ground="等仪器")
    later = (desk.now + timedelta(days=9)).isoformat()
    desk.do("head", "extend", rule="resolve-l3", new_due=later, reason="等")
    moved_to = promised(desk)
    desk.later(days=2)
    desk.do("head", "resume")
    assert f"{moved_to}答复您，时间不变。" in letters(desk)[-1]


def test_deadlines_of_the_office_are_not_the_customers_business(desk) -> None:
    rule = next(
        row for row in Obligation.objects.filter(case__number=desk.number, status="open")
        if row.do not in sending.PROMISED
    )  # fmt: skip
    later = (rule.due_at + timedelta(days=9)).isoformat()
    desk.do("office", "extend", rule=rule.rule, new_due=later, reason="等")
    assert not CustomerNotice.objects.exists()
    shown = queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans").words
    assert "extended" not in {entry.type for entry in shown}


def test_once_answered_nothing_is_promised_and_nothing_sent(desk) -> None:
    desk.do("head", "suspend", ground="等仪器")
    desk.do("office", "withdraw", reason="客户撤诉")
    assert letters(desk) == []
    assert CustomerNotice.objects.get().try_at is None


def test_what_is_refused_sends_nothing(desk) -> None:
    with pytest.raises(Refused):
        desk.do("head", "resume")
    assert not CustomerNotice.objects.exists()


def test_a_broken_channel_is_tried_again_and_an_unknown_address_is_not(desk) -> None:
    desk.do("head", "suspend", ground="等仪器")
    box = Letterbox(broken=True)
    assert sending.notify(desk.now, channels=[box]) == 0
    assert CustomerNotice.objects.get().try_at > desk.now
    box.broken, box.unknown = False, {MAIL["email"]}
    assert sending.notify(desk.now + timedelta(hours=1), channels=[box]) == 0
    assert CustomerNotice.objects.get().try_at is None


def test_after_long_silence_nobody_gets_a_heap_of_old_notices(desk) -> None:
    desk.do("head", "suspend", ground="等仪器")
    assert sending.notify(desk.now + timedelta(days=8), channels=[box := Letterbox()]) == 0
    assert box.kept == {}
