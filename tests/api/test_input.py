"""What is sent is kept as it was sent, or refused; nothing in between."""

import json

import pytest

from tests.api.cast import COMPLAINT, followed

pytestmark = pytest.mark.django_db
RARE = "𠮷野家的䶮先生，龘𰻝面，👨‍👩‍👧"


def test_characters_outside_the_basic_plane_are_kept_whole(office) -> None:
    number = office.registered(
        subject=RARE, description=RARE, demand=RARE, place=RARE, respondent=RARE, facts={"object": RARE},
        complainant={"name": RARE, "address": RARE}, own_key=RARE,
    )  # fmt: skip
    told = office.clerk.get(f"/cases/{number}").json()
    assert {told[k] for k in ("subject", "description", "demand", "place", "respondent")} == {RARE}
    assert told["facts"]["object"] == told["complainant"]["name"] == told["free"]["own_key"] == RARE
    followed()
    assert [one["number"] for one in office.clerk.get("/cases", q="𠮷野").json()["items"]] == [number]


def test_unknown_keys_are_kept_with_the_event(office) -> None:
    free = {"order": {"no": "A-1", "lines": [1, 2.5, None, True]}, "标签": ["老客户"]}
    number = office.registered(**free, complainant={"name": "王一", "wechat": "wang_1"})
    told = office.clerk.get(f"/cases/{number}").json()
    assert told["free"] == free
    assert told["complainant"] == {"name": "王一", "wechat": "wang_1"}
    given = office.clerk.give(number, "accept", {"note": "符合受理条件", "counter": 3}).json()
    assert given["events"][0]["data"] == {"note": "符合受理条件", "counter": 3}
    assert office.clerk.get(f"/cases/{number}/events").json()["items"][-1]["data"]["counter"] == 3


WHO_COMPLAINS = (
    (None, 422, "/complainant"), ({}, 422, "/complainant/name"), ({"name": ""}, 422, "/complainant/name"),
    ({"name": " "}, 422, "/complainant/name"), ({"phone": "13800138000"}, 422, "/complainant/name"),
    ({"anonymous": False}, 422, "/complainant/name"), ({"anonymous": True}, 201, ""), ({"name": "刘𠮷"}, 201, ""),
)  # fmt: skip


@pytest.mark.parametrize(("told", "status", "pointer"), WHO_COMPLAINS)
def test_who_complains_is_named_or_anonymous(office, street, told, status, pointer) -> None:
    sent = {key: value for key, value in COMPLAINT.items() if key != "complainant"}
    if told is not None:
        sent["complainant"] = told
    before = len(office.clerk.get("/cases").json()["items"])
    for answer in (
        office.clerk.post("/cases", sent),
        street.post("/portal/cases", {**sent, "organisation": office.slug}),
    ):
        assert answer.status_code == status
        if pointer:
            assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert len(office.clerk.get("/cases").json()["items"]) == before + (2 if status == 201 else 0)


def test_a_missing_name_is_told_beside_the_other_faults(office) -> None:
    answer = office.clerk.post("/cases", {"channel": "carrier pigeon"})
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"/channel", "/subject", "/description", "/complainant"}


@pytest.mark.parametrize("bad", ["a\u0000b", "a\u0007b", "a\u001b[31m", "a\u0085b", "\ud800"])
@pytest.mark.parametrize(
    "place",
    [
        ("subject",), ("description",), ("complainant", "name"), ("complainant", "wechat"), ("facts", "object"),
        ("free",), ("free", "deep", "deeper"), ("place",), ("external_ref",),
    ],
)  # fmt: skip
def test_what_nobody_can_read_is_refused_wherever_it_stands(office, bad: str, place: tuple[str, ...]) -> None:
    sent: dict = {**COMPLAINT, "complainant": {"name": "王一"}}
    inner = sent
    for key in place[:-1]:
        inner = inner.setdefault(key, {})
    inner[place[-1]] = bad
    body = json.dumps(sent).encode()
    refused = office.clerk.send("/cases", body)
    assert refused.status_code == 422
    assert [e["pointer"].removesuffix("/str") for e in refused.json()["errors"]] == ["/" + "/".join(place)]
    assert office.clerk.get("/cases").json()["items"] == []


def test_names_of_free_keys_are_held_to_the_same_rule(office) -> None:
    for key in ("a\u0000b", "长" * 201):
        assert office.clerk.post("/cases", {**COMPLAINT, key: 1}).status_code == 422


@pytest.mark.parametrize(
    "path", ["/cases", "/cases/%00", "/files/%00", "/rulebooks/%00", "/portal/cases/%00"]
)
def test_a_nul_in_an_address_or_a_filter_is_no_bug(office, path: str) -> None:
    bad = {"q": "a\0b", "handler": "\0", "unit": "\0", "level": "\0", "category": "\0", "code": "\0"}
    assert office.clerk.client.get(f"/api/v1{path}", bad, headers=office.clerk.headers()).status_code in (
        404,
        422,
    )


def test_lengths_are_told_with_their_limit(office) -> None:
    refused = office.clerk.post("/cases", {**COMPLAINT, "subject": "长" * 201}).json()
    assert refused["errors"] == [
        {
            "pointer": "/subject",
            "code": "string_too_long",
            "detail": "过长，至多 200 字",
            "limits": {"max_length": 200},
        }
    ]


@pytest.mark.parametrize(
    ("told", "pointer", "said"),
    [
        ({"subject": "  "}, "/subject", "不能为空"),
        ({"facts": []}, "/facts", "须为 JSON 对象"),
        ({"facts": {f"f{n}": n for n in range(101)}}, "/facts", "过多，至多 100 项"),
        ({"complainant": "刘"}, "/complainant", "须为 JSON 对象"),
        ({"complainant": {"anonymous": "?"}}, "/complainant/anonymous", "须为 true 或 false"),
        ({"external_on": "明天"}, "/external_on", "须为日期，如 2026-09-30"),
    ],
)
def test_what_is_wrong_with_a_field_is_told_in_words(office, told, pointer, said) -> None:
    (bad,) = office.clerk.post("/cases", {**COMPLAINT, **told}).json()["errors"]
    assert (bad["pointer"], bad["detail"]) == (pointer, said)
    assert not {"field_type", "class_name", "actual_length"} & set(bad.get("limits", {}))


def test_files_come_back_as_they_were_sent_and_never_run(office) -> None:
    number, content = office.assigned(), "合同第三条：七日内退换。".encode()
    kept = office.handler.attach(number, '../..\\䶮的 合同;".txt', content, kind="contract", note="客户提供")
    told = kept.json()
    assert (told["type"], told["size"], told["name"]) == ("text/plain", len(content), '䶮的 合同;".txt')
    assert told["events"][0]["data"]["sha256"] == told["sha256"]
    got = office.clerk.get(f"/files/{told['id']}")
    assert got.content == content
    assert got["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E4%B6%AE")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert [f["id"] for f in office.clerk.get(f"/cases/{number}").json()["files"]] == [told["id"]]


def test_a_file_over_the_limit_is_refused_and_not_kept(office, monkeypatch) -> None:
    from shouwen.config.environment import environment

    monkeypatch.setattr(environment(), "upload_mb", 1)
    number = office.assigned()
    for size in (1024 * 1024 + 1, 3 * 1024 * 1024):
        refused = office.handler.attach(number, "长.txt", b"a" * size)
        assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert office.clerk.get(f"/cases/{number}").json()["files"] == []


def test_evidence_that_names_a_file_must_name_one_of_this_case(office) -> None:
    number = office.assigned()
    elsewhere = office.handler.attach(office.assigned(), "a.txt", "文字".encode()).json()["id"]
    for file in ("nothing", "0" * 199, elsewhere):
        refused = office.handler.give(number, "add_evidence", {"file": file})
        assert (refused.status_code, refused.json()["code"]) == (422, "unknown_file")
