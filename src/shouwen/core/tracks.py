"""What a rule asks of one case: a trigger that happened, and the obligations that came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shouwen.core.reminders import Marks
from shouwen.core.rulebook.model import Must
from shouwen.core.values import Json


class Status(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing owed. `number` counts the instances of its rule in the case from 1."""

    rule: str
    do: str
    by: str
    clause: str
    unit: str
    """The unit that the trigger names, where it is that one's to do; else "", and the case says whose it is."""
    number: int
    started_at: datetime
    opened_at: datetime
    opened_seq: int
    due_at: datetime
    provisional: bool
    status: Status
    ended_at: datetime | None
    ended_seq: int | None
    paused_for_s: int
    extended: bool
    reminders: Marks
    """The marks still ahead or not yet recorded, with their times, soonest first. A recorded mark covers the
    earlier ones: after downtime the owner is reminded once."""
    breach_recorded: bool
    lapsed: bool = False
    """Overdue when the case ended: excused, for nobody owes it any more, but not done in time (0028)."""

    @property
    def live(self) -> bool:
        """Whether something is still owed."""
        return self.status in (Status.OPEN, Status.PAUSED, Status.MISSED)


@dataclass(slots=True)
class Instance:
    """One obligation while its case is read."""

    number: int
    opened_at: datetime
    opened_seq: int
    met: bool = False
    excused: bool = False
    cut_off: bool = False
    """Excused by the end of the case."""
    ended_at: datetime | None = None
    ended_seq: int | None = None
    new_due: datetime | None = None
    extended_at: datetime | None = None
    reminded: set[str] = field(default_factory=set)
    breach_recorded: bool = False


@dataclass(slots=True)
class Track:
    """A trigger of a rule that happened, and what came of it."""

    rule: Must
    triggered_at: datetime
    started_at: datetime
    """Where the clock begins: at the trigger, unless the rule says later."""
    unit: str = ""
    counted: dict[str, Json] = field(default_factory=dict)
    """What `when` counts in days, as it was at the trigger: time alone neither opens nor excuses."""
    told_due: datetime | None = None
    """What the trigger itself says, where the rule looks there."""
    instance: Instance | None = None
    """The one that is open now, or met."""
    done_at: datetime | None = None
    done_seq: int | None = None

    def meet(self) -> None:
        """The open instance is met by what was done."""
        if self.instance is not None:
            self.instance.met = True
            self.instance.ended_at, self.instance.ended_seq = self.done_at, self.done_seq
