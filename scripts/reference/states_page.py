"""The stages of a case, found by walking: every command that the tests of the state let through, from every state."""

from collections import deque
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from scripts.reference.case_pages import event_heading
from scripts.reference.markdown import code, codes, link, page, table
from shouwen.core.case import events as e
from shouwen.core.case.commands import COMMANDS, LEADS_TO
from shouwen.core.case.commands_oversight import OVERSIGHT_LEADS_TO
from shouwen.core.case.possible import refuse_impossible
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import ENDED, Stage, State, evolve
from shouwen.core.case.wire import Actor, Measure, Share
from shouwen.core.rulebook.names import STAGE_NAMES

_AT = datetime(2026, 1, 1, tzinfo=UTC)
_MEASURES = (Measure(what="…"),)

_VARIANTS: Mapping[str, tuple[e.Happening, ...]] = {
    "assign": (e.Assigned(unit="…"),),
    "propose_solution": (e.SolutionProposed(), e.SolutionProposed(measures=_MEASURES)),
    "record_consent": (e.ConsentRecorded(agreed=True), e.ConsentRecorded(agreed=False)),
    "record_satisfaction": (e.SatisfactionRecorded(satisfied=True), e.SatisfactionRecorded(satisfied=False)),
}
"""Events whose data decides about the stage; of all others the bare one will do."""


@dataclass
class Standing:
    """What the walk found about one stage."""

    entered_by: set[str] = field(default_factory=set)
    possible: set[str] = field(default_factory=set)


def states() -> str:
    """docs/reference/states.md."""
    found = walk()
    open_stages = [found[stage].possible for stage in Stage if stage not in ENDED]
    always = set.intersection(*open_stages)
    introduction = f"""
Where a case stands (环节): the API's `state`. It is derived from what has happened and never stored on its own authority. This page
was made by walking: from an empty case, every command that the state does not forbid was tried until no new state appeared.
*Entered by* names the events that bring a case here from another stage; *possible* the commands that at least one case in this
stage would take, if its rule book and the actor's role allow it.

Possible in every stage that has not ended, and not repeated below: {codes(c for c in COMMANDS if c in always)}."""
    overview = table(
        ["state", "中文", "English", "ended"],
        ((code(s), STAGE_NAMES[s].zh, STAGE_NAMES[s].en, "yes" if s in ENDED else "") for s in Stage),
    )
    sections = (_stage(stage, found[stage], frozenset() if stage in ENDED else always) for stage in Stage)
    return page("States 环节", introduction, [overview, *sections])


def _stage(stage: Stage, standing: Standing, always: AbstractSet[str]) -> str:
    entered = (link(n, event_heading(n), "events.md") for n in e.EVENTS if n in standing.entered_by)
    possible = codes(n for n in COMMANDS if n in standing.possible - always)
    return "\n\n".join([
        f"## `{stage}` {STAGE_NAMES[stage].zh}",
        f"Entered by: {', '.join(entered)}.",
        f"Possible: {possible or 'nothing'}.",
    ])  # fmt: skip


def walk() -> Mapping[Stage, Standing]:
    """Every stage with what leads to it and what is possible there."""
    found = {stage: Standing() for stage in Stage}
    seen, waiting = {_shape(State())}, deque([State()])
    while waiting:
        state = waiting.popleft()
        if state.seq:
            found[state.stage].possible |= _beside(state)
        for command, event, after in _steps(state):
            if state.seq:
                found[state.stage].possible.add(command)
            if not state.seq or after.stage is not state.stage:
                found[after.stage].entered_by.add(event)
            if _shape(after) not in seen:
                seen.add(_shape(after))
                waiting.append(after)
    return found


def _beside(state: State) -> set[str]:
    """The commands of joint work and supervision that this state would take, or would after others of them."""
    share = (Share(unit="…"),)
    ripe = (
        state,
        replace(state, shares=share, improvements=1),
        replace(state, shares=share, disputed=("…",)),
    )
    return {command for one in ripe for command in OVERSIGHT_LEADS_TO if _takes(command, one)}


def _takes(command: str, state: State) -> bool:
    try:
        refuse_impossible(command, state)
    except Refused:
        return False
    return True


def _steps(state: State) -> Iterator[tuple[str, str, State]]:
    """(command, the event that changed the case last, the state after it) for all that is not impossible."""
    for command in COMMANDS:
        if command in OVERSIGHT_LEADS_TO or not _takes(command, state):
            continue  # joint work and supervision bring a case to no other stage
        for happening in _VARIANTS.get(command, (e.EVENTS[LEADS_TO[command]](),)):
            if isinstance(happening, e.MeasureDone) and not (state.solution and state.solution.measures):
                continue  # `decide` refuses it: there is no such measure
            after = _evolved(state, happening)
            yield command, happening.type, after
            if isinstance(happening, e.MeasureDone):  # the one measure was the last
                yield command, e.MeasuresCompleted.type, _evolved(after, e.MeasuresCompleted())


def _evolved(state: State, happening: e.Happening) -> State:
    """The sequence number stays at 1: it would make every state another."""
    return evolve(state, e.Event(seq=1, at=_AT, actor=Actor(), data=happening))


def _shape(state: State) -> tuple[object, ...]:
    """What of a state decides about stages and possible commands."""
    solution = state.solution and (
        state.solution.approved,
        state.solution.rejected,
        bool(state.solution.measures),
    )
    return (
        state.seq, state.accepted, state.ended, state.archived, state.unit, state.acknowledged, state.responded,
        solution, state.consent, state.measures_completed, state.replied, state.satisfied, state.appealed,
        state.waiting_since, state.suspended_since, bool(state.findings),
    )  # fmt: skip
