"""From `POST /cases` to the archive, by the API alone, under each shipped rule book."""

import pytest

from tests.api.cast import COMPLAINT, LEAD, open_office

MEASURE = {"what": "更换同型号新机并检查同批次", "owner": "李强", "due": "2026-10-20"}
SCREEN = [("clerk", "accept", {})]
ASSIGN = [("clerk", "assign", {"unit": LEAD, "handler": "李强"}), ("handler", "acknowledge", {})]
SOLVE = [
    ("handler", "propose_solution", {"measures": [MEASURE], "amount": 399}),
    ("head", "approve_solution", {}),
    ("handler", "record_consent", {"agreed": True}),
    ("handler", "complete_measure", {"which": 1}),
    ("handler", "reply", {"manner": "hotline", "text": "已为您更换新机，并对同批次产品作了检查。"}),
]
END = [
    ("clerk", "make_callback", {"reached": True}),
    ("clerk", "record_satisfaction", {"satisfied": True, "score": 5}),
    ("clerk", "close", {"result": "resolved", "lesson": "来料检验加严"}),
    ("clerk", "archive", {"retention": "3 年"}),
]
FLOWS = {
    "four-level": (
        {"category": "product_quality", "facts": {"severity": "high", "urgency": "high"}},
        [
            *SCREEN, *ASSIGN, ("handler", "respond", {"manner": "hotline"}),
            ("handler", "record_finding", {"validity": "valid", "finding": "加热盘短路"}),
            ("handler", "determine_root_cause", {"cause": "来料检验漏检"}), *SOLVE, *END,
        ],
    ),
    "staged-limits": (
        {"category": "product_quality"},
        [
            ("clerk", "respond", {"manner": "hotline"}), *SCREEN, *ASSIGN,
            ("office", "hold_meeting", {"topic": "初步了解", "minutes": "属质量问题"}),
            ("head", "record_finding", {"stage": "preliminary", "finding": "属质量问题"}),
            ("clerk", "correct", {"facts": {"nature": "quality", "responsible_person": "李工"}, "reason": "会议确定"}),
            ("handler", "record_finding", {"stage": "in_depth", "finding": "加热盘短路"}), *SOLVE, *END,
        ],
    ),
    "fishery": (
        {"category": "product_quality", "facts": {"severity": "low", "batch": "B-2026-10"}},
        [
            *SCREEN, *ASSIGN, ("handler", "start_analysis", {}), ("handler", "add_evidence", {"note": "生产记录"}),
            ("handler", "record_finding", {"finding": "冷链中断"}),
            ("handler", "determine_root_cause", {"cause": "装车等待过久"}), *SOLVE, *END,
        ],
    ),
    "property": (
        {"category": "fire"},
        [
            ("clerk", "escalate", {"to": "department_manager", "reason": "楼道冒烟"}),
            ("clerk", "escalate", {"to": "centre_leader", "reason": "楼道冒烟"}), *SCREEN, *ASSIGN,
            ("handler", "respond", {"manner": "visit"}), ("handler", "note", {"told": True, "note": "今日下午答复"}),
            ("clerk", "confirm_record", {"note": "客户已签字"}), *SOLVE, *END,
        ],
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("book", FLOWS)
def test_a_complaint_runs_from_registration_to_the_archive(book: str) -> None:
    office = open_office("acme", book)
    told, steps = FLOWS[book]
    answer = office.clerk.post("/cases", {**COMPLAINT, **told})
    assert answer.status_code == 201
    case = answer.json()
    assert case["state"] == "registered" and case["obligations"] and len(case["query_code"]) == 10
    version = case["version"]
    for who, command, data in steps:
        given = office.people[who].give(case["number"], command, data, expected_version=version)
        assert given.status_code == 200, f"{who} {command}: {given.content.decode()}"
        assert given.json()["version"] == version + len(given.json()["events"])
        version = given.json()["version"]
    assert given.json()["state"] == "archived"

    read = office.auditor.get(f"/cases/{case['number']}").json()
    stream = office.auditor.get(f"/cases/{case['number']}/events").json()["items"]
    assert (read["state"], read["version"]) == ("archived", version)
    assert [event["seq"] for event in stream] == list(range(1, version + 1))
    assert all(event["actor"]["name"] for event in stream if event["actor"]["role"] != "system")
    owed = office.auditor.get(f"/cases/{case['number']}/obligations").json()["items"]
    assert {one["status"] for one in owed} <= {"met", "excused"}
    proofs = office.auditor.get(f"/cases/{case['number']}/evidence").json()["items"]
    assert any(one["kept"] and one["events"] for one in proofs) and not any(one["broken"] for one in proofs)


@pytest.mark.django_db
def test_nobody_approves_his_own_proposal(office) -> None:
    number = office.assigned()
    assert office.head.give(number, "propose_solution", {"measures": [MEASURE]}).status_code == 200
    refused = office.head.give(number, "approve_solution")
    assert refused.status_code == 422
    assert (refused.json()["code"], refused.json()["clause"]) == ("own_proposal", "c5-2")
    assert office.office.give(number, "approve_solution").status_code == 200


@pytest.mark.django_db
def test_what_may_be_done_now_is_told_with_the_reason_and_the_shape_of_the_data(office) -> None:
    number = office.assigned()
    told = office.handler.get(f"/cases/{number}/commands").json()
    choices = {one["command"]: one for one in told["items"]}
    assert choices["acknowledge"]["allowed"] and [c["allowed"] for c in told["items"] if c["primary"]] == [
        True
    ]
    assert not choices["close"]["allowed"] and choices["close"]["code"] == "not_replied"
    assert choices["decline"]["data"]["required"] == ["reason", "guidance"]
    for command in (one["command"] for one in told["items"] if not one["allowed"]):
        assert office.handler.give(number, command, _data(command)).status_code in (403, 422)


def _data(command: str) -> dict:
    return {
        "decline": {"reason": "x", "guidance": "x"}, "redirect": {"to": "x"}, "assign": {"unit": LEAD},
        "request_supplement": {"items": ["x"]}, "return": {"reason": "x"}, "record_consent": {"agreed": True},
        "reject_solution": {"reason": "x"}, "make_callback": {"reached": True}, "appeal": {"reason": "x"},
        "record_satisfaction": {"satisfied": True}, "decide_review": {"upheld": True}, "suspend": {"ground": "x"},
        "extend": {"rule": "accept", "new_due": "2030-01-01T00:00:00+08:00", "reason": "x"},
        "escalate": {"to": "executive"}, "correct": {"reason": "x"}, "note": {"note": "x"}, "rebase": {"reason": "x"},
        "determine_root_cause": {"cause": "x"},
    }.get(command, {})  # fmt: skip
