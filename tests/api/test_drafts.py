"""Drafts by API: what the studio does, with the same answers and refusals."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from shouwen.rulebooks import read_shipped
from shouwen.store.models import RuleBookDraft, RuleBookVersion

pytestmark = pytest.mark.django_db
BOOK = "/rulebooks/four-level"


def put(caller, path: str, data: dict):
    content = json.dumps(data, ensure_ascii=False).encode()
    answer = caller.client.put(
        f"/api/v1{path}", content, content_type="application/json", headers=caller.headers()
    )
    return caller._checked("PUT", path, answer)


def delete(caller, path: str, version: int):
    answer = caller.client.delete(f"/api/v1{path}?version={version}", headers=caller.headers())
    return caller._checked("DELETE", path, answer)


def test_from_a_draft_to_a_version_in_force(office) -> None:
    draft = office.office.post(f"{BOOK}/draft", {}).json()
    assert (draft["version"], draft["based_on"], draft["faults"]) == (1, "1", [])
    assert office.office.post(f"{BOOK}/draft", {}).json()["code"] == "draft_exists"
    wrong = draft["text"].replace("within: 2h", "within: bald", 1)
    saved = put(office.keeper, f"{BOOK}/draft", {"text": wrong, "version": 1}).json()
    assert (saved["version"], saved["saved_by"], saved["faults"][0]["code"]) == (2, "孙涛", "bad-limit")
    assert saved["faults"][0]["line"] > 1
    late = put(office.office, f"{BOOK}/draft", {"text": "x", "version": 1})
    assert (late.status_code, late.json()["code"], late.json()["facts"]) == (
        409,
        "draft_version",
        {"version": 2},
    )
    tomorrow = (datetime.now(tz=UTC) + timedelta(days=2)).date().isoformat()
    refused = office.office.post(f"{BOOK}/install", {"version": 2, "from": tomorrow})
    assert (refused.status_code, refused.json()["code"], refused.json()["facts"]["count"]) == (
        422,
        "rule_book_faults",
        1,
    )
    right = draft["text"].replace("within: 2h", "within: 3h", 1)
    put(office.office, f"{BOOK}/draft", {"text": right, "version": 2})
    found = office.clerk.get(f"{BOOK}/compare", before="1", after="shipped").json()
    assert found["differences"] == []
    (changed,) = [
        d for d in office.office.get(f"{BOOK}/compare").json()["differences"] if d["section"] == "must"
    ]
    assert changed["figures"][0] == {"label": "时限", "before": "2 小时", "after": "3 小时"}
    past = office.office.post(f"{BOOK}/install", {"version": 3, "from": "2020-01-01"})
    assert (past.status_code, past.json()["code"]) == (422, "day_past")
    assert RuleBookVersion.objects.count() == 1
    made = office.office.post(f"{BOOK}/install", {"version": 3, "from": tomorrow})
    assert (made.status_code, made.json()) == (
        201,
        {"name": "four-level", "version": 2, "in_force_from": tomorrow},
    )
    assert office.office.get(f"{BOOK}/draft").status_code == 404
    assert office.clerk.get(BOOK, version=1).json()["version"] == 1


def test_a_text_is_checked_and_nothing_is_stored(office) -> None:
    assert office.office.post(f"{BOOK}/check", {"text": read_shipped("fishery")}).json() == {
        "sound": True,
        "faults": [],
    }
    found = office.office.post(f"{BOOK}/check", {"text": "rule_book: [x"}).json()
    assert not found["sound"]
    assert found["faults"][0]["line"] == 1
    assert not RuleBookDraft.objects.exists()


def test_the_flow_is_told_and_drawn(office) -> None:
    flow = office.handler.get(f"{BOOK}/flow").json()
    assert {"id": "registered", "name": "登记"} in flow["steps"]
    assert flow["svg"].startswith("<svg")
    assert office.handler.get(f"{BOOK}/flow", version="9").status_code == 404
    assert office.handler.get("/rulebooks/unknown/flow").status_code == 404


def test_who_may_not_and_what_does_not_fit(office, street) -> None:
    office.office.post(f"{BOOK}/draft", {})
    for caller, status in ((office.handler, 403), (office.leader, 403), (street, 401)):
        assert caller.get(f"{BOOK}/draft").status_code == status
        assert caller.get(f"{BOOK}/compare").status_code == status
        assert caller.post(f"{BOOK}/check", {"text": "x"}).status_code == status
        assert caller.post(f"{BOOK}/install", {"version": 1, "from": "2099-01-01"}).status_code == status
        assert put(caller, f"{BOOK}/draft", {"text": "x", "version": 1}).status_code == status
        assert delete(caller, f"{BOOK}/draft", 1).status_code == status
    for data, pointers in (
        ({}, {"/text", "/version"}), ({"text": 1, "version": "1"}, {"/text", "/version"}),
        ({"text": "x", "version": 1, "more": 1}, {"/more"}), ({"text": "\ud800", "version": True}, {"/text", "/version"}),
    ):  # fmt: skip
        content = json.dumps(data).encode()
        answer = office.office.client.put(
            f"/api/v1{BOOK}/draft", content, content_type="application/json", headers=office.office.headers()
        )
        assert answer.status_code == 422
        assert {error["pointer"] for error in answer.json()["errors"]} == pointers
    assert office.office.post(f"{BOOK}/install", {"version": 1, "from": "soon"}).status_code == 422
    assert RuleBookDraft.objects.get().version == 1
    assert delete(office.office, f"{BOOK}/draft", 9).status_code == 409
    assert delete(office.office, f"{BOOK}/draft", 1).json() == {"name": "four-level", "version": 1}
    assert not RuleBookDraft.objects.exists()


def test_an_entry_is_edited_by_its_fields_and_the_rest_stays(office) -> None:
    office.office.post(f"{BOOK}/draft", {})
    entry = office.office.get(f"{BOOK}/draft/entry", at="/categories/0").json()
    assert (entry["section"], entry["new"], entry["fields"]["unit"]) == ("categories", False, "质量部")
    text = RuleBookDraft.objects.get().text
    looked = office.office.post(
        f"{BOOK}/draft/entry/check", {"at": "/calendar", "fields": {"sat": ["9点"]}}
    ).json()
    assert list(looked["faults"]) == ["sat"]
    assert RuleBookDraft.objects.get().text == text
    body = {"at": "/categories/0", "fields": {"keywords": ["坏了", "漏气"], "name_en": "Goods"}, "version": 1}
    assert put(office.office, f"{BOOK}/draft/entry", body).json() == {"name": "four-level", "version": 2}
    new = {
        "at": "/facts/-",
        "fields": {"type": "choice", "name_zh": "支付", "options": [["", "现金", "Cash"]]},
        "version": 2,
    }
    assert put(office.office, f"{BOOK}/draft/entry", new).json()["version"] == 3
    now = RuleBookDraft.objects.get().text
    assert len(set(text.splitlines()) - set(now.splitlines())) == 2  # the name and the keywords
    assert "options: {o1: {zh: 现金, en: Cash}}" in now
    assert office.office.get(f"{BOOK}/draft").json()["faults"] == []
    level = office.office.get(f"{BOOK}/draft/entry", at="/levels/0").json()
    assert level["referring"]
    assert level["without"]


def test_an_entry_that_does_not_fit_is_refused_and_nothing_is_stored(office) -> None:
    office.office.post(f"{BOOK}/draft", {})
    text = RuleBookDraft.objects.get().text
    for wrong, where in (
        ({"at": "/must/0", "fields": {"within": 3}, "version": 1}, "/fields/within"),
        ({"at": "/must/0", "fields": {"nothing": "x"}, "version": 1}, "/fields/nothing"),
        ({"at": "/must/0", "fields": {"remind": ["80%", 1]}, "version": 1}, "/fields/remind"),
        ({"at": "/must/0", "fields": [], "version": 1}, "/fields"),
        ({"at": "/must/0", "fields": {}, "version": True}, "/version"),
    ):
        answer = put(office.office, f"{BOOK}/draft/entry", wrong)
        assert (answer.status_code, [e["pointer"] for e in answer.json()["errors"]]) == (422, [where])
    late = put(
        office.office, f"{BOOK}/draft/entry", {"at": "/must/0", "fields": {"within": "9h"}, "version": 7}
    )
    assert late.status_code == 409
    for at in ("/must/999", "/nothing/0", "/must", ""):
        assert office.office.get(f"{BOOK}/draft/entry", at=at).status_code == 404
    who = put(
        office.clerk, f"{BOOK}/draft/entry", {"at": "/must/0", "fields": {"within": "9h"}, "version": 1}
    )
    assert who.status_code == 403
    gone = office.office.client.delete(
        f"/api/v1{BOOK}/draft/entry?at=/title&version=1", headers=office.office.headers()
    )
    assert gone.status_code == 422
    assert (RuleBookDraft.objects.get().text, RuleBookDraft.objects.get().version) == (text, 1)
    gone = office.office.client.delete(
        f"/api/v1{BOOK}/draft/entry?at=/must/0&version=1", headers=office.office.headers()
    )
    assert gone.json() == {"name": "four-level", "version": 2}


def test_entries_change_places_by_api(office) -> None:
    draft = office.office.post(f"{BOOK}/draft", {}).json()
    moved = office.office.post(f"{BOOK}/draft/entry/move", {"at": "/levels/1", "way": "up", "version": 1})
    assert moved.json() == {"name": "four-level", "version": 2, "at": "/levels/0"}
    back = office.office.post(f"{BOOK}/draft/entry/move", {"at": "/levels/0", "way": "down", "version": 2})
    assert back.json()["at"] == "/levels/1"
    assert RuleBookDraft.objects.get().text == draft["text"]
    for wrong, status in (
        ({"at": "/levels/0", "way": "up", "version": 3}, 422), ({"at": "/levels/0", "way": "up", "version": 1}, 422),
        ({"at": "/levels/0", "way": "down", "version": 1}, 409), ({"at": "/levels/0", "way": "left", "version": 3}, 422),
        ({"at": "/title", "way": "up", "version": 3}, 404), ({"way": "up", "version": 3}, 422),
    ):  # fmt: skip
        answer = office.office.post(f"{BOOK}/draft/entry/move", wrong)
        assert answer.status_code == status, wrong
    assert RuleBookDraft.objects.get().version == 3


def test_an_approval_is_written_by_api(office) -> None:
    office.office.post(f"{BOOK}/draft", {})
    entry = office.office.get(f"{BOOK}/draft/entry", at="/approvals/0/steps/0").json()
    assert (entry["section"], entry["faults"]) == ("approval_steps", {})
    body = {"at": "/approvals/0/steps/0", "fields": {"at_least": "2"}, "version": 1}
    assert put(office.office, f"{BOOK}/draft/entry", body).json()["version"] == 2
    new = {"at": "/approvals/-", "fields": {"clause": "c5-2", "when": "amount > 90000"}, "version": 2}
    assert put(office.office, f"{BOOK}/draft/entry", new).json()["version"] == 3
    assert office.office.get(f"{BOOK}/draft").json()["faults"] == []
