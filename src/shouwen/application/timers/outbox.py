"""
The outbox: messages queued with their events go to the bell at once, and out through the channels.

At least once: a message that was handed over in the moment of a crash is handed over again, under the same
key. In the bell it stands once, since there it is its own row.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F

from shouwen.application import rules as rulebooks
from shouwen.application.standing_words import absence_in_words
from shouwen.application.wording import Wording
from shouwen.channels.installed import installed
from shouwen.channels.port import Channel, NotSentError, Outgoing, Recipient
from shouwen.config.environment import environment
from shouwen.store.models import Delivery, Message
from shouwen.store.visibility import recused

LEASE = timedelta(minutes=5)
"""A channel has this long before another worker tries the same message."""
LONGEST_BACKOFF = timedelta(hours=6)
ATTEMPTS = 12
TOO_OLD = timedelta(days=7)
"""What is older stands in the bell only: after long downtime nobody wants a week of e-mails."""
SECONDS_A_ROUND = 20.0

log = logging.getLogger(__name__)


def deliver(now: datetime, limit: int = 200) -> int:
    """`post` and `send` one after the other; answer with the messages posted and sent."""
    return post(now, limit) + send(now, limit)


def post(now: datetime, limit: int = 200, *, channels: Sequence[Channel] | None = None) -> int:
    """Put up to `limit` messages, the oldest first, into their readers' bells, and on their way through the
    channels that reach them. Answer with their number.
    """
    if not Message.objects.filter(sent_at=None).exists():
        return 0
    ways = installed() if channels is None else channels
    with transaction.atomic():
        waiting = list(
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient__user")
            .filter(sent_at=None)
            .order_by("queued_at")[:limit]
        )
        if not waiting:
            return 0
        Delivery.objects.bulk_create(
            [
                Delivery(message=message, channel=channel.name, try_at=now)
                for message in waiting
                for channel in ways
                if now - message.queued_at < TOO_OLD and channel.reaches(_recipient(message))
            ],
            ignore_conflicts=True,
        )
        keys = [message.pk for message in waiting]
        return Message.objects.filter(pk__in=keys, sent_at=None).update(sent_at=now)


def send(now: datetime, limit: int = 50, *, channels: Sequence[Channel] | None = None) -> int:
    """Hand up to `limit` waiting deliveries to their channels; answer with the number taken. No transaction is
    open meanwhile. A channel that fails is left alone for this round; so is everything when time is up.
    """
    began = monotonic()
    ways = {channel.name: channel for channel in (installed() if channels is None else channels)}
    waiting = Delivery.objects.filter(try_at__lte=now, channel__in=list(ways)).order_by("try_at", "pk")
    taken = 0
    for delivery in list(waiting[:limit]):
        if delivery.channel not in ways or monotonic() - began > SECONDS_A_ROUND:
            continue
        own = Delivery.objects.filter(pk=delivery.pk, try_at=delivery.try_at)
        if not own.update(try_at=now + LEASE, attempts=F("attempts") + 1):
            continue  # another worker was faster
        if _hand_over(delivery, ways[delivery.channel], now):
            taken += 1
        else:
            del ways[delivery.channel]
    return taken


def _hand_over(delivery: Delivery, channel: Channel, now: datetime) -> bool:
    own = Delivery.objects.filter(pk=delivery.pk, sent_at=None)
    message = delivery.message
    case_id = message.case_id
    if case_id is not None and recused(message.recipient_id).filter(case_id=case_id).exists():
        own.update(try_at=None)  # kept from him since it was queued
        return True
    try:
        channel.send(_outgoing(delivery))
    except Exception as error:
        lasting = isinstance(error, NotSentError) and error.lasting
        gone = lasting or delivery.attempts + 1 >= ATTEMPTS
        wait = min(timedelta(minutes=1) * 2**delivery.attempts, LONGEST_BACKOFF)
        own.update(try_at=None if gone else now + wait)
        log.warning("%s: message %s not sent%s", channel.name, delivery.message_id, ", given up" if gone else "",
                     exc_info=not isinstance(error, NotSentError))  # fmt: skip
        return lasting  # one bad address says nothing about the channel
    own.update(sent_at=now, try_at=None)
    return True


def _outgoing(delivery: Delivery) -> Outgoing:
    """Number, rule and link: what a mail server on the way may read."""
    message = Message.objects.select_related("case", "organisation", "recipient__user", "absence__staff").get(
        pk=delivery.message_id
    )
    case = message.case
    if case is None:
        return _to_deputy(message)
    words = Wording(
        rulebooks.rules_of(case.rule_book_id, message.organisation.reference_version).book, "zh-hans"
    )
    what = words.message(message.kind)
    what = words.tone(message.tone) + what
    rule = f"：{words.rule(message.rule)}" if message.rule else ""
    base = environment().public_url.rstrip("/")
    link = f"\n{base}/cases/{case.number}" if base else ""
    return Outgoing(
        key=f"{case.number}:{message.seq}:{message.kind}:{message.recipient_id}",
        to=_recipient(message),
        subject=f"【首问】{case.number} {what}{rule}",
        text=f"{message.recipient.name}：\n\n投诉件 {case.number}（{words.stage(case.stage).name}）{what}{rule}。\n"
        f"{link}\n\n{message.organisation.name_zh}\n本邮件由系统自动发出，请勿回复。\n",
    )


def _to_deputy(message: Message) -> Outgoing:
    """In whose place, when, with which powers; the reason of an absence is told to nobody."""
    zone = rulebooks.in_force_at(message.organisation, message.queued_at)[1].calendar.zone
    told = absence_in_words(message, zone=zone, language="zh-hans")
    base = environment().public_url.rstrip("/")
    link = f"\n{base}/absences\n" if base else ""
    return Outgoing(
        key=f"absence:{message.absence_id}:{message.kind}:{message.recipient_id}",
        to=_recipient(message),
        subject=f"【首问】{told}",
        text=f"{message.recipient.name}：\n\n{told}。\n{link}\n{message.organisation.name_zh}\n本邮件由系统自动发出，请勿回复。\n",
    )


def _recipient(message: Message) -> Recipient:
    return Recipient(name=message.recipient.name, email=message.recipient.user.email)
