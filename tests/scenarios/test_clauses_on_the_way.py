"""
Clauses that no story of their own tells: kept on the way of a complaint to the archive, slight or grave, and the proposer never
gets in as the one who approves.
"""

from collections.abc import Mapping

import pytest

from shouwen.core.evidence import Verdict, evidence
from tests.core.case.case_walk import Walk
from tests.core.case.way_out import cast_of, ticked, way_out
from tests.scenarios.test_closing import CUSTOMERS

ON_THE_WAY: Mapping[str, tuple[str, ...]] = {
    "complaints-office": ("c5-1", "c5-2", "c10-1"), "ecommerce": ("c3-2",), "four-level": ("c5-2", "c6-2"), "rating-agency": ("c1-3",),
    "property": ("c1-4",), "staged-limits": ("c1-1", "c3-1"), "three-tier": ("c5-3",), "committee": ("c2-3",),
    "service-hall": ("c2-3", "c6-1"), "hotline-15d": ("c2-2", "c6-2"), "testing-lab": ("c1-3", "c6-2"), "liquor": ("c5-4", "c5-6"),
    "tobacco": ("c7-4",), "fishery": ("c3-3",), "general": ("c4-4",),
}  # fmt: skip


def walked(slug: str, facts: Mapping[str, str]) -> dict[str, Verdict]:
    """Clause → what the whole way shows of it; whoever proposed a solution was refused its approval on the way."""
    walk = Walk(slug, cast_of(slug))
    told = {
        "channel": "hotline",
        "subject": "事由",
        "description": "经过",
        "facts": {**ticked(walk.book), **facts},
    }
    assert walk.give("clerk", "register", told) == ""

    def refused(seen: Walk) -> None:
        proposal = seen.state.solution
        if proposal and not proposal.approved and proposal.proposed_by in seen.people:
            assert seen.give(proposal.proposed_by, "approve_solution", {"note": "自批"}) != ""

    way_out(walk, seen=refused)
    return {one.clause: one.verdict for one in evidence(walk.rules, walk.stream, walk.now)}


@pytest.mark.parametrize("slug", ON_THE_WAY)
def test_it_is_kept_on_the_way(slug: str) -> None:
    ways = [walked(slug, facts) for facts in CUSTOMERS]
    for clause in ON_THE_WAY[slug]:
        assert Verdict.KEPT in [way[clause] for way in ways], clause
