"""What taking out text does in the shell: what a record still holds, and the removal in the transaction of its event."""

from collections.abc import Sequence
from typing import Any

from shouwen.core.case import events as e
from shouwen.core.case.commands import Data
from shouwen.core.case.commands_disposal import RedactText
from shouwen.core.case.events_disposal import TextRedacted
from shouwen.core.case.refusals import Refused
from shouwen.core.obligations import Obligation, Obligations
from shouwen.store import redaction, timeline
from shouwen.store.models import AnsweredRequest, Case, CaseTrait, ConductMark
from shouwen.store.projection import Household, row_of
from shouwen.store.sql import change


def known(case: Case, command: Data) -> dict[str, Any]:
    """Which texts the record has that is spoken of, and what would be left."""
    if not isinstance(command, RedactText):
        return {}
    found = redaction.rest_of(case, command.of, command.keys)
    return {"what": found.what, "texts": found.keys, "rest": found.rest} if found else {}


def under_way(fresh: Sequence[e.Event]) -> bool:
    return any(isinstance(event.data, TextRedacted) for event in fresh)


def carry_out(
    case: Case, stream: list[e.Event], fresh: Sequence[e.Event], rules: Obligations, household: Household
) -> list[e.Event]:
    """Take the texts out. Answer the stream as it reads from now on. Raise `Refused` where rules would read it otherwise:
    nothing that was owed, met or missed may change with it.
    """
    at = fresh[-1].at
    before = rules.read(stream)
    for event in fresh:
        if isinstance(event.data, TextRedacted):
            redaction.take_out(case, event.data.of, event.data.keys, now=at)
            _beside(case, event.data)
    stream, _ = timeline.load(case)
    after = rules.read(stream)
    owed = after.obligations(at)
    if (
        _owing(owed) != _owing(before.obligations(at))
        or after.state.graded_level != before.state.graded_level
    ):
        raise Refused("rests_on_text")
    change(case, **row_of(stream, after.state, owed, rules=rules, household=household))
    return stream


def _beside(case: Case, gone: TextRedacted) -> None:
    """What was drawn from these texts goes with them."""
    if gone.what == "registered":
        CaseTrait.objects.filter(case=case).delete()
        AnsweredRequest.objects.filter(case=case).delete()
        if "complainant" in gone.keys:
            ConductMark.objects.filter(case=case).delete()


def _owing(owed: Sequence[Obligation]) -> list[tuple[object, ...]]:
    return [(o.rule, o.number, o.status, o.due_at, o.by) for o in owed]
