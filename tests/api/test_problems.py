"""Everything that goes wrong has one shape, and its own status."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test.client import FakePayload

from shouwen.application import operations, queries
from shouwen.application.errors import BrokenCaseError
from tests.api.cast import COMPLAINT, Caller, Office

pytestmark = pytest.mark.django_db
Ask = Callable[[Office, Caller, str], object]

WRONG: dict[str, tuple[int, str, Ask]] = {
    "no token": (401, "unauthenticated", lambda o, s, n: s.get("/cases")),
    "wrong token": (401, "unauthenticated", lambda o, s, n: Caller("sw_nobody", s.language).get("/work")),
    "not a token": (401, "unauthenticated", lambda o, s, n: Caller("令牌".encode().decode("latin-1"), s.language).get("/work")),
    "no power": (403, "not_permitted", lambda o, s, n: o.auditor.give(n, "accept")),
    "no such case": (404, "not_found", lambda o, s, n: o.clerk.get("/cases/TS-2020-999999")),
    "no such file": (404, "not_found", lambda o, s, n: o.clerk.get("/files/nothing")),
    "no such book": (404, "not_found", lambda o, s, n: o.clerk.get("/rulebooks/nothing")),
    "no such address": (404, "no_such_address", lambda o, s, n: o.clerk.get("/nothing/here")),
    "the root": (404, "no_such_address", lambda o, s, n: o.clerk.get("/")),
    "other method": (405, "method_not_allowed", lambda o, s, n: o.clerk.post("/work", {})),
    "someone was faster": (409, "version", lambda o, s, n: o.clerk.give(n, "accept", expected_version=0)),
    "too much": (413, "too_large", lambda o, s, n: o.clerk.post("/cases", {"subject": "长" * 600_000})),
    "no JSON": (415, "media_type", lambda o, s, n: o.clerk.send("/cases", b"{}", "text/plain")),
    "no form": (415, "media_type", lambda o, s, n: o.clerk.post(f"/cases/{n}/files", {})),
    "half a JSON": (400, "malformed", lambda o, s, n: o.clerk.send("/cases", b'{"subject": ')),
    "no UTF-8": (400, "malformed", lambda o, s, n: o.clerk.send("/cases", '{"subject": "投诉"}'.encode("gb18030"))),
    "too deep": (400, "malformed", lambda o, s, n: o.clerk.send("/cases", b'{"a":' * 100_000)),
    "infinite": (400, "malformed", lambda o, s, n: o.clerk.send("/cases", b'{"amount": 1e999}')),
    "not a number": (400, "malformed", lambda o, s, n: o.clerk.send("/cases", b'{"amount": NaN}')),
    "no object": (422, "bad_fields", lambda o, s, n: o.clerk.post("/cases", ["subject"])),
    "bad fields": (422, "bad_fields", lambda o, s, n: o.clerk.post("/cases", {"channel": "pigeon"})),
    "no such command": (422, "bad_fields", lambda o, s, n: o.clerk.give(n, "explode")),
    "the system's command": (422, "bad_fields", lambda o, s, n: o.clerk.give(n, "miss_deadline")),
    "refused": (422, "not_replied", lambda o, s, n: o.clerk.give(n, "close")),
    "unknown category": (422, "unknown_category", lambda o, s, n: o.clerk.post("/cases", {**COMPLAINT, "category": "x"})),
    "unknown fact": (422, "unknown_fact", lambda o, s, n: o.clerk.post("/cases", {**COMPLAINT, "facts": {"shoe": 43}})),
    "wrong fact": (422, "wrong_fact", lambda o, s, n: o.clerk.post("/cases", {**COMPLAINT, "facts": {"severity": "huge"}})),
    "unknown level": (422, "unknown_level", lambda o, s, n: o.clerk.give(n, "grade", {"level": "L9"})),
    "bad filter": (422, "bad_fields", lambda o, s, n: o.clerk.get("/cases", limit=201, state="asleep")),
    "bad cursor": (422, "bad_fields", lambda o, s, n: o.clerk.get("/cases", cursor="%%%")),
    "bad time": (422, "bad_fields", lambda o, s, n: o.clerk.get("/cases", due_before="tomorrow")),
    "time without offset": (422, "bad_fields", lambda o, s, n: o.clerk.get("/cases", due_before="2026-10-01T08:00:00")),
    "bad period": (422, "bad_fields", lambda o, s, n: o.clerk.get("/statistics", **{"from": "2026-02-30"})),
    "period backwards": (422, "bad_fields", lambda o, s, n: o.clerk.get("/statistics", **{"from": "2026-02-03", "to": "2026-02-01"})),
    "period too long": (422, "bad_fields", lambda o, s, n: o.clerk.get("/statistics", **{"from": "1990-02-03", "to": "2026-02-01"})),
    "bad key": (422, "bad_fields", lambda o, s, n: o.clerk.post("/cases", COMPLAINT, idempotency_key="k" * 201)),
    "empty solution": (422, "bad_fields", lambda o, s, n: o.clerk.give(n, "propose_solution", {"note": " "})),
    "empty file": (422, "empty", lambda o, s, n: o.clerk.attach(n, "a.txt", b"")),
    "forbidden file": (415, "type_not_allowed", lambda o, s, n: o.clerk.attach(n, "a.exe", b"MZ\x90\x00" * 99)),
    "false file": (415, "false_type", lambda o, s, n: o.clerk.attach(n, "a.pdf", "只是文字".encode())),
    "wrong code": (404, "not_found", lambda o, s, n: s.get(f"/portal/cases/{n}", code="AAAAAAAAAA")),
    "no code": (422, "bad_fields", lambda o, s, n: s.get(f"/portal/cases/{n}")),
    "no such organisation": (404, "not_found", lambda o, s, n: s.post("/portal/cases", {**COMPLAINT, "organisation": "nowhere"})),
}  # fmt: skip


IN_A_FIELD = {"unknown_category": "/category", "unknown_fact": "/facts/shoe", "wrong_fact": "/facts/severity", "unknown_level": "/data/level"}  # fmt: skip
"""Refusals that speak of one field."""


@pytest.mark.parametrize("kind", WRONG)
def test_every_error_is_a_problem_in_the_callers_language(office, street, kind: str) -> None:
    number = office.registered()
    for language in ("zh-CN", "en"):
        for caller in (*office.people.values(), street):
            caller.language = language
        status, code, ask = WRONG[kind]
        answer = ask(office, street, number)
        assert answer["Content-Type"] == "application/problem+json"
        told = answer.json()
        assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
        assert {"type", "title", "status", "code", "detail", "facts"} <= told.keys()
        assert any("\u4e00" <= c <= "\u9fff" for c in told["title"]) == (language == "zh-CN")
        if code == "bad_fields":
            assert all({"pointer", "code", "detail"} == e.keys() - {"limits"} for e in told["errors"])
        elif code in IN_A_FIELD:
            (error,) = told["errors"]
            assert error["pointer"] == IN_A_FIELD[code]
            assert any("\u4e00" <= c <= "\u9fff" for c in error["detail"]) == (language == "zh-CN")
        else:
            assert "errors" not in told
    if status == 401:
        assert answer["WWW-Authenticate"] == "Bearer"
    if status == 405:
        assert answer["Allow"] == "GET"


def test_every_bad_field_is_told_at_once_with_its_place(office) -> None:
    number = office.registered()
    bad = office.clerk.post(
        "/cases", {"kind": "grumble", "complainant": {"phone": "none"}, "extra_key": "a\u0000b"}
    )
    assert {e["pointer"] for e in bad.json()["errors"]} >= {
        "/kind",
        "/channel",
        "/subject",
        "/description",
        "/complainant/phone",
    }
    bad = office.clerk.give(number, "decline", {"reason": " "})
    assert [e["pointer"] for e in bad.json()["errors"]] == ["/data/reason", "/data/guidance"]
    bad = office.clerk.post(
        f"/cases/{number}/commands", {"comand": "accept", "data": [], "expected_version": True}
    )
    assert {e["pointer"] for e in bad.json()["errors"]} == {
        "/comand",
        "/command",
        "/data",
        "/expected_version",
    }


def test_who_comes_second_is_told_the_version_and_nothing_is_written(office) -> None:
    number = office.registered()
    version = office.clerk.get(f"/cases/{number}").json()["version"]
    assert office.clerk.give(number, "accept", expected_version=version).status_code == 200
    late = office.office.give(number, "decline", {"reason": "x", "guidance": "y"}, expected_version=version)
    assert late.status_code == 409
    assert late.json()["facts"] == {"version": version + 1}
    assert office.clerk.get(f"/cases/{number}").json()["version"] == version + 1


def test_a_refusal_of_the_rule_book_names_its_clause(office) -> None:
    number = office.assigned(facts={"severity": "low"})
    office.handler.give(number, "reply", {"text": "已处理"})
    office.clerk.give(number, "record_satisfaction", {"satisfied": False})
    refused = office.clerk.give(number, "close").json()
    assert (refused["status"], refused["code"], refused["clause"]) == (422, "forbidden", "c6-3")


def test_a_damaged_case_is_told_and_so_is_a_bug_and_a_busy_database(office, monkeypatch) -> None:
    number = office.registered()
    for error, status, code in (
        (BrokenCaseError(number, 3, "x"), 500, "broken_case"),
        (ZeroDivisionError("secret of the house"), 500, "internal"),
        (OperationalError("database is locked"), 503, "busy"),
    ):

        def fail(*_args, error=error, **_named):
            raise error

        monkeypatch.setattr(queries, "case_record", fail)
        answer = office.clerk.client.get(f"/api/v1/cases/{number}", headers=office.clerk.headers())
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert "secret" not in answer.content.decode()


def test_too_many_requests_from_the_street_have_to_wait(office, street) -> None:
    number = office.registered()
    for _ in range(20):
        assert street.get(f"/portal/cases/{number}", code="AAAAAAAAAA").status_code == 404
    stopped = street.get(f"/portal/cases/{number}", code="AAAAAAAAAA")
    assert stopped.status_code == 429
    assert int(stopped["Retry-After"]) >= 1
    assert stopped.json()["code"] == "too_fast"


@pytest.mark.parametrize(
    ("address", "bearer", "status"),
    [("/api/v1/cases", True, 413), ("/api/v1/cases", False, 401), ("/api/v1/portal/cases", False, 413)],
)
def test_what_is_refused_unread_is_read_to_its_end_so_that_the_client_hears_the_answer(
    office, address, bearer, status
) -> None:
    sent = FakePayload(b"{" + b" " * 3_000_000)
    answer = office.clerk.client.generic(
        "POST", address, headers=office.clerk.headers() if bearer else {},
        CONTENT_TYPE="application/json", CONTENT_LENGTH=str(len(sent)), **{"wsgi.input": sent},
    )  # fmt: skip
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert sent.read() == b""


def test_head_is_answered_like_get(office) -> None:
    number = office.registered()
    for path, status in ((f"/cases/{number}", 200), ("/cases", 200), ("/cases/TS-2020-999999", 404)):
        answer = office.clerk.client.head(f"/api/v1{path}", headers=office.clerk.headers())
        assert answer.status_code == status
    assert office.clerk.client.head("/api/v1/work").status_code == 401


def test_more_than_any_form_holds_is_a_problem_of_the_api(office, settings) -> None:
    settings.BODY_LIMIT = 1_500_000
    answer = office.clerk.post("/cases", {"subject": "长" * 1_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_refused_command_writes_nothing(office, monkeypatch) -> None:
    number = office.registered()
    before = office.clerk.get(f"/cases/{number}/events").json()
    for command in ("close", "reply", "archive", "explode"):
        office.clerk.give(number, command)
    assert office.clerk.get(f"/cases/{number}/events").json() == before
    assert operations.command is not None
