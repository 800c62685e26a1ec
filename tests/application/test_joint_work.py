"""Joint work and supervision through the application: who is brought in, who is told, who stays out."""

import pytest

from shouwen.application import operations, queries
from shouwen.application.errors import NotFoundError, Refused
from shouwen.store.models import Message


def told(kind: str) -> set[str]:
    """Who got a message about the last event of a kind."""
    found = Message.objects.filter(kind=kind).values_list("recipient__user__username", flat=True)
    return {name.rpartition(".")[2] for name in found}


def recuse(desk, who: str) -> None:
    data = {"who": who, "reason": "投诉人的亲属"}
    operations.command(desk.cast.office, desk.number, "recuse", data, now=desk.tick())


def test_a_unit_that_is_asked_sees_the_case_and_hands_in_its_part(desk) -> None:
    desk.to("handling")
    with pytest.raises(NotFoundError):
        desk.do("other", "contribute", content="已查")
    desk.do("handler", "request_contribution", unit="物流部", what="查运单", due="2026-12-01")
    assert told("contribution_requested") == {"other_head"}
    desk.do("other", "contribute", content="运单正常")
    assert told("contributed") == {"handler"}
    seen = queries.case(desk.cast.other, desk.number, now=desk.now)
    assert seen.timeline[-1].lines == (("部门", "物流部"), ("内容", "运单正常"))
    with pytest.raises(Refused):
        desk.do("other", "record_finding", stage="preliminary")


def test_a_unit_that_there_is_not_cannot_be_asked(desk) -> None:
    desk.to("handling")
    with pytest.raises(Refused) as refused:
        desk.do("handler", "request_contribution", unit="火星部", what="查运单")
    assert refused.value.code == "unknown_unit"


@pytest.mark.parametrize("who", ["周敏", "four-level.handler"])
def test_who_is_recused_by_name_or_account_stays_out_and_is_told_nothing(desk, who: str) -> None:
    desk.to("handling")
    recuse(desk, who)
    assert told("recused") == {"head"}
    desk.do("office", "urge")
    assert told("urged") == {"head"}
    with pytest.raises((Refused, NotFoundError)):
        desk.do("handler", "note", note="我来办")
    with pytest.raises(Refused) as refused:
        desk.do("head", "assign", unit=desk.cast.lead, handler="周敏")
    assert refused.value.code == "handler_recused"
    desk.do("head", "assign", unit=desk.cast.lead, handler="郑洁")


def test_a_stranger_cannot_be_recused(desk) -> None:
    desk.to("handling")
    with pytest.raises(Refused) as refused:
        recuse(desk, "外星人")
    assert refused.value.code == "unknown_person"


def test_the_office_learns_of_an_objection(desk) -> None:
    desk.to("handling")
    lead = desk.cast.lead
    shares = [{"unit": lead, "percent": 70}, {"unit": "物流部", "percent": 30}]
    desk.do("handler", "attribute_responsibility", shares=shares)
    desk.do("head", "dispute_responsibility", reason="不服")
    assert told("responsibility_disputed") == {"office"}


def test_who_is_to_carry_out_a_measure_or_a_decision_is_told(desk) -> None:
    desk.to("handling")
    owner = f"{desk.cast.slug}.other"
    desk.do(
        "head",
        "hold_meeting",
        topic="会商",
        decisions=[{"what": "查运单", "owner": owner, "due": "2026-12-01"}],
    )
    assert told("meeting_held") == {"other"}
    planned = [
        {"what": "补发", "owner": owner},
        {"what": "致歉", "owner": "物流部"},
        {"what": "登记", "owner": "外星人"},
    ]
    desk.do("handler", "propose_solution", measures=planned)
    desk.do("head", "approve_solution")
    assert told("solution_approved") == {"handler", "clerk", "other", "other_head"}, (
        "by account, or the head of the unit"
    )
    desk.do("head", "plan_improvement", what="核对面单", owner=owner, due="2026-12-10")
    assert told("improvement_planned") == {"other"}
