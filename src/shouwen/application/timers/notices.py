"""
Letters to customers on stopping, moving and going on with a clock: the ground, the time before, the time now.

Nothing in them is free text, neither the customer's nor the office's: a mail server on the way may read it.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F

from shouwen.application import rules as rulebooks
from shouwen.application.inviting import address_of
from shouwen.application.promised import PROMISED, Moved, moved
from shouwen.application.timers.outbox import ATTEMPTS, LEASE, LONGEST_BACKOFF, TOO_OLD
from shouwen.application.wording import Wording
from shouwen.channels.installed import installed
from shouwen.channels.port import Channel, NotSentError, Outgoing, Recipient
from shouwen.config.environment import environment
from shouwen.core.case import events as e
from shouwen.store import timeline
from shouwen.store.models import CustomerNotice

_SUBJECTS = {"suspended": "暂时停下", "resumed": "接着办理", "extended": "延长期限"}

log = logging.getLogger(__name__)


def notify(now: datetime, limit: int = 50, *, channels: Sequence[Channel] | None = None) -> int:
    """Send up to `limit` notices whose time has come, the oldest first; answer with the number sent."""
    ways = installed() if channels is None else channels
    if not ways:
        return 0
    waiting = CustomerNotice.objects.filter(try_at__lte=now, queued_at__gte=now - TOO_OLD)
    sent = 0
    for notice in list(waiting.order_by("try_at", "pk").select_related("case__organisation")[:limit]):
        own = CustomerNotice.objects.filter(pk=notice.pk, try_at=notice.try_at)
        if own.update(try_at=now + LEASE, attempts=F("attempts") + 1):  # else another worker was faster
            sent += _send(notice, ways, now)
    return sent


def _send(notice: CustomerNotice, ways: Sequence[Channel], now: datetime) -> bool:
    own = CustomerNotice.objects.filter(pk=notice.pk)
    letter = _letter(notice)
    channel = next((way for way in ways if letter and way.reaches(letter.to)), None)
    if letter is None or channel is None:
        own.update(try_at=None)
        return False
    try:
        channel.send(letter)
    except NotSentError as error:
        gone = error.lasting or notice.attempts + 1 >= ATTEMPTS
        wait = min(timedelta(minutes=1) * 2**notice.attempts, LONGEST_BACKOFF)
        own.update(try_at=None if gone else now + wait)
        log.warning("notice of %s not sent%s", notice.case.number, ", given up" if gone else "")
        return False
    own.update(sent_at=now, try_at=None)
    return True


def _letter(notice: CustomerNotice) -> Outgoing | None:
    """The letter; None where the case has ended since, the address was removed, or no promise is touched any more."""
    case = notice.case
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    promises = moved(stream[: notice.seq], rules)
    address = address_of(stream)
    if not promises or not address or rules.read(stream).state.ended is not None:
        return None
    event = stream[notice.seq - 1]
    kind = event.data.type
    base = environment().public_url.rstrip("/")
    link = f"：\n\n{base}/p/t/{case.number}" if base else "。"
    name = case.organisation.name_zh
    return Outgoing(
        key=f"{case.number}:{notice.seq}:notice",
        to=Recipient(name="", email=address),
        subject=f"{name}：{_SUBJECTS[kind]}（{case.number}）",
        text=f"您好：\n\n{_opening(event, Wording(rules.book, 'zh-hans', to_customer=True), case.number)}\n\n"
        f"{_times(promises, rules.calendar.zone)}\n\n凭受理编号和查询码可以随时查看进展{link}\n\n{name}\n"
        "本邮件由系统自动发出，请勿回复。\n",
    )


def _opening(event: e.Event, words: Wording, number: str) -> str:
    """What happened and on which ground; grounds that the rule book does not name are free text and stay inside."""
    basis = getattr(event.data, "basis", "")
    because = f"因{words.ground(basis)}，" if basis else ""
    match event.data:
        case e.Suspended():
            return f"{because}您的来件 {number} 暂时停下，能继续时我们马上接着办。"
        case e.Extended():
            return f"{because}您的来件 {number} 需要延长期限。"
        case _:
            return f"您的来件 {number} 已经接着办理。"


def _times(promises: Sequence[Moved], zone: ZoneInfo) -> str:
    """A line for each promise."""
    return "\n".join(dict.fromkeys(_line(promise, zone) for promise in promises))


def _line(promise: Moved, zone: ZoneInfo) -> str:
    what, old = PROMISED[promise.do].zh, _when(promise.old_due, zone)
    if promise.new_due is None:
        return f"原定{old}前{what}。停下的时间不计入期限，接着办理时再告诉您新的时间。"
    if promise.new_due == promise.old_due:
        return f"{old}前{what}，时间不变。"
    return f"原定{old}前{what}，现改为{_when(promise.new_due, zone)}前。"


def _when(at: datetime, zone: ZoneInfo) -> str:
    there = at.astimezone(zone)
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M} "
