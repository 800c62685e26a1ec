"""The outbox: every message stands in the bell once and goes out through the channels that reach its reader."""

from datetime import UTC, timedelta

import pytest
from django.contrib.auth.models import User

from shouwen.application import queries, timers
from shouwen.store.models import Delivery, Message
from tests.cast import MONDAY, Desk
from tests.channels.fakes import Letterbox

NOW = (MONDAY + timedelta(hours=1)).astimezone(UTC)


@pytest.fixture
def case(desk: Desk) -> Desk:
    """Assigned to 周敏, who is told so; she has an e-mail address."""
    User.objects.filter(username=desk.cast.account("handler")).update(email="zhou@shouwen.test")
    return desk.to("assigned")


@pytest.fixture
def box() -> Letterbox:
    return Letterbox()


def bell(desk: Desk) -> list[str]:
    from shouwen.application import people

    person = desk.cast.fresh("handler")
    return [notice.kind for notice in queries.notices(person)] if people.reader(person).unread else []


def test_nothing_stands_in_the_bell_before_it_is_posted(case):
    assert bell(case) == []
    waiting = Message.objects.count()
    assert timers.deliver(NOW) == waiting > 0
    assert bell(case) == ["assigned"]


def test_posting_again_changes_nothing(case, box):
    timers.post(NOW, channels=[box])
    rows = list(Message.objects.values_list("pk", "sent_at"))
    assert timers.post(NOW + timedelta(hours=1), channels=[box]) == 0
    assert list(Message.objects.values_list("pk", "sent_at")) == rows
    assert Delivery.objects.count() == 1


def test_it_goes_out_once_to_those_with_an_address(case, box):
    timers.post(NOW, channels=[box])
    assert timers.send(NOW, channels=[box]) == 1
    assert timers.send(NOW + timedelta(days=1), channels=[box]) == 0
    (message,) = box.kept.values()
    assert message.to.email == "zhou@shouwen.test"
    assert box.sent == [message.key]


def test_it_says_number_and_event_but_nothing_of_the_customer(case, box):
    timers.post(NOW, channels=[box])
    timers.send(NOW, channels=[box])
    (message,) = box.kept.values()
    assert case.number in message.subject
    assert case.number in message.text
    for secret in ("欧阳", "138", "洗衣机", "漏水"):
        assert secret not in message.subject + message.text


def test_a_channel_out_of_order_is_tried_later_and_later_and_then_given_up(case, box):
    box.broken = True
    timers.post(NOW, channels=[box])
    now, waits = NOW, []
    while True:
        assert timers.send(now, channels=[box]) == 0
        row = Delivery.objects.get()
        if row.try_at is None:
            break
        waits.append((row.try_at - now) // timedelta(minutes=1))
        now = row.try_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    assert row.sent_at is None
    assert bell(case) == ["assigned"]


def test_who_is_recused_meanwhile_gets_no_letter_any_more(case, box):
    timers.post(NOW, channels=[box])
    assert Delivery.objects.filter(sent_at=None).count() == 1
    case.do("office", "recuse", who="周敏", reason="是投诉人的亲属")
    assert timers.send(NOW, channels=[box]) == 1
    assert timers.send(NOW + timedelta(days=1), channels=[box]) == 0
    assert (box.sent, bell(case)) == ([], [])


def test_a_channel_in_order_again_gets_what_waited(case, box):
    box.broken = True
    timers.post(NOW, channels=[box])
    timers.send(NOW, channels=[box])
    box.broken = False
    assert timers.send(NOW + timedelta(minutes=1), channels=[box]) == 1
    assert timers.send(NOW + timedelta(minutes=9), channels=[box]) == 0


def test_one_wrong_address_does_not_keep_the_others_waiting(desk, box):
    for who in ("handler", "head"):
        User.objects.filter(username=desk.cast.account(who)).update(email=f"{who}@shouwen.test")
    box.unknown = {"handler@shouwen.test"}
    desk.to("approving")
    timers.post(NOW, channels=[box])
    timers.send(NOW, channels=[box])
    assert {message.to.email for message in box.kept.values()} == {"head@shouwen.test"}
    assert not Delivery.objects.filter(try_at__isnull=False).exists()


def test_a_crash_between_handing_over_and_noting_it_repeats_under_the_same_key(case, box, monkeypatch):
    timers.post(NOW, channels=[box])
    send = box.send

    def handed_over_then_killed(message: object) -> None:
        send(message)
        raise SystemExit

    monkeypatch.setattr(box, "send", handed_over_then_killed)
    with pytest.raises(SystemExit):
        timers.send(NOW, channels=[box])
    monkeypatch.setattr(box, "send", send)
    assert timers.send(NOW + timedelta(minutes=1), channels=[box]) == 0, "somebody may still be at it"
    assert timers.send(NOW + timedelta(minutes=6), channels=[box]) == 1
    assert len(box.sent) == 2
    assert len(box.kept) == 1


def test_who_comes_second_sends_nothing(case, box, monkeypatch):
    timers.post(NOW, channels=[box])
    row = Delivery.objects.get()

    def meanwhile(*_: object) -> None:
        Delivery.objects.filter(pk=row.pk).update(try_at=NOW + timedelta(minutes=5))

    monkeypatch.setattr("shouwen.application.timers.outbox.monotonic", lambda: meanwhile() or 0.0)
    assert timers.send(NOW, channels=[box]) == 0
    assert box.sent == []


def test_after_long_downtime_old_messages_stand_in_the_bell_only(case, box):
    assert timers.post(NOW + timedelta(days=8), channels=[box]) > 0
    assert Delivery.objects.count() == 0
    assert bell(case) == ["assigned"]
