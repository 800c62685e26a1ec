"""Approval in steps as people meet it: who is told, what the page and the API show, what the bench asks for, the papers."""

import pytest

from shouwen.application import queries
from shouwen.application.errors import Refused
from shouwen.documents.parts import approval as approval_form
from shouwen.documents.wording import Wording
from shouwen.store.models import CaseEvent, Message, Obligation
from tests.cast import Desk

LEGAL = {"severity": "high", "urgency": "low", "flags": ["legal"]}


@pytest.fixture
def proposed(desk) -> Desk:
    desk.to("handling", facts=LEGAL)
    desk.do(
        "handler",
        "propose_solution",
        measures=[{"what": "更换新机", "owner": "", "due": "2026-04-01"}],
        amount=399,
    )
    return desk


def told(kind: str) -> list[str]:
    rows = Message.objects.filter(kind=kind).select_related("recipient__user").order_by("pk")
    return [row.recipient.user.username.split(".")[1] for row in rows]


def steps(desk: Desk, who: str = "auditor") -> list[tuple[str, str, list[str], list[str]]]:
    view = queries.case(desk.cast[who], desk.number, now=desk.now)
    assert view.approval is not None
    return [
        (step.id, step.status, [one.name for one in step.given], [role.id for role in step.asked])
        for step in view.approval.steps
    ]


def test_the_open_step_is_told_shown_and_owed(proposed) -> None:
    assert told("solution_proposed") == ["lawyer"], "the head is asked when his step is open"
    assert steps(proposed) == [
        ("legal", "open", [], ["legal_affairs"]),
        ("decision", "waiting", [], ["unit_head", "supervisor", "executive"]),
    ]
    row = Obligation.objects.get(rule="review-legally", status="open")
    assert row.do == "approval_given"
    mine = queries.work(proposed.cast.lawyer, now=proposed.now)
    assert [one.command for one in mine if one.rule == "review-legally"] == ["approve_solution"]
    choice = {
        one.command: one
        for one in queries.case(proposed.cast.lawyer, proposed.number, now=proposed.now).choices
    }
    assert choice["approve_solution"].allowed
    assert choice["approve_solution"].primary


def test_one_step_given_the_next_is_asked_and_then_it_is_approved(proposed) -> None:
    proposed.do("lawyer", "approve_solution", note="条款合法")
    entry = queries.case(proposed.cast.auditor, proposed.number, now=proposed.now).timeline[-1]
    assert (entry.name, entry.lines) == ("审批通过一步", (("审批步骤", "法务审核"), ("说明", "条款合法")))
    assert set(told("approval_given")) == {"head", "office", "leader"}
    assert steps(proposed)[0][:3] == ("legal", "done", ["魏国"])
    assert steps(proposed)[1][1] == "open"
    proposed.do("head", "approve_solution")
    assert [step[1] for step in steps(proposed)] == ["done", "done"]
    last = queries.case_events(proposed.cast.auditor, proposed.number, now=proposed.now)[-1]
    assert last["type"] == "solution_approved"
    assert last["actor"]["id"] == last["data"]["by"] == proposed.cast.account("head")


def test_a_refusal_writes_nothing(proposed) -> None:
    before = CaseEvent.objects.count(), Message.objects.count()
    with pytest.raises(Refused) as refused:
        proposed.do("head", "approve_solution")
    assert (refused.value.code, refused.value.clause) == ("not_permitted", "c5-4")
    assert (CaseEvent.objects.count(), Message.objects.count()) == before


def test_programs_read_the_same(proposed) -> None:
    proposed.do("lawyer", "approve_solution", note="条款合法")
    found = queries.case_record(proposed.cast.auditor, proposed.number, now=proposed.now)["solution"][
        "approval"
    ]
    assert (found["id"], found["clause"]) == ("legal", "c5-4")
    legal, decision = found["steps"]
    assert [(one["name"], one["note"]) for one in legal["given"]] == [("魏国", "条款合法")]
    assert (legal["status"], legal["missing"], legal["asked"]) == ("done", 0, [])
    assert (decision["status"], decision["missing"]) == ("open", 1)


def test_where_the_book_wants_no_steps_none_are_shown(desk) -> None:
    desk.to("handling")
    desk.do("handler", "propose_solution", measures=[], amount=9)
    assert queries.case(desk.cast.auditor, desk.number, now=desk.now).approval is None
    assert queries.case_record(desk.cast.auditor, desk.number, now=desk.now)["solution"]["approval"] is None
    assert told("solution_proposed") == ["head"]


def test_the_page_shows_the_steps_in_both_languages(proposed, client) -> None:
    proposed.do("lawyer", "approve_solution", note="条款合法")
    client.force_login(proposed.cast.user("head"))
    text = client.get(f"/cases/{proposed.number}").content.decode()
    assert "法务审核" in text
    assert "正在审批" in text
    assert "还需 1 人同意：部门负责人或投诉办公室或分管领导" in text
    client.post("/language", {"language": "en"})
    english = client.get(f"/cases/{proposed.number}", headers={"accept-language": "en"}).content.decode()
    assert "Legal review" in english
    assert "1 still to approve" in english


def test_the_form_of_the_approval_has_a_place_for_each_who_gave_it(proposed) -> None:
    proposed.do("lawyer", "approve_solution", note="条款合法")
    proposed.do("head", "approve_solution")
    part = approval_form(
        queries.case(proposed.cast.auditor, proposed.number, now=proposed.now), Wording("zh-hans")
    )
    assert part is not None
    said = str(part)
    assert "法务审核" in said
    assert "魏国" in said
