"""Lists, work, figures and rule books."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.api.cast import LEAD, followed

pytestmark = pytest.mark.django_db


def numbers(answer) -> list[str]:
    assert answer.status_code == 200, answer.content.decode()
    return [one["number"] for one in answer.json()["items"]]


def test_pages_follow_each_other_without_gap_or_repeat(office) -> None:
    registered = [office.registered() for _ in range(7)]
    seen, cursor = [], ""
    for _ in range(10):
        page = office.clerk.get("/cases", limit=3, cursor=cursor).json()
        seen += [one["number"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == registered[::-1]


def test_each_filter_narrows(office) -> None:
    plain = office.registered()
    urgent = office.assigned(
        kind="complaint",
        category="product_quality",
        facts={"severity": "high", "urgency": "high"},
        channel="letter",
    )
    for name, value in {
        "state": "assigned", "level": "L1", "category": "product_quality", "unit": LEAD,
        "handler": office.account("handler"), "channel": "letter",
    }.items():  # fmt: skip
        assert numbers(office.clerk.get("/cases", **{name: value})) == [urgent], name
    assert numbers(office.clerk.get("/cases", state="registered")) == [plain]
    soon = (datetime.now(tz=UTC) + timedelta(hours=3)).isoformat()
    assert urgent in numbers(office.clerk.get("/cases", due_before=soon))
    assert numbers(office.clerk.get("/cases", overdue="true")) == []
    assert set(numbers(office.clerk.get("/cases", overdue="false"))) == {plain, urgent}
    followed()
    assert numbers(office.clerk.get("/cases", q="电饭煲", state="", level="", overdue="")) == [urgent, plain]


def test_a_plus_that_came_as_a_space_is_mended(office) -> None:
    number = office.registered()
    answer = office.clerk.client.get(
        "/api/v1/cases?due_before=2099-01-01T00:00:00+08:00", headers=office.clerk.headers()
    )
    assert numbers(answer) == [number]


def test_work_is_what_the_caller_owes_soonest_first(office) -> None:
    number = office.assigned(facts={"severity": "high", "urgency": "high"})
    owed = office.handler.get("/work").json()["items"]
    assert owed and {one["case"] for one in owed} == {number}
    assert [one["due_at"] for one in owed] == sorted(one["due_at"] for one in owed)
    assert {"acknowledge", "respond-l1"} <= {one["rule"] for one in owed}
    assert all(one["due_at"].endswith("+08:00") and one["clause_text"] for one in owed)
    assert office.outsider.get("/work", scope="all").json()["items"] == []


def test_figures_count_what_happened(office) -> None:
    office.assigned(category="charges")
    followed()
    for who in (office.clerk, office.head):  # who sees all reads the projection, a unit counts its own
        told = who.get("/statistics", by="category").json()
        assert (told["total"]["received"], told["total"]["open"]) == (1, 1)
        assert told["total"]["on_time_rate"] is None
        assert [row["key"] for row in told["rows"]] == ["charges"]
        assert told["total"]["median_hours"] == {"respond": None, "reply": None, "close": None}


def test_a_customer_is_found_by_what_he_left_however_it_is_written(office) -> None:
    told = {"name": "钱𠮷", "phone": "138 1234-5678", "email": "qian@example.com"}
    number = office.registered(complainant=told)
    mailed = office.registered(complainant={"name": "孙", "email": "Sun@Example.com"})
    for words, found in (
        ("13812345678", [number]), ("+86 138-1234-5678", [number]), (" sun@example.com", [mailed]),
        ("1381234567", []), ("13812345679", []), ("nobody@example.com", []), ("1234", []),
    ):  # fmt: skip
        assert [one["number"] for one in office.clerk.get("/cases", q=words).json()["items"]] == found
    assert office.outsider.get("/cases", q="13812345678").json()["items"] == []


def test_figures_by_time_are_those_by_day(office) -> None:
    office.assigned(category="charges")
    followed()
    by_time, by_day = (office.clerk.get("/statistics", by=by).json() for by in ("time", "day"))
    assert by_time["rows"] == by_day["rows"] != []


def test_figures_by_result_with_medians(office) -> None:
    number = office.registered()
    assert (
        office.clerk.give(number, "decline", {"reason": "不是我们的商品", "guidance": "请找卖方"}).status_code
        == 200
    )
    followed()
    told = office.clerk.get("/statistics", by="result").json()
    (row,) = told["rows"]
    assert (row["closed"], row["key"], row["name"]) == (1, "declined", "不予受理")
    assert (
        row["median_hours"] == told["total"]["median_hours"] == {"respond": None, "reply": None, "close": 0.0}
    )


def test_rule_books_are_told_with_versions_clauses_and_rules(office) -> None:
    listed = {one["name"]: one for one in office.clerk.get("/rulebooks").json()["items"]}
    assert listed["four-level"]["installed"] and listed["four-level"]["versions"][0]["in_force"]
    assert listed["fishery"]["shipped"] and not listed["fishery"]["installed"]
    book = office.clerk.get("/rulebooks/four-level").json()
    clauses = {clause["id"] for clause in book["clauses"]}
    rules = [rule for kind in book["rules"].values() for rule in kind]
    assert rules and {rule["clause"] for rule in rules} <= clauses
    assert all(rule["words"] for rule in rules)
    office.clerk.language = "en"
    assert office.clerk.get("/rulebooks/fishery", version=1).json()["title"].startswith("Complaint")
    assert office.clerk.get("/rulebooks/four-level", version=99).status_code == 404
