"""What a deputy is told, and what he does and sees besides commands: query codes, figures, lists."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shouwen.application import clock, operations, queries, timers
from shouwen.application.errors import Refused
from shouwen.application.proving import PROJECTIONS
from shouwen.application.timers import outbox
from shouwen.store import following
from shouwen.store.models import Absence, Case, CaseEvent, Message
from tests.application.test_absences import TODAY, assigned, away
from tests.cast import Cast
from tests.channels.fakes import Letterbox


def told(cast: Cast, who: str) -> list[str]:
    timers.post(clock.now(), channels=[])
    return [one.text for one in queries.notices(cast.fresh(who)) if not one.case]


def test_the_deputy_is_told_and_told_again_when_it_is_withdrawn(cast: Cast) -> None:
    key = away(cast, "handler", "other", first=0, last=5)
    span = f"{TODAY} 至 {TODAY + timedelta(days=5)}"
    assert told(cast, "other") == [f"请您代理：周敏，{span}，全部权限"]
    assert told(cast, "handler") == []
    operations.withdraw_absence(cast.fresh("handler"), key, now=clock.now())
    assert told(cast, "other") == [
        f"代理已撤回：周敏，{span}，全部权限",
        f"请您代理：周敏，{span}，全部权限",
    ]
    with pytest.raises(Refused):
        operations.withdraw_absence(cast.fresh("handler"), key, now=clock.now())
    assert Message.objects.count() == 2, "a refusal tells nobody anything"


def test_nobody_is_told_of_his_own_doing_or_where_there_is_no_deputy(cast: Cast) -> None:
    away(cast, "other")
    away(cast, "handler", "head", by="head", powers="approvals")
    assert not Message.objects.exists()
    assert Absence.objects.count() == 2


def test_what_is_refused_tells_nobody(cast: Cast) -> None:
    with pytest.raises(Refused):
        away(cast, "handler", "administrator")
    assert not Message.objects.exists()


def test_it_goes_out_by_mail_without_the_reason(cast: Cast) -> None:
    user = (
        Message._meta.get_field("recipient")
        .related_model.objects.get(user__username=cast.account("other"))
        .user
    )
    user.email = "sun@example.com"
    user.save(update_fields=["email"])
    away(cast, "handler", "other", powers="approvals", reason="住院手术")
    box, now = Letterbox(), clock.now()
    outbox.post(now, channels=[box])
    outbox.send(now, channels=[box])
    outbox.send(now + timedelta(hours=1), channels=[box])
    (letter,) = box.kept.values()
    assert letter.to.email == "sun@example.com"
    assert letter.subject.startswith("【首问】请您代理：周敏，") and "只代理审批和决定" in letter.text
    assert "住院" not in letter.subject + letter.text


def test_in_english(cast: Cast) -> None:
    away(cast, "handler", "other")
    timers.post(clock.now(), channels=[])
    (one,) = queries.notices(replace(cast.fresh("other"), language="en"))
    assert one.text.startswith("You are asked to stand in: 周敏, ") and one.text.endswith(", All powers")


def test_a_deputy_of_who_registers_renews_the_query_code_in_his_name(cast: Cast) -> None:
    number = assigned(cast)

    def salt() -> bytes:
        return bytes(Case.objects.values_list("code_salt", flat=True).get(number=number))

    before, events = salt(), CaseEvent.objects.count()
    with pytest.raises(Refused):
        operations.new_query_code(cast.fresh("handler"), number, now=clock.now())
    away(cast, "clerk", "handler", powers="approvals")
    assert not operations.may_renew(cast.fresh("handler"))
    with pytest.raises(Refused):
        operations.new_query_code(cast.fresh("handler"), number, now=clock.now())
    assert (salt(), CaseEvent.objects.count()) == (before, events)
    operations.withdraw_absence(cast.fresh("clerk"), Absence.objects.latest("pk").pk, now=clock.now())
    away(cast, "clerk", "handler")
    assert operations.new_query_code(cast.fresh("handler"), number, now=clock.now())
    assert salt() != before
    last = queries.case(cast.clerk, number, now=clock.now()).timeline[-1]
    assert (last.type, last.actor) == ("noted", "周敏（代陈晓）")


def test_a_deputy_of_an_office_counts_what_it_counts(cast: Cast) -> None:
    for _ in range(2):
        assigned(cast)
    for projection in PROJECTIONS:
        while following.follow(projection, at=clock.now()):
            pass

    def counts(who: str) -> tuple[int, int]:
        span = {"first": TODAY - timedelta(days=2), "last": TODAY + timedelta(days=2)}
        figures = queries.statistics(cast.fresh(who), **span, by="unit", now=clock.now())
        return figures.total.received, queries.returns(cast.fresh(who), **span).total.assigned

    assert counts("other") == (0, 0)
    away(cast, "office", "other")
    assert counts("other") == counts("office") == (2, 2)
    assert cast.fresh("other").counts_all


def test_documents_and_the_board_open_with_the_seat(cast: Cast) -> None:
    number, now = assigned(cast), clock.now()
    issued = {
        "rung": "supervision", "unit": cast.lead, "ground": "late", "demands": "办结",
        "reply_by": (now + timedelta(days=2)).isoformat(),
    }  # fmt: skip
    operations.command(cast.office, number, "issue_supervision", issued, now=now)
    assert queries.papers(cast.fresh("other"), now=now).rows == ()
    away(cast, "head", "other")
    assert [row.case for row in queries.papers(cast.fresh("other"), now=now).rows] == [number]
    board = queries.board(cast.fresh("other"), now=now)
    assert {row.number for row in board.rows} == {number}
