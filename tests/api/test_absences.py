"""Absence and deputies by API: the page's way, with the same answers and refusals."""

from datetime import UTC, datetime, timedelta

import pytest

from shouwen.store.models import Absence

pytestmark = pytest.mark.django_db


def told(office, deputy: str = "outsider", **more: object) -> dict[str, object]:
    today = (datetime.now(tz=UTC) + timedelta(hours=8)).date()
    return {
        "deputy": office.account(deputy), "reason": "年假", "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=3)).isoformat(), **more,
    }  # fmt: skip


def test_from_entering_to_withdrawing(office) -> None:
    number = office.assigned()
    assert office.outsider.get(f"/cases/{number}").status_code == 404
    made = office.handler.post("/absences", told(office))
    assert made.status_code == 201
    (line,) = office.handler.get("/absences").json()["items"]
    assert (line["id"], line["deputy_name"], line["state"], line["may_withdraw"]) == (
        made.json()["id"],
        "何平",
        "now",
        True,
    )
    (seen,) = office.outsider.get("/absences").json()["items"]
    assert seen["may_withdraw"] is False
    assert office.clerk.get("/absences").json()["items"] == []
    assert [one["who"] for one in office.clerk.get("/absences/now").json()["items"]] == [
        office.account("handler")
    ]
    (owed, *_) = office.outsider.get("/work").json()["items"]
    assert (owed["case"], owed["behalf"]) == (number, "李强")
    possible = office.outsider.get(f"/cases/{number}/commands").json()["items"]
    assert {one["behalf"] for one in possible if one["command"] == "respond"} == {"李强"}
    done = office.outsider.give(number, "respond", {"manner": "phone"}).json()
    actor = done["events"][0]["actor"]
    assert (actor["id"], actor["behalf"], actor["behalf_name"]) == (
        office.account("outsider"),
        office.account("handler"),
        "李强",
    )
    again = office.office.give(
        number, "assign", {"unit": "质量部", "handler": office.account("handler")}
    ).json()
    assert [(one["name"], one["deputy_name"]) for one in again["away"]] == [("李强", "何平")]
    path = f"/absences/{made.json()['id']}"
    headers = office.handler.headers()
    assert (
        office.outsider.client.delete(f"/api/v1{path}", headers=office.outsider.headers()).status_code == 403
    )
    assert office.handler.client.delete(f"/api/v1{path}", headers=headers).status_code == 204
    assert office.outsider.get(f"/cases/{number}").status_code == 404
    gone = office.handler.client.delete(f"/api/v1{path}", headers=headers)
    assert (gone.status_code, gone.json()["code"]) == (422, "absence_ended")


def test_what_does_not_fit_is_told_and_nothing_is_kept(office) -> None:
    for wrong, status, code in (
        (told(office, "handler"), 422, "deputy_is_self"), (told(office, "keeper"), 422, "deputy_unfit"),
        (told(office, who=office.account("clerk")), 403, "not_permitted"), (told(office, who="nobody"), 422, "unknown_person"),
        (told(office, until_on="2020-01-01"), 422, "absence_backwards"), (told(office, powers="some"), 422, "invalid"),
        (told(office, until_on=7), 422, "invalid"), (told(office, colour="red"), 422, "invalid"), ({}, 422, "invalid"),
    ):  # fmt: skip
        answer = office.handler.post("/absences", wrong)
        assert answer.status_code == status, wrong
        if code != "invalid":
            assert answer.json()["code"] == code
        else:
            assert answer.json()["errors"]
    assert not Absence.objects.exists()


def test_a_long_register_comes_in_parts(office) -> None:
    for week in range(3):
        first = datetime.now(tz=UTC).date() + timedelta(days=7 * week)
        span = {"from_on": first.isoformat(), "until_on": (first + timedelta(days=1)).isoformat()}
        assert (
            office.head.post("/absences", told(office, who=office.account("handler"), **span)).status_code
            == 201
        )
    part = office.keeper.get("/absences", limit=2).json()
    rest = office.keeper.get("/absences", limit=2, cursor=part["next"]).json()
    assert len({one["id"] for one in (*part["items"], *rest["items"])}) == 3
    assert rest["next"] is None
