"""What conditions see of one event: its own data (`after_where` and `do_where`), of a `must` as of a `may` or `never`."""

from shouwen.core.case.codec import plain
from shouwen.core.case.events import Happening, private_keys
from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.values import JsonObject


def holds_of(condition: Condition, data: Happening) -> bool:
    """Whether a condition over the event's own data holds; absent keys have their default."""
    if condition is ALWAYS:
        return True
    own: JsonObject = {n: plain(getattr(data, n, data.extra.get(n))) for n in condition.names}
    return condition.holds(own)


def told_of(condition: Condition, data: Happening) -> JsonObject:
    """What the condition looked at, without personal data and free text."""
    shown = [name for name in condition.names if name not in private_keys(data.type)]
    return {name: plain(getattr(data, name, data.extra.get(name))) for name in shown}
