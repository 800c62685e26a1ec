"""What a message to a deputy says: in whose place, from when to when, with which powers."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from shouwen.application.punctuation import labelled
from shouwen.application.wording import MESSAGE_NAMES
from shouwen.core.rulebook.model import Words
from shouwen.store.models import Message

POWER_NAMES = {
    "all": Words("全部权限", "All powers"),
    "approvals": Words("只代理审批和决定", "Approvals and decisions only"),
}


def absence_in_words(message: Message, *, zone: ZoneInfo, language: str) -> str:
    """请您代理：周敏，2026-11-23 至 2026-11-27，全部权限; "" for a message about a case."""
    one = message.absence
    if one is None:
        return ""
    last = (one.until_at.astimezone(zone) - timedelta(microseconds=1)).date()
    first = one.from_at.astimezone(zone).date()
    span = Words(f"{first} 至 {last}", f"{first} to {last}").in_(language)
    comma = Words("，", ", ").in_(language)
    told = comma.join((one.staff.name, span, POWER_NAMES[one.powers].in_(language)))
    return labelled(MESSAGE_NAMES[message.kind].in_(language), told, language=language)
