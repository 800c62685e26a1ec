"""Supervision on the staff pages: a unit designated, a document from its issue to its end, the register, the returns."""

from datetime import timedelta

import pytest

from shouwen.application import operations, queries
from shouwen.application.bouncing import TRANSFERS
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.application.views.lists import LedgerFilter
from shouwen.store import following
from shouwen.store.models import (
    Case,
    CaseTransfer,
    DocumentCounter,
    Message,
    Precedent,
    SupervisionPaper,
    TransferFigure,
)


def follow(desk) -> None:
    while following.follow(TRANSFERS, at=desk.now):
        pass


def issue(desk, unit: str, **more: object) -> str:
    """A notice to a unit, answered with its number."""
    told = {"rung": "supervision", "unit": unit, "ground": "late", "demands": "办结并答复客户", **more}
    told.setdefault("reply_by", (desk.now + timedelta(days=2)).isoformat())
    desk.do("office", "issue_supervision", **told)
    return queries.case(desk.cast.office, desk.number, now=desk.now).papers[-1].number


def told(kind: str) -> set[str]:
    found = Message.objects.filter(kind=kind).values_list("recipient__user__username", flat=True)
    return {name.rpartition(".")[2] for name in found}


def test_a_document_is_numbered_received_answered_and_ended(desk) -> None:
    desk.to("handling")
    number = issue(desk, "物流部")
    assert number == "督〔2026〕1号"
    assert "other_head" in told("supervision_issued")
    with pytest.raises(Refused) as refused:
        desk.do("handler", "receive_supervision", number=number)
    assert refused.value.code == "not_addressed"
    desk.do("other_head", "receive_supervision", number=number)
    desk.do("other_head", "answer_supervision", number=number, progress="已查运单")
    row = SupervisionPaper.objects.get()
    assert (row.stands, row.unit.name) == ("answered", "物流部")
    desk.do(
        "office",
        "review_supervision",
        number=number,
        passed=False,
        reply_by=(desk.now + timedelta(days=3)).isoformat(),
    )
    desk.do("other_head", "answer_supervision", number=number, progress="已赔付")
    desk.do("office", "review_supervision", number=number, passed=True)
    page = queries.papers(desk.cast.office, now=desk.now, stands="closed")
    assert [(one.number, one.stands.id, one.sent_back) for one in page.rows] == [(number, "closed", 1)]
    shown = queries.case(desk.cast.other_head, desk.number, now=desk.now).papers[0]
    assert [dict(texts).get("落实过程", "") for _, _, texts in shown.replies] == [
        "已查运单",
        "",
        "已赔付",
        "",
    ]


def test_numbers_run_by_kind_and_year_and_none_is_lost_to_a_refusal(desk) -> None:
    desk.to("handling")
    assert [issue(desk, "物流部"), issue(desk, "物流部")] == ["督〔2026〕1号", "督〔2026〕2号"]
    assert issue(desk, "物流部", rung="circular") == "通〔2026〕1号"
    with pytest.raises(Refused):
        issue(desk, "物流部", reply_by=(desk.now - timedelta(days=1)).isoformat())
    with pytest.raises(Refused):
        desk.do("handler", "issue_supervision", rung="supervision", unit="物流部", ground="late", demands="x",
                reply_by=(desk.now + timedelta(days=1)).isoformat())  # fmt: skip
    assert dict(DocumentCounter.objects.values_list("kind", "last")) == {"supervision": 2, "circular": 1}
    assert SupervisionPaper.objects.count() == 3


def test_units_see_the_documents_of_their_cases_only(desk) -> None:
    desk.to("handling")
    issue(desk, desk.cast.lead)
    assert len(queries.papers(desk.cast.head, now=desk.now).rows) == 1
    assert queries.papers(desk.cast.other, now=desk.now).rows == ()
    late = queries.papers(desk.cast.office, now=desk.now + timedelta(days=5), stands="overdue")
    assert (len(late.rows), late.counts["overdue"], late.rows[0].overdue) == (1, 1, True)


def test_the_documents_come_in_pages(desk) -> None:
    desk.to("handling")
    numbers = [issue(desk.later(minutes=5), "物流部") for _ in range(5)]
    seen, cursor = [], ""
    while True:
        page = queries.papers(desk.cast.office, now=desk.now, cursor=cursor, limit=2)
        seen += [one.number for one in page.rows]
        if not (cursor := page.next):
            break
    assert seen == numbers[::-1]


def bounced(desk, times: int = 2) -> None:
    """Given to 物流部 and given back so many times."""
    desk.to("accepted")
    for _ in range(times):
        desk.later(hours=1).do("office", "assign", unit="物流部", note="送货归物流")
        desk.later(hours=2).do("other_head", "return", reason="不归我们", ground="not_ours")


def test_returns_and_time_in_dispute_are_counted_by_unit_and_open_their_cases(desk) -> None:
    bounced(desk)
    desk.later(hours=3).do("office", "designate", unit=desk.cast.lead, reason="安装归质量部")
    desk.later(hours=1).do("head", "acknowledge")
    follow(desk)
    day = desk.now.date()
    found = queries.returns(desk.cast.office, first=day, last=day)
    by_unit = {row.unit: row for row in found.rows}
    other = by_unit["物流部"]
    assert (other.assigned, other.returned, other.unsettled) == (2, 2, 0)
    assert (other.total_minutes, other.median_minutes) == (666, 333), "two of them, a minute for each command"
    assert by_unit[desk.cast.lead].returned == 0
    assert (found.total.assigned, found.total.returned) == (3, 2)

    wanted = LedgerFilter(returned_by="物流部", returned_from=day, returned_to=day)
    assert [row.number for row in queries.ledger(desk.cast.office, wanted, now=desk.now).items] == [
        desk.number
    ]
    none = LedgerFilter(returned_by="财务部", returned_from=day)
    assert queries.ledger(desk.cast.office, none, now=desk.now).items == ()
    assert queries.returns(desk.cast.other_head, first=day, last=day).total.returned == 2, (
        "counted from what he sees"
    )


def test_following_twice_or_from_the_start_counts_once(desk) -> None:
    bounced(desk)
    follow(desk)
    before = sorted(TransferFigure.objects.values_list("unit__name", "day", "assigned", "returned"))
    TRANSFERS.follow([Case.objects.get(number=desk.number)], following.Streams())
    assert sorted(TransferFigure.objects.values_list("unit__name", "day", "assigned", "returned")) == before
    following.rebuild(TRANSFERS)
    assert not CaseTransfer.objects.exists()
    follow(desk)
    assert sorted(TransferFigure.objects.values_list("unit__name", "day", "assigned", "returned")) == before


def test_rulings_are_left_proposed_and_taken_back(desk) -> None:
    bounced(desk, times=1)
    desk.do("office", "assign", unit=desk.cast.lead, note="包装归质量部")
    assert list(Precedent.objects.values_list("unit__name", "reason")) == [(desk.cast.lead, "包装归质量部")]
    desk.do("head", "return", reason="也不归我们")
    assert Precedent.objects.filter(retired_at=None).count() == 0, "what was given back is no precedent"
    desk.do("office", "designate", unit="物流部", reason="破损在运输途中")
    case = queries.case(desk.cast.office, desk.number, now=desk.now)
    assert queries.proposals(desk.cast.office, case, now=desk.now) == (), "both gave this very case back"
    again = desk.again().to("accepted")
    other = queries.case(again.cast.office, again.number, now=again.now)
    first = queries.proposals(again.cast.office, other, now=again.now)[0]
    assert (first.unit, first.ruling.reason, first.ruling.case) == ("物流部", "破损在运输途中", desk.number)


def test_the_office_keeps_the_register_and_nobody_else(desk) -> None:
    office, head = desk.cast.office, desk.cast.head
    entry = {"words": "发票开错", "unit": "财务部", "reason": "发票由财务部开具", "category": ""}
    with pytest.raises(Refused):
        operations.keep_ruling(head, entry, now=desk.now)
    with pytest.raises(BadDataError) as bad:
        operations.keep_ruling(office, {"unit": "火星部"}, now=desk.now)
    assert {field.pointer for field in bad.value.fields} == {"/words", "/reason", "/unit"}
    assert not Precedent.objects.exists()
    key = operations.keep_ruling(office, entry, now=desk.now)
    operations.keep_ruling(office, {**entry, "reason": "按职责分工"}, now=desk.now, key=key)
    assert queries.ruling(office, key, now=desk.now).reason == "按职责分工"
    with pytest.raises(Refused):
        operations.retire_ruling(head, key, now=desk.now)
    operations.retire_ruling(office, key, now=desk.now)
    assert queries.rulings(office, now=desk.now).rows == ()
    assert [row.id for row in queries.rulings(office, now=desk.now, retired=True).rows] == [key]
    with pytest.raises(NotFoundError):
        operations.retire_ruling(office, key, now=desk.now)


def test_the_first_contact_is_told_of_each_step(desk) -> None:
    desk.to("handling")
    assert {"clerk"} <= told("acknowledged") | told("assigned")
    desk.do("head", "suspend", ground="等检测")
    assert "clerk" in told("suspended")


def test_the_customer_sees_that_a_clock_was_moved_and_why_but_not_what_the_office_wrote(desk) -> None:
    desk.to("handling")
    later = (desk.now + timedelta(days=9)).isoformat()
    desk.do("head", "extend", rule="resolve-l3", new_due=later, reason="等供应商的检测报告，内部掌握")
    desk.do("head", "suspend", ground="内部原因：等仪器")
    words = queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans").words
    shown = {entry.type: dict(entry.lines) for entry in words}
    assert set(shown["extended"]) == {"原期限", "新期限"}
    assert shown["suspended"] == {}
    assert "内部" not in str(words)


def test_the_timeline_says_who_answers_for_a_document(desk) -> None:
    desk.to("handling")
    issue(desk, "物流部", person=desk.cast.account("other_head"))
    entry = queries.case(desk.cast.office, desk.number, now=desk.now).timeline[-1]
    assert dict(entry.lines)["责任人"] == "何平"
    assert dict(entry.lines)["受文部门"] == "物流部"


def test_whose_document_it_is_has_it_as_the_next_step(desk) -> None:
    """For who is to answer or to review it; for the others the handling goes on."""

    def next_step(who: str) -> list[str]:
        choices = queries.case(desk.cast[who], desk.number, now=desk.now).choices
        return [choice.command for choice in choices if choice.primary]

    desk.to("handling")
    before = {who: next_step(who) for who in ("office", "handler")}
    number = issue(desk, "物流部")
    assert next_step("other_head") == ["receive_supervision"]
    desk.do("other_head", "receive_supervision", number=number)
    assert next_step("other_head") == ["answer_supervision"]
    assert {who: next_step(who) for who in before} == before
    desk.do("other_head", "answer_supervision", number=number, progress="已派车")
    assert next_step("office") == ["review_supervision"]
    assert next_step("handler") == before["handler"]
