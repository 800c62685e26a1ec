"""Periodic work by API: listed, read, put on record; refused with the clause, told field by field."""

from datetime import UTC, date, datetime

import pytest

from shouwen.application import clock
from tests.api.cast import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def last(office, monkeypatch) -> str:
    """Last month, when the office began in the month before it."""
    from shouwen.store.models import RuleBookVersion

    RuleBookVersion.objects.update(installed_at=datetime(2026, 8, 3, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 10, 12, 2, tzinfo=UTC))
    return "2026-09-30"


def test_the_work_of_the_office_is_listed_and_done(office, last) -> None:
    items = office.office.get("/periodic").json()["items"]
    mine = next(one for one in items if one["work"] == "assessment" and one["last"] == last)
    assert (mine["status"], mine["mine"], mine["clause"], mine["due_at"][:10]) == (
        "open",
        True,
        "c9-1",
        "2026-10-20",
    )
    path = f"/periodic/assessment/{last}"
    contents = office.office.get(path).json()["contents"]
    assert [one["name"] for one in contents][:2] == ["及时率（30%）", "满意度（40%）"]
    told = {one["id"]: "按统计" for one in contents}
    answer = office.office.post(path, told)
    assert (answer.status_code, answer.json()) == (201, {"edition": 1})
    read = office.auditor.get(path).json()
    assert (read["status"], read["done_by"], read["contents"][0]["text"]) == ("met", "陈静", "按统计")
    assert office.office.post(path, told).json() == {"edition": 2}


def test_what_is_wrong_is_told(office, last) -> None:
    path = f"/periodic/assessment/{last}"
    short = office.office.post(path, {"timeliness": "按统计"})
    assert short.status_code == 422
    assert {one["pointer"] for one in short.json()["errors"]} == {"/satisfaction", "/resolution", "/result"}
    refused = office.handler.post(path, {})
    assert (refused.status_code, refused.json()["clause"]) == (403, "c9-1")
    assert office.office.get("/periodic/assessment/2026-09-29").status_code == 404
    assert office.office.get("/periodic/assessment/soon").status_code == 422
    assert office.keeper.get(path).status_code == 404
    assert Caller().get("/periodic").status_code == 401
    assert date.fromisoformat(last)
