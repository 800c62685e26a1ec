"""Who is refused is told the clause and the roles of the rule that applies to this very case."""

import pytest

from shouwen.core.case.authority import Acting, role_for
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import Solution, State
from shouwen.core.rulebook.loader import load

BOOK = load(
    """
rule_book: powers
title: 审批权限
version: 1
calendar: cn-office
clauses: {c1: 一千元以内由部门负责人批准, c2: 一千元以上由分管领导批准, c3: 时限}
must:
  - {id: decide, clause: c3, after: solution_proposed, do: solution_approved, by: unit_head, within: 1wd}
may:
  - {id: small, clause: c1, do: approve_solution, by: unit_head, when: "amount <= 1000.0"}
  - {id: large, clause: c2, do: approve_solution, by: executive, when: "amount > 1000.0"}
""",
    name="powers",
)


@pytest.mark.parametrize(
    ("amount", "clause", "roles"), [(500, "c1", ["unit_head"]), (5000, "c2", ["executive"])]
)
def test_the_clause_is_that_of_the_rule_that_applies(amount: float, clause: str, roles: list[str]) -> None:
    state = State(
        seq=9, accepted=True, unit="客服部", solution=Solution(measures=(), amount=amount, proposed_by="lin")
    )
    who = Acting(id="nie", unit="客服部", roles=frozenset({"handler"}))
    with pytest.raises(Refused) as refused:
        role_for("approve_solution", who, state, BOOK)
    assert (refused.value.clause, refused.value.facts) == (clause, {"roles": roles})
