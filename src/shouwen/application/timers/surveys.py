"""Survey links on their way to customers: with the reply, and one reminder."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F

from shouwen.application import surveys
from shouwen.application.timers.outbox import ATTEMPTS, LEASE, LONGEST_BACKOFF, TOO_OLD
from shouwen.channels.installed import installed
from shouwen.channels.port import Channel, NotSentError, Outgoing, Recipient
from shouwen.config.environment import environment
from shouwen.store.models import SurveyInvitation

log = logging.getLogger(__name__)


def invite(now: datetime, limit: int = 50, *, channels: Sequence[Channel] | None = None) -> int:
    """Send up to `limit` invitations and reminders whose time has come; answer with the number sent."""
    base = environment().public_url.rstrip("/")
    ways = installed() if channels is None else channels
    if not base or not ways:
        return 0
    waiting = SurveyInvitation.objects.filter(try_at__lte=now, queued_at__gte=now - TOO_OLD).order_by(
        "try_at", "pk"
    )
    waiting = waiting.select_related("case__organisation")
    sent = 0
    for invitation in list(waiting[:limit]):
        own = SurveyInvitation.objects.filter(pk=invitation.pk, try_at=invitation.try_at)
        if own.update(try_at=now + LEASE, attempts=F("attempts") + 1):
            sent += _send(invitation, ways, base, now)
    return sent


def _send(invitation: SurveyInvitation, ways: Sequence[Channel], base: str, now: datetime) -> bool:
    own = SurveyInvitation.objects.filter(pk=invitation.pk)
    to = Recipient(name="", email=surveys.open_for(invitation.case, invitation.round))
    channel = next((way for way in ways if to.email and way.reaches(to)), None)
    if channel is None:
        own.update(try_at=None)
        return False
    try:
        channel.send(_letter(invitation, to, base))
    except NotSentError as error:
        gone = error.lasting or invitation.attempts + 1 >= ATTEMPTS
        wait = min(timedelta(minutes=1) * 2**invitation.attempts, LONGEST_BACKOFF)
        own.update(try_at=None if gone else now + wait)
        log.warning("survey of %s not sent%s", invitation.case.number, ", given up" if gone else "")
        return False
    if invitation.sent_at is None:
        own.update(sent_at=now, try_at=now + surveys.REMIND_AFTER, attempts=0)
    else:
        own.update(reminded_at=now, try_at=None)
    return True


def _letter(invitation: SurveyInvitation, to: Recipient, base: str) -> Outgoing:
    case, again = invitation.case, invitation.sent_at is not None
    link = f"{base}/p/s/{surveys.link_token(case.number, invitation.round)}"
    kind = "reminder" if again else "invitation"
    return Outgoing(
        key=f"{case.number}:survey:{invitation.round}:{kind}",
        to=to,
        subject=f"{case.organisation.name_zh}：{'提醒您评价' if again else '请您评价'}（{case.number}）",
        text=f"您好：\n\n您的来件 {case.number} 我们已经答复。{'您还没有评价，' if again else ''}请点下面的链接，"
        f"说说我们办得怎么样，一两分钟就好：\n\n{link}\n\n链接 {surveys.LASTS.days} 天内有效，这一轮办完以前都可以改。"
        f"请不要转给别人。\n\n{case.organisation.name_zh}\n本邮件由系统自动发出，请勿回复。\n",
    )
