"""What-if by API: asked, followed, cancelled and read as on the page; what it names is checked before it starts."""

import pytest

from shouwen.application import clock, trials
from shouwen.store.models import Trial

pytestmark = pytest.mark.django_db
PERIOD = {"first": "2020-01-01", "last": "2040-01-01"}


def test_ask_follow_and_read(office) -> None:
    number = office.registered()
    office.clerk.give(number, "accept")
    change = {
        "limits": {"accept": "30min"},
        "roles": {"accept": "quality"},
        "levels": {"L1": "severity == 'medium'"},
    }
    made = office.office.post("/what-if", {**PERIOD, **change})
    assert made.status_code == 201
    trial = made.json()
    assert (trial["state"], trial["result"], trial["asked_by"]) == ("queued", None, "陈静")
    assert trial["change"] == {**change, "powers": {}, "calendar": "", "draft": False}
    path = f"/what-if/{trial['id']}"
    assert office.office.get(path).json() == trial
    assert trials.run_next(clock.now())
    done = office.auditor.get(path).json()
    assert (done["state"], done["done"], done["total"]) == ("done", 1, 1)
    result = done["result"]
    assert next(iter(result)) == "self_check"
    assert result["self_check"] == {
        "passed": True, "different": 0, "different_cases": [], "unreadable": 0, "decisions": 0, "unexplained": 0,
        "unexplained_cases": [],
    }  # fmt: skip
    accept = next(line for line in result["rules"] if line["id"] == "accept")
    assert accept["before"]["met"] == 1
    assert sum(hour["before"] for hour in result["hours"]) == sum(
        sum(line["before"].values()) for line in result["rules"]
    )
    assert {line["id"]: sum(line["after"].values()) for line in result["roles"]}["quality"] == 1
    assert [one["id"] for one in office.leader.get("/what-if").json()["items"]] == [trial["id"]]


def test_other_powers_are_told_with_the_decisions_that_move(office) -> None:
    number = office.assigned()
    office.handler.give(number, "propose_solution", {"measures": [{"what": "退款"}], "amount": 300})
    assert office.office.give(number, "approve_solution").status_code == 200
    power = {"approve-usual": {"by": ["executive"]}}
    key = office.office.post("/what-if", {**PERIOD, "powers": power}).json()["id"]
    assert trials.run_next(clock.now())
    powers = office.office.get(f"/what-if/{key}").json()["result"]["powers"]
    assert (powers["decisions"], powers["others"], powers["cases"]) == (1, 1, 1)
    assert powers["listed"][0]["case"] == number
    assert {one["role"]: (one["before"], one["after"]) for one in powers["roles"]}["executive"] == (0, 1)


def test_a_cancelled_trial_is_not_run(office) -> None:
    key = office.office.post("/what-if", {"limits": {"accept": "30min"}}).json()["id"]
    assert office.office.post(f"/what-if/{key}/cancel", {}).json()["state"] == "cancelled"
    assert not trials.run_next(clock.now())
    assert office.office.post(f"/what-if/{key}/cancel", {}).json()["state"] == "cancelled"


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"levels": {"L1": "severity == 'high' &&\n  urgncy == 'high'"}}, [("/levels/L1", "unknown-variable", 2, 3)]),
        ({"levels": {"L1": "level == 'L2'"}}, [("/levels/L1", "unknown-variable", 1, 1)]),
        ({"levels": {"L1": "severity == 'hihg'"}}, [("/levels/L1", "unknown-value", 1, 1)]),
        ({"levels": {"L1": "severity == 3"}}, [("/levels/L1", "condition-type", 1, 1)]),
        ({"levels": {"L1": "severity =="}}, [("/levels/L1", "condition-syntax", 1, 12)]),
        ({"levels": {"L9": "severity == 'high'"}}, [("/levels/L9", "unknown-level", 1, 1)]),
        ({"limits": {"nothing": "2h", "accept": "soon"}}, [("/limits/nothing", "unknown-rule", 1, 1), ("/limits/accept", "bad-limit", 1, 1)]),
        ({"roles": {"accept": "king"}}, [("/roles/accept", "role-nobody-holds", 1, 1)]),
        ({"powers": {"approve-usual": {"by": ["king"], "when": "amuont > 3"}}},
         [("/powers/approve-usual/by/0", "role-nobody-holds", 1, 1), ("/powers/approve-usual/when", "unknown-variable", 1, 1)]),
        ({"powers": {"approve-usual": {"by": []}}}, [("/powers/approve-usual/by", "nobody-chosen", 1, 1)]),
        ({"calendar": "moon"}, [("/calendar", "unknown-calendar", 1, 1)]),
        ({"draft": True}, [("/draft", "no-draft", 1, 1)]),
        ({}, [("", "nothing-changed", 1, 1)]),
    ],
)  # fmt: skip
def test_what_a_change_names_must_exist(office, change, faults) -> None:
    refused = office.office.post("/what-if", {**PERIOD, **change})
    assert (refused.status_code, refused.json()["code"]) == (422, "change_faults")
    told = refused.json()["facts"]["faults"]
    assert [(one["pointer"], one["code"], one["line"], one["column"]) for one in told] == faults
    assert all(one["message"] for one in told)
    assert not Trial.objects.exists()


def test_a_draft_is_tried_only_without_faults(office) -> None:
    draft = office.office.post("/rulebooks/four-level/draft", {}).json()
    text = draft["text"].replace("within: 2h", "within: bald", 1).encode()
    assert b"bald" in text
    from shouwen.application import studio

    studio.save(_person(office), "four-level", text.decode(), version=1, now=clock.now())
    refused = office.office.post("/what-if", {"draft": True}).json()
    assert (refused["facts"]["faults"][0]["pointer"], refused["facts"]["faults"][0]["code"]) == ("/draft", "draft-faults")  # fmt: skip
    studio.save(
        _person(office),
        "four-level",
        text.decode().replace("within: bald", "within: 3h"),
        version=2,
        now=clock.now(),
    )
    made = office.office.post("/what-if", {"draft": True})
    assert (made.status_code, made.json()["change"]["draft"]) == (201, True)


def _person(office):
    from shouwen.application import people

    return people.person_of_token(office.office.token)


def test_shapes_are_checked_and_only_who_sees_all_may(office, street) -> None:
    for data, pointers in (
        ({"first": "soon"}, {"/first"}), ({"limits": []}, {"/limits"}), ({"limits": {"accept": 3}}, {"/limits/accept"}),
        ({"powers": {"x": {"by": "y"}}}, {"/powers/x"}), ({"powers": {"x": 1}}, {"/powers/x"}), ({"draft": 1}, {"/draft"}),
        ({"more": 1, "calendar": None}, {"/more", "/calendar"}),
    ):  # fmt: skip
        answer = office.office.post("/what-if", data)
        assert answer.status_code == 422
        assert {error["pointer"] for error in answer.json()["errors"]} == pointers
    for caller, status in ((office.handler, 403), (office.keeper, 403), (street, 401)):
        assert caller.post("/what-if", {"limits": {"accept": "1h"}}).status_code == status
        assert caller.get("/what-if").status_code == status
    assert not Trial.objects.exists()
    key = office.office.post("/what-if", {"limits": {"accept": "1h"}}).json()["id"]
    assert office.handler.get(f"/what-if/{key}").status_code == 404
    assert office.handler.post(f"/what-if/{key}/cancel", {}).status_code == 404
    for wrong in ("0", "x", "9" * 30):
        assert office.office.get(f"/what-if/{wrong}").status_code == 404
    assert Trial.objects.get().state == "queued"
