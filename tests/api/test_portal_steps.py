"""The customer's own way through the API: submit, look, answer; by number and code, never without."""

import pytest

from shouwen.api import limits
from tests.api.cast import COMPLAINT

pytestmark = pytest.mark.django_db
STEPS = ("supplement", "rate", "appeal", "withdraw", "urge")


@pytest.fixture
def case(office, street) -> dict:
    answer = street.post("/portal/cases", {**COMPLAINT, "organisation": "acme", "channel": "app"})
    assert answer.status_code == 201
    return answer.json()


def test_a_customer_submits_and_looks(office, street, case) -> None:
    told = street.get(f"/portal/cases/{case['number']}", code=case["query_code"].lower()).json()
    assert (told["number"], told["state"], told["organisation"]) == (case["number"], "registered", "acme")
    assert told["steps"][0]["standing"] == "done"
    assert "withdraw" in told["choices"]
    assert office.clerk.get(f"/cases/{case['number']}").json()["channel"] == "app"


def test_what_is_owed_inside_the_office_is_not_told_outside(street, case) -> None:
    assert {one["do"] for one in case["obligations"]} <= {"accepted", "responded", "replied"}


def test_a_customer_supplements_rates_and_appeals(office, street, case) -> None:
    number, code = case["number"], case["query_code"]
    office.clerk.give(number, "request_supplement", {"items": ["购物小票"]})
    assert street.get(f"/portal/cases/{number}", code=code).json()["asked"] == ["购物小票"]
    step = street.post(f"/portal/cases/{number}/supplement", {"code": code, "content": "小票号 1024"})
    assert step.json().keys() == {"number", "state", "version"}
    office.clerk.give(number, "accept")
    office.clerk.give(number, "reply", {"text": "已更换"})
    rated = street.post(
        f"/portal/cases/{number}/rate", {"code": code, "satisfied": False, "score": 1, "comment": "太慢"}
    )
    assert (rated.status_code, rated.json()["state"]) == (200, "dissatisfied")
    assert (
        street.post(f"/portal/cases/{number}/appeal", {"code": code, "reason": "没有解释原因"}).status_code
        == 200
    )
    stream = office.clerk.get(f"/cases/{number}/events").json()["items"]
    assert [e["type"] for e in stream if e["actor"]["role"] == "customer"] == [
        "registered", "supplemented", "satisfaction_recorded", "appealed",
    ]  # fmt: skip
    assert next(e for e in stream if e["type"] == "satisfaction_recorded")["data"]["by"] == "customer"
    assert all(code not in str(e) for e in stream)


def test_the_code_may_stand_in_the_address_as_it_does_for_looking(office, street, case) -> None:
    address = f"/api/v1/portal/cases/{case['number']}/withdraw"
    for code, status in (("AAAAAAAAAA", 404), (case["query_code"], 200)):
        answer = street.client.post(f"{address}?code={code}", {"reason": "不用了"}, "application/json")
        assert answer.status_code == status
    stream = office.clerk.get(f"/cases/{case['number']}/events").json()["items"]
    assert [e["type"] for e in stream] == ["registered", "withdrawn"]


def test_urging_again_at_once_has_to_wait(street, case) -> None:
    sent = {"code": case["query_code"], "note": "请尽快"}
    assert street.post(f"/portal/cases/{case['number']}/urge", sent).status_code == 200
    again = street.post(f"/portal/cases/{case['number']}/urge", sent)
    assert again.status_code == 429
    assert int(again["Retry-After"]) > 3600


@pytest.mark.parametrize("step", STEPS)
def test_a_wrong_code_is_answered_like_a_wrong_number(street, case, step: str) -> None:
    data = {"satisfied": True, "reason": "x"}
    wrong = street.post(f"/portal/cases/{case['number']}/{step}", {"code": "AAAAAAAAAA", **data})
    nowhere = street.post(f"/portal/cases/TS-2020-000001/{step}", {"code": case["query_code"], **data})
    assert (wrong.status_code, wrong.content) == (404, nowhere.content)
    assert street.post(f"/portal/cases/{case['number']}/{step}", data).status_code == 422


def test_a_bad_field_of_a_customer_is_told_with_its_place(street, case) -> None:
    bad = street.post(
        f"/portal/cases/{case['number']}/rate", {"code": case["query_code"], "satisfied": "maybe"}
    )
    assert [e["pointer"] for e in bad.json()["errors"]] == ["/satisfied"]
    bad = street.post("/portal/cases", {"organisation": 7})
    assert [e["pointer"] for e in bad.json()["errors"]] == ["/organisation"]


def test_what_makes_no_sense_now_is_refused_with_the_reason(street, case) -> None:
    refused = street.post(
        f"/portal/cases/{case['number']}/rate", {"code": case["query_code"], "satisfied": True}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "not_replied")


def test_submissions_of_one_address_are_limited(office, street, monkeypatch) -> None:
    few = limits.Bucket(name="few", count=2, seconds=60)
    monkeypatch.setattr(limits, "SUBMISSIONS", few)
    sent = {**COMPLAINT, "organisation": "acme"}
    codes = [street.post("/portal/cases", sent).status_code for _ in range(3)]
    assert codes == [201, 201, 429]


def test_a_bucket_runs_empty_again(monkeypatch) -> None:
    from datetime import UTC, datetime, timedelta

    from shouwen.application import clock
    from shouwen.application.errors import TooFastError

    now = datetime(2026, 10, 8, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    bucket = limits.Bucket(name="test", count=3, seconds=30)
    for _ in range(3):
        bucket.pour("here")
    with pytest.raises(TooFastError) as stopped:
        bucket.pour("here")
    assert stopped.value.seconds == 10
    bucket.pour("elsewhere")
    now += timedelta(seconds=10)
    bucket.pour("here")
    with pytest.raises(TooFastError):
        bucket.check("here")
