"""Units that may still object to their shares, by API."""

from datetime import datetime

import pytest

from shouwen.application import administration
from shouwen.application.queries import registers
from shouwen.rulebooks import read_shipped
from tests.api.cast import followed

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(office) -> str:
    """A case whose division of responsibility was served on two units, which may object for five working days."""
    text = read_shipped("four-level").replace("version: 1", "version: 2", 1)
    text += "\nobjections: {clause: c7-2, within: 5wd}\n"
    administration.install_rule_book(text, organisation="acme", from_day=datetime(2024, 1, 2).date())
    number = office.assigned()
    for name, data in (
        ("respond", {"manner": "电话"}), ("start_analysis", {}),
        ("attribute_responsibility", {"shares": [{"unit": "质量部", "percent": 70}, {"unit": "物流部", "percent": 30}]}),
        ("serve_attribution", {}),
    ):  # fmt: skip
        answer = office.handler.give(number, name, data)
        assert answer.status_code == 200, answer.json()
    followed()
    return number


def test_who_oversees_responsibility_reads_who_may_still_object(office, served) -> None:
    told = office.office.get("/objections").json()
    assert told["next"] is None
    assert {(one["case"], one["unit"], one["percent"]) for one in told["items"]} == {
        (served, "质量部", "70"), (served, "物流部", "30"),
    }  # fmt: skip
    assert all(datetime.fromisoformat(one["object_until"]).tzinfo for one in told["items"])
    for caller in (office.handler, office.clerk, office.keeper):
        assert caller.get("/objections").status_code == 404
    assert office.office.get("/objections", cursor="nonsense").status_code == 422


def test_pages_follow_each_other(office, served, monkeypatch) -> None:
    monkeypatch.setattr(registers, "PAGE", 1)
    first = office.office.get("/objections").json()
    second = office.office.get("/objections", cursor=first["next"]).json()
    assert {page["items"][0]["unit"] for page in (first, second)} == {"质量部", "物流部"}
    assert second["next"] is None
