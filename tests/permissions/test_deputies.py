"""A deputy may do what he may himself or what the one who is away may, and nothing that stands against either."""

from dataclasses import replace

import pytest

from shouwen.core.case.authority import Stead
from shouwen.core.case.commands import COMMANDS, SYSTEM_ONLY
from shouwen.core.case.decide import permit, permitted
from shouwen.core.case.refusals import Refused
from shouwen.core.case.standing import DECISIONS, PERSONAL
from tests.permissions.table import people, situation_at

PAIRS = [
    ("other", "head"),
    ("other", "handler"),
    ("handler", "head"),
    ("below", "office"),
    ("head", "leader"),
    ("accused", "head"),
    ("head", "accused"),
]


def allowed(situation, command: str, who) -> bool:
    try:
        permit(situation, command, who)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("stage", ["assigned", "handling", "approving", "replied", "closed"])
@pytest.mark.parametrize("slug", ["four-level", "fishery"])
def test_nobody_gains_more_than_the_absent_one_has(slug: str, stage: str) -> None:
    situation, cast = situation_at(slug, stage), people(slug)
    for deputy, absent in PAIRS:
        for approvals_only in (False, True):
            stead = Stead(who=cast[absent], approvals_only=approvals_only)
            who = replace(cast[deputy], stands_for=(stead,))
            for command in sorted(COMMANDS.keys() - SYSTEM_ONLY - {"register"}):
                himself, other = (allowed(situation, command, cast[one]) for one in (deputy, absent))
                try:
                    acting, _role = permitted(situation, command, who)
                except Refused:
                    assert not himself, (deputy, absent, command)
                    continue
                if himself:
                    assert acting.behalf is None
                    continue
                assert acting.behalf == cast[absent], command
                assert other, (deputy, absent, command)
                assert command not in PERSONAL
                assert command in DECISIONS or not approvals_only
                assert "accused" not in (deputy, absent)
