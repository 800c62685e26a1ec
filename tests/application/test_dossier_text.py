"""The dossier as text: what the command line prints for an operator."""

from shouwen.application.queries.dossier_text import case_in_text
from shouwen.core.obligations import Status
from shouwen.core.rulebook.names import STATUS_NAMES


def test_the_standing_of_every_obligation_has_a_word() -> None:
    assert set(STATUS_NAMES) == {status.value for status in Status}


def test_obligations_are_told_in_words(desk) -> None:
    desk.register()
    desk.do("clerk", "accept")
    owed = case_in_text(desk.number).split("承诺与时限")[1]
    assert "  按时" in owed
    assert not any(status in owed for status in STATUS_NAMES)
