"""Disposal by two people: what is gone, what stays, and who is told what."""

import os
from datetime import timedelta

import pytest

from shouwen.application import administration, operations, queries, timers
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.application.queries import disposals
from shouwen.application.views.lists import LedgerFilter
from shouwen.store import objects
from shouwen.store.models import (
    AnsweredRequest,
    Case,
    CaseDisposal,
    CaseEvent,
    CaseRecusal,
    CaseText,
    CaseTrait,
    Figure,
    Message,
    PrivateText,
    StoredFile,
)
from tests.cast import Desk

LONG = timedelta(days=3 * 366 + 2)
SECRETS = ("欧阳明轩", "13812345678", "洗衣机", "进水阀", "万寿路", "照片")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def kept(desk: Desk, **more: object) -> Desk:
    """A case with a file, in the archive, its time of keeping over."""
    one = desk.again()
    one.register(place="万寿路 8 号", **more)
    operations.attach(
        one.cast.clerk, one.number, name="照片.txt", content=b"text", note="进水阀", now=one.tick()
    )
    one.do("clerk", "decline", reason="不属于本单位：洗衣机厂家负责", guidance="请向厂家反映")
    one.do("clerk", "archive", retention="三年")
    one.now = desk.now = one.now + LONG
    return one


def gone(desk: Desk) -> Desk:
    one = kept(desk)
    one.do("clerk", "propose_disposal")
    one.do("office", "dispose")
    return one


def follow(now) -> None:
    while timers.follow(now):
        pass


def shown(one: Desk) -> str:
    """All that staff and customer are shown of a case."""
    person = one.cast.office
    return repr(
        (
            queries.case(person, one.number, now=one.now),
            queries.case_events(person, one.number, now=one.now),
            queries.ledger(person, LedgerFilter(), now=one.now),
            queries.progress(one.number, one.code, now=one.now, language="zh-hans"),
        )
    )


def test_what_was_private_is_gone_and_what_counts_stays(desk) -> None:
    one = kept(desk)
    follow(desk.now)
    figures = list(Figure.objects.order_by("pk").values())
    owed = queries.case_obligations(one.cast.office, one.number, now=one.now)
    assert all(secret in shown(one) for secret in SECRETS)
    one.do("clerk", "propose_disposal", note="三年已满")
    one.do("office", "dispose")
    follow(desk.now)
    assert not [secret for secret in SECRETS if secret in shown(one)]
    assert not PrivateText.objects.exclude(sealed=None).exists()
    assert (CaseTrait.objects.count(), AnsweredRequest.objects.count()) == (0, 0)
    assert all(
        secret not in text for text in CaseText.objects.values_list("tokens", flat=True) for secret in SECRETS
    )
    case = Case.objects.get(number=one.number)
    assert (case.contact_index, case.complainant, case.result) == ("", "", "declined")
    assert list(administration.verify_cases()) == []
    assert list(Figure.objects.order_by("pk").values()) == figures
    assert queries.case_obligations(one.cast.office, one.number, now=one.now) == owed


def test_files_go_with_the_case_but_not_bytes_that_another_case_holds(desk) -> None:
    one, other = kept(desk), kept(desk)
    stored = StoredFile.objects.get(case__number=one.number)
    one.do("clerk", "propose_disposal")
    one.do("office", "dispose")
    with pytest.raises(NotFoundError):
        queries.open_file(one.cast.office, str(stored.pk))
    timers.erase_destroyed(one.now)
    assert objects.get(stored.sha256) == b"text", "the other case holds the same bytes"
    other.do("clerk", "propose_disposal")
    other.do("office", "dispose")
    assert timers.erase_destroyed(other.now) == 1
    with pytest.raises(FileNotFoundError):
        objects.get(stored.sha256)
    assert timers.erase_destroyed(other.now) == 0
    assert set(StoredFile.objects.values_list("name", "added_by")) == {("", "")}


def test_bytes_that_were_just_put_again_wait(desk, settings) -> None:
    one = gone(desk)
    stored = StoredFile.objects.get(case__number=one.number)
    path = settings.MEDIA_ROOT / stored.sha256[:2] / stored.sha256
    at = one.now.timestamp() - 60
    os.utime(path, (at, at))
    assert timers.erase_destroyed(one.now) == 0
    assert objects.get(stored.sha256) == b"text"
    assert timers.erase_destroyed(one.now + timedelta(hours=2)) == 1


def test_a_refusal_destroys_nothing(desk) -> None:
    one = kept(desk)
    one.do("office", "propose_disposal")
    before = (CaseEvent.objects.count(), Message.objects.count(), CaseDisposal.objects.values().get())
    for who, code in (("office", "own_disposal"), ("clerk", "not_permitted"), ("handler", None)):
        with pytest.raises((Refused, NotFoundError)) as refused:
            one.do(who, "dispose")
        assert code is None or refused.value.code == code
    assert (CaseEvent.objects.count(), Message.objects.count(), CaseDisposal.objects.values().get()) == before
    assert all(secret in shown(one) for secret in SECRETS)


def test_the_list_says_what_is_due_and_the_batch_what_was_done(desk) -> None:
    first, second, third = (kept(desk) for _ in range(3))
    person, leader = desk.cast.office, desk.cast.leader
    now = third.now
    early = (now - timedelta(days=9)).date()
    assert [row.case for row in disposals.due(person, today=early).rows] == [first.number, second.number]
    today = now.date()
    numbers = [one.number for one in (first, second, third)]
    assert [row.case for row in disposals.due(person, today=today).rows] == numbers
    done = operations.propose_disposals(person, [first.number, second.number, "TS-2000-1"], now=now)
    assert [(one.done, one.code) for one in done] == [(True, ""), (True, ""), (False, "unknown_case")]
    assert disposals.disposal_counts(person, today=today) == {"due": 1, "proposed": 2}
    with pytest.raises(BadDataError):
        operations.decide_disposals(leader, [first.number], now=now, confirmed=False)
    assert [
        one.code for one in operations.decide_disposals(person, [first.number], now=now, confirmed=True)
    ] == ["own_disposal"]
    operations.decide_disposals(leader, [first.number], now=now, confirmed=True)
    operations.decide_disposals(leader, [second.number], now=now, confirmed=False, reason="有诉讼")
    assert disposals.disposal_counts(person, today=today) == {"due": 2, "disposed": 1, "rejected": 1}
    (row,) = disposals.disposals(person, stands="disposed").rows
    batch = disposals.batch(person, row.batch)
    assert row.batch.startswith("销〔")
    assert [one.case for one in batch.rows] == [first.number, second.number]
    assert (batch.proposed_by, batch.decided_by, batch.files) == (("李正",), ("赵立",), 1)
    for who in ("handler", "administrator"):
        with pytest.raises(NotFoundError):
            disposals.due(desk.cast[who], today=today)
        with pytest.raises(NotFoundError):
            operations.propose_disposals(desk.cast[who], numbers, now=now)
    with pytest.raises(NotFoundError):
        disposals.batch(person, "")


def test_the_customer_asks_and_is_told_what_was_decided(desk) -> None:
    desk.to("handling")
    desk.customer("request_deletion", ground="consent_withdrawn", reason="不想再留电话")
    told = Message.objects.filter(kind="deletion_requested").values_list(
        "recipient__user__username", flat=True
    )
    assert list(told) == [desk.cast.account("office")]
    assert disposals.disposal_counts(desk.cast.office, today=desk.now.date())["asked"] == 1
    desk.do("office", "decide_deletion", decision="refused", reason="还在办理，处理完再删")
    words = queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans").words
    assert [entry.type for entry in words if entry.type.startswith("deletion")] == [
        "deletion_decided", "deletion_requested",
    ]  # fmt: skip
    assert "还在办理，处理完再删" in repr(words)


def test_who_is_recused_neither_sees_nor_counts_it(desk) -> None:
    one = kept(desk)
    one.do("clerk", "propose_disposal")
    other = desk.cast
    assert disposals.disposal_counts(other.leader, today=one.now.date()) == {"due": 0, "proposed": 1}
    CaseRecusal.objects.create(case=Case.objects.get(number=one.number), staff_id=other.leader.staff_id)
    assert disposals.disposal_counts(other.leader, today=one.now.date()) == {"due": 0}
    (answer,) = operations.decide_disposals(other.leader, [one.number], now=one.now, confirmed=True)
    assert answer.code == "unknown_case"
    CaseRecusal.objects.all().delete()


def test_the_neighbours_see_and_do_nothing(desk, next_door) -> None:
    one = kept(desk)
    person = next_door.clerk
    assert disposals.due(person, today=one.now.date()).rows == ()
    (answer,) = operations.propose_disposals(person, [one.number], now=one.now)
    assert answer.code == "unknown_case"
