"""Keeping and disposal by API: listed for who keeps records, decided by two people."""

from datetime import timedelta

import pytest

from shouwen.application import clock, operations, people
from shouwen.store.models import Case, CaseDisposal, CaseEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(office) -> list[str]:
    """Two cases that were archived so long ago that their time is over."""
    long_ago, found = clock.now() - timedelta(days=3 * 366 + 5), []
    for _ in range(2):
        number = office.registered()
        clerk = people.person_of_token(office.clerk.token)
        for name, data in (
            ("decline", {"reason": "无关", "guidance": "另找"}),
            ("archive", {"retention": "三年"}),
        ):
            operations.command(clerk, number, name, data, now=clock.now())
        Case.objects.filter(number=number).update(dispose_from=long_ago.date() + timedelta(days=len(found)))
        found.append(number)
    return found


def test_what_is_due_is_listed_the_longest_over_first(office, due) -> None:
    for caller in (office.clerk, office.office, office.leader, office.auditor):
        told = caller.get("/disposals/due").json()
        assert [one["case"] for one in told["items"]] == due
        assert (told["counts"], told["next"]) == ({"due": 2}, None)
    for caller in (office.handler, office.keeper):
        assert caller.get("/disposals/due").status_code == 404
        assert caller.get("/disposals").status_code == 404
        assert caller.get("/disposals/batch", number="x").status_code == 404
        assert caller.post("/disposals", {"do": "propose", "cases": due}).status_code == 404
    assert not CaseDisposal.objects.exists()


def test_pages_follow_each_other(office, due, monkeypatch) -> None:
    monkeypatch.setattr("shouwen.application.queries.disposals.PAGE", 1)
    first = office.office.get("/disposals/due").json()
    second = office.office.get("/disposals/due", cursor=first["next"]).json()
    assert [page["items"][0]["case"] for page in (first, second)] == due
    assert second["next"] is None
    for path in ("/disposals/due", "/disposals"):
        assert office.office.get(path, cursor="nonsense").status_code == 422


def test_one_proposes_and_only_another_confirms(office, due, monkeypatch) -> None:
    # the row says when to look; whether the time is over is decided anew, so the clock goes on
    then = clock.now() + timedelta(days=3 * 366 + 5)
    monkeypatch.setattr("shouwen.application.clock.now", lambda: then)
    proposed = office.clerk.post(
        "/disposals", {"do": "propose", "cases": [*due, "TS-1999-000001"], "reason": "期满"}
    )
    assert [(one["done"], one["code"]) for one in proposed.json()["items"]] == [
        (True, ""),
        (True, ""),
        (False, "unknown_case"),
    ]
    waiting = office.office.get("/disposals", stands="proposed").json()
    assert {one["case"] for one in waiting["items"]} == set(due)
    (number,) = {one["batch"] for one in waiting["items"]}
    assert not any(one["mine"] for one in waiting["items"])
    assert all(one["mine"] for one in office.clerk.get("/disposals").json()["items"])
    back = office.leader.post("/disposals", {"do": "reject", "cases": due[:1], "reason": "另有争议"}).json()
    assert back["items"][0]["done"]
    done = office.office.post("/disposals", {"do": "confirm", "cases": due[1:]}).json()
    assert done["items"] == [{"case": due[1], "done": True, "code": "", "clause": "", "detail": ""}]
    batch = office.auditor.get("/disposals/batch", number=number).json()
    assert {one["case"]: one["stands"] for one in batch["items"]} == dict(
        zip(due, ("rejected", "disposed"), strict=True)
    )
    assert (batch["decided_by"], batch["texts"] > 0) == (["陈静"], True)
    assert [
        one["case"] for one in office.auditor.get("/disposals", stands="disposed").json()["items"]
    ] == due[1:]


def test_who_only_reads_and_what_does_not_fit_changes_nothing(office, due) -> None:
    before = CaseEvent.objects.count()
    refused = office.auditor.post("/disposals", {"do": "propose", "cases": due}).json()["items"]
    assert [(one["done"], one["code"]) for one in refused] == [(False, "not_permitted")] * 2
    early = office.clerk.post("/disposals", {"do": "propose", "cases": due}).json()["items"]
    assert {one["code"] for one in early} == {"retention_running"}
    for data, pointers in (
        ({}, {"/do", "/cases"}), ({"do": "burn", "cases": due}, {"/do"}), ({"do": "confirm", "cases": []}, {"/cases"}),
        ({"do": "confirm", "cases": "all"}, {"/cases"}), ({"do": "reject", "cases": due}, {"/reason"}),
        ({"do": "confirm", "cases": due, "more": 1}, {"/more"}), ({"do": "confirm", "cases": ["x"] * 201}, {"/cases"}),
    ):  # fmt: skip
        answer = office.office.post("/disposals", data)
        assert answer.status_code == 422
        assert {error["pointer"] for error in answer.json()["errors"]} == pointers
    assert office.office.get("/disposals", stands="due").status_code == 422
    assert CaseEvent.objects.count() == before


def test_a_request_for_deletion_is_listed_until_it_is_decided(office) -> None:
    number = office.registered()
    asked = office.clerk.give(number, "request_deletion", {"ground": "other", "reason": "不再需要"})
    assert asked.status_code == 200, asked.content.decode()
    told = office.office.get("/disposals", stands="asked").json()
    assert [(one["case"], one["stands"], one["basis"]) for one in told["items"]] == [(number, "asked", "")]
    assert told["counts"]["asked"] == 1
    assert (
        office.office.give(
            number, "decide_deletion", {"decision": "refused", "reason": "案件在办"}
        ).status_code
        == 200
    )
    assert office.office.get("/disposals", stands="asked").json()["items"] == []
    assert office.office.get("/disposals", stands="refused").json()["items"][0]["decided_by"] == "陈静"
