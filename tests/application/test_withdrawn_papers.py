"""A document of supervision that went to the wrong unit is withdrawn: by whom, until when, and what remains of it."""

from datetime import timedelta

import pytest

from shouwen.application import queries, rules
from shouwen.application.errors import BadDataError, Refused
from shouwen.core.case.state import fold
from shouwen.core.case.vocabulary import Facts
from shouwen.store import timeline
from shouwen.store.models import Case, CaseEvent, Message, SupervisionPaper

WHY = "应发安装部，误发物流部"


def issue(desk, who: str = "office", unit: str = "物流部") -> str:
    until = (desk.now + timedelta(days=2)).isoformat()
    told = {
        "rung": "supervision",
        "unit": unit,
        "ground": "late",
        "demands": "办结并答复客户",
        "reply_by": until,
    }
    desk.do(who, "issue_supervision", **told)
    return queries.case(desk.cast.office, desk.number, now=desk.now).papers[-1].number


def refused(desk, who: str, number: str, code: str) -> None:
    """Refused with this code, and nothing was written or sent."""
    before = CaseEvent.objects.count(), Message.objects.count(), list(SupervisionPaper.objects.values())
    with pytest.raises(Refused) as found:
        desk.do(who, "withdraw_supervision", number=number, reason=WHY)
    assert found.value.code == code
    assert (
        CaseEvent.objects.count(),
        Message.objects.count(),
        list(SupervisionPaper.objects.values()),
    ) == before


def told(kind: str) -> set[str]:
    found = Message.objects.filter(kind=kind).values_list("recipient__user__username", flat=True)
    return {name.rpartition(".")[2] for name in found}


def test_it_is_withdrawn_with_its_reason_and_the_number_stays_used(desk) -> None:
    desk.to("handling")
    number = issue(desk)
    desk.do("other_head", "receive_supervision", number=number)
    desk.do("office", "withdraw_supervision", number=number, reason=WHY)
    assert "other_head" in told("supervision_withdrawn")
    shown = queries.case(desk.cast.other_head, desk.number, now=desk.now).papers[0]
    assert (shown.stands.id, shown.stands.name, shown.withdrawn_because) == ("withdrawn", "已撤回", WHY)
    assert shown.withdrawn_at == desk.now and shown.withdrawn_by
    assert not shown.overdue
    assert SupervisionPaper.objects.get().stands == "withdrawn"
    assert queries.papers(desk.cast.office, now=desk.now).rows == (), "it is not among the open ones"
    later = desk.now + timedelta(days=9)
    assert queries.papers(desk.cast.office, now=later).counts == {"overdue": 0}
    over = queries.papers(desk.cast.office, now=later, stands="withdrawn").rows
    assert [(row.number, row.overdue) for row in over] == [(number, False)]
    assert issue(desk, unit=desk.cast.lead) == "督〔2026〕2号", "its number is not given again"
    entry = next(
        one for one in queries.case(desk.cast.office, desk.number, now=desk.now).timeline
        if one.type == "supervision_withdrawn"
    )  # fmt: skip
    assert WHY in {text for _, text in entry.lines} and entry.name == "撤回督办文书"


def test_once_withdrawn_nothing_more_is_done_with_it(desk) -> None:
    desk.to("handling")
    number, other = issue(desk), issue(desk, unit=desk.cast.lead)
    assert number != other
    desk.do("office", "withdraw_supervision", number=number, reason=WHY)
    refused(desk, "office", number, "paper_withdrawn")
    for who, command, more in (
        ("other_head", "receive_supervision", {}),
        ("other_head", "answer_supervision", {"progress": "已办"}),
        ("office", "review_supervision", {"passed": True}),
    ):
        before = CaseEvent.objects.count()
        with pytest.raises(Refused) as found:
            desk.do(who, command, number=number, **more)
        assert (found.value.code, found.value.facts) == ("paper_withdrawn", {"number": number}), command
        assert CaseEvent.objects.count() == before


def test_what_is_answered_is_reviewed_and_not_withdrawn(desk) -> None:
    desk.to("handling")
    number = issue(desk)
    desk.do("other_head", "receive_supervision", number=number)
    desk.do("other_head", "answer_supervision", number=number, progress="已查运单")
    refused(desk, "office", number, "answered_not_withdrawn")
    issue(desk)
    refused(desk, "office", number, "answered_not_withdrawn")
    until = (desk.now + timedelta(days=3)).isoformat()
    desk.do("office", "review_supervision", number=number, passed=False, reply_by=until)
    refused(desk, "office", number, "answered_not_withdrawn")


def test_who_issued_it_and_the_office_withdraw_it_and_nobody_else(desk) -> None:
    desk.to("handling")
    by_office = issue(desk)
    refused(desk, "leader", by_office, "not_permitted")
    refused(desk, "handler", by_office, "not_permitted")
    by_leader, again = issue(desk, "leader"), issue(desk, "leader")
    refused(desk, "leader", by_office, "not_issuer")
    desk.do("leader", "withdraw_supervision", number=by_leader, reason=WHY)
    desk.do("office", "withdraw_supervision", number=again, reason=WHY)
    stands = dict(SupervisionPaper.objects.values_list("number", "stands"))
    assert stands == {by_office: "issued", by_leader: "withdrawn", again: "withdrawn"}


def test_a_reason_is_needed(desk) -> None:
    desk.to("handling")
    number = issue(desk)
    before = CaseEvent.objects.count()
    with pytest.raises(BadDataError):
        desk.do("office", "withdraw_supervision", number=number, reason="  ")
    assert CaseEvent.objects.count() == before


COMMANDS = {
    "receive_supervision": ("other_head", {}),
    "answer_supervision": ("other_head", {"progress": "已办"}),
    "review_supervision": ("office", {"passed": True}),
    "withdraw_supervision": ("office", {"reason": WHY}),
}


@pytest.mark.parametrize("beside", ["nothing", "issued", "received", "answered"])
def test_what_is_said_of_a_document_does_not_depend_on_how_others_stand(desk, beside: str) -> None:
    """Withdrawn, closed or never there: the same words, whatever else the case has."""
    desk.to("handling")
    withdrawn, closed = issue(desk), issue(desk)
    desk.do("office", "withdraw_supervision", number=withdrawn, reason=WHY)
    for who, command, more in (
        ("other_head", "receive_supervision", {}),
        ("other_head", "answer_supervision", {"progress": "已办"}),
        ("office", "review_supervision", {"passed": True}),
    ):
        desk.do(who, command, number=closed, **more)
    if beside != "nothing":
        third = issue(desk)
        if beside in ("received", "answered"):
            desk.do("other_head", "receive_supervision", number=third)
        if beside == "answered":
            desk.do("other_head", "answer_supervision", number=third, progress="已办")
    before = CaseEvent.objects.count(), Message.objects.count()
    for number, code in ((withdrawn, "paper_withdrawn"), (closed, "paper_closed")):
        for command, (who, more) in COMMANDS.items():
            with pytest.raises(Refused) as found:
                desk.do(who, command, number=number, **more)
            assert (found.value.code, found.value.facts) == (code, {"number": number}), command
    assert (CaseEvent.objects.count(), Message.objects.count()) == before


def test_whom_it_does_not_concern_is_refused_as_before(desk) -> None:
    desk.to("handling")
    number = issue(desk)
    issue(desk)
    desk.do("office", "withdraw_supervision", number=number, reason=WHY)
    refused(desk, "handler", number, "not_permitted")


def test_a_withdrawn_document_is_no_rung_of_the_ladder_for_conditions(desk) -> None:
    desk.to("handling")

    def facts() -> tuple[object, ...]:
        case = Case.objects.get(number=desk.number)
        stream, _ = timeline.load(case)
        seen = Facts(fold(stream), rules.rules_of(case.rule_book_id, 0).book)
        return seen["supervisions"], seen["supervisions_open"], seen["rungs"]

    number = issue(desk)
    assert facts() == (1, 1, ["supervision"])
    desk.do("office", "withdraw_supervision", number=number, reason=WHY)
    assert facts() == (0, 0, [])
    issue(desk)
    assert facts() == (1, 1, ["supervision"])
