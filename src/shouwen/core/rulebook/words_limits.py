"""Limits of `must` rules in words: how long, and from when where that is not the trigger."""

from shouwen.core.rulebook.event_keys import EVENT_KEY_NAMES
from shouwen.core.rulebook.model import Must, Words
from shouwen.core.rulebook.phrases import Phrases


def limit_in_words(rule: Must, p: Phrases) -> str:
    """`3 个工作日`, `满 1 个月起 3 个工作日`."""
    limit = p.pick(*rule.within.words())
    start = start_in_words(rule, p)
    return p.pick(f"{start}起 {limit}", f"{limit} {start}") if start else limit


def start_in_words(rule: Must, p: Phrases) -> str:
    """`满 3 日`, `“约定日期”当日`; "" for a clock that begins at the trigger."""
    start = rule.start
    if start is None:
        return ""
    if start.after is not None:
        zh, en = start.after.words()
        blank = p.pick("（待单位填写）", " (to be filled in)") if start.parameter else ""
        return p.pick(f"满 {zh}{blank}", f"from {en}{blank} later")
    fact = p.book.fact(start.key)
    name = p.say(fact.name if fact else EVENT_KEY_NAMES.get(start.key, Words(start.key)))
    return p.pick(f"“{name}”", f"from the “{name}”")


def due_key(rule: Must, p: Phrases) -> str:
    """The name of the key, or of the date of the form, that tells the due time."""
    fact = p.book.fact(rule.until)
    return p.say(EVENT_KEY_NAMES.get(rule.until) or (fact.name if fact else Words(rule.until)))
