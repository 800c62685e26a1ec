"""
Events of the protection of staff (员工求助): asked for, decided, ended early.

None of them moves the case to another stage, touches a clock or refuses the customer anything. How events are written
down is told in `events`.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.wire import Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionAsked(Wire):
    """
    One of the staff, `who` of `unit`, asked for protection from the customer (求助). `which` counts the requests of the case
    from 1; `kind` is abusive, threatening, harassing, violent or other.
    """

    type = "protection_asked"
    which: int = 1
    who: str = ""
    unit: str = ""
    kind: str = ""
    file: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionDecided(Wire):
    """
    The request was decided by somebody else. `granted`: the `measures` (takeover, second_person, written_only,
    accompanied, police) hold `until` the end of that day.
    """

    type = "protection_decided"
    which: int = 1
    granted: bool = False
    measures: tuple[str, ...] = ()
    until: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionEnded(Wire):
    """The measures ended before their day (解除), with the reason."""

    type = "protection_ended"
    which: int = 1
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


ProtectionEvent: TypeAlias = ProtectionAsked | ProtectionDecided | ProtectionEnded
