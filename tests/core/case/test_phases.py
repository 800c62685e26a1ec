"""The one grouping of commands and events: nothing is left out, nothing stands twice."""

from collections import Counter

import pytest

from shouwen.core.case.commands import COMMANDS
from shouwen.core.case.events import EVENTS
from shouwen.core.case.phases import PHASES, phase_of, phase_of_event, place_of, place_of_event


def test_every_command_stands_in_one_phase() -> None:
    assert Counter(name for phase in PHASES for name in phase.commands) == Counter(list(COMMANDS))
    assert [place_of(name) for phase in PHASES for name in phase.commands] == list(range(len(COMMANDS)))


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_stands_with_its_command(event: str) -> None:
    assert place_of_event(event) in range(len(COMMANDS))
    assert phase_of_event(event) in PHASES


def test_events_without_a_command_of_their_own_stand_beside_the_one_that_they_follow() -> None:
    assert phase_of_event("measures_completed") is phase_of("complete_measure")
    assert phase_of_event("approval_given") is phase_of("approve_solution")
    assert phase_of_event("quality_drawn") is phase_of("review_quality")


def test_phases_have_names_of_their_own() -> None:
    assert len({phase.name.zh for phase in PHASES}) == len({phase.name.en for phase in PHASES}) == len(PHASES)
    assert max(len(phase.commands) for phase in PHASES) < 16
