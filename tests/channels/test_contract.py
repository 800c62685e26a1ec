"""What every channel keeps to; run on each, the fake included."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from shouwen.channels.email import Email
from shouwen.channels.port import Channel, NotSentError, Outgoing, Recipient
from tests.channels.fakes import Letterbox, MailServer

KNOWN = Recipient(name="周敏", email="zhou@shouwen.test")


@dataclass
class Rig:
    """A channel, what arrived at its other end (keys in order), and a way to break it."""

    channel: Channel
    arrived: Callable[[], list[str]]
    break_it: Callable[[bool], None]


@contextmanager
def _letterbox() -> Iterator[Rig]:
    box = Letterbox(unknown={"nobody@shouwen.test"})
    yield Rig(box, lambda: list(box.kept), lambda broken: setattr(box, "broken", broken))


@contextmanager
def _email() -> Iterator[Rig]:
    with MailServer() as server:
        yield Rig(
            Email(server.url),
            lambda: list(dict.fromkeys(str(mail["Message-ID"]) for mail in server.taken)),
            lambda broken: setattr(server, "broken", broken),
        )


@pytest.fixture(params=[_letterbox, _email], ids=["letterbox", "email"])
def rig(request) -> Iterator[Rig]:
    with request.param() as made:
        yield made


def outgoing(key: str = "TS-1:2:assigned:3", to: Recipient = KNOWN) -> Outgoing:
    return Outgoing(key=key, to=to, subject="【首问】TS-1 已交办", text="投诉件 TS-1 已交办。\n𠮷\n")


def test_it_has_a_short_name(rig):
    assert 0 < len(rig.channel.name) <= 20


def test_it_reaches_who_has_an_address_and_nobody_else(rig):
    assert rig.channel.reaches(KNOWN)
    assert not rig.channel.reaches(Recipient(name="周敏"))


def test_what_is_sent_arrives(rig):
    rig.channel.send(outgoing("a"))
    rig.channel.send(outgoing("b"))
    assert len(rig.arrived()) == 2


def test_a_repeated_message_can_be_told_from_a_new_one(rig):
    for _ in range(3):
        rig.channel.send(outgoing())
    assert len(rig.arrived()) == 1


def test_a_refusal_for_now_is_told_as_such(rig):
    rig.break_it(True)
    with pytest.raises(NotSentError) as refused:
        rig.channel.send(outgoing())
    assert not refused.value.lasting
    rig.break_it(False)
    rig.channel.send(outgoing())
    assert len(rig.arrived()) == 1


def test_an_address_that_does_not_exist_is_not_tried_again(rig):
    with pytest.raises(NotSentError) as refused:
        rig.channel.send(outgoing(to=Recipient(name="无此人", email="nobody@shouwen.test")))
    assert refused.value.lasting
    assert rig.arrived() == []
