"""
Who sees what, generated over all endpoints of the document.

A case that the caller may not see is answered like one that does not exist, byte for byte but for nothing.
"""

from datetime import date

import pytest
from django.contrib.auth.models import User

from shouwen import rulebooks
from shouwen.application import administration
from tests.api.cast import COMPLAINT, Caller, followed, open_office
from tests.api.conformance import document

pytestmark = pytest.mark.django_db
OF_A_CASE = sorted(
    (method, path)
    for path, operations in document()["paths"].items()
    for method in operations
    if ("{number}" in path or "{file_id}" in path) and "/portal/" not in path
)
LISTS = sorted(
    path
    for path, operations in document()["paths"].items()
    if "get" in operations and "{" not in path and "/portal/" not in path
)
SEES = ("clerk", "handler", "head", "office", "leader", "quality", "auditor")
BLIND = ("keeper", "outsider", "other_head")
EVERY_COMMAND = [
    schema["properties"]["command"]["const"]
    for name, schema in document()["components"]["schemas"].items()
    if name.startswith("Give_")
]


@pytest.fixture
def secret(office) -> tuple[str, str]:
    """(number, file) of a case in hand; its subject is found in no other."""
    number = office.assigned(subject="金丝楠木柜开裂", respondent="")
    file = office.handler.attach(number, "照片说明.txt", "柜门裂缝约十厘米".encode())
    return number, file.json()["id"]


def call(caller: Caller, method: str, path: str, number: str, file: str):
    filled = path.removeprefix("/api/v1").replace("{number}", number).replace("{file_id}", file)
    if method == "get":
        return caller.get(filled)
    if filled.endswith("/files"):
        return caller.attach(number, "x.txt", "文字".encode())
    return caller.give(number, "note", {"note": "看看"})


FOR_SOME = {
    "/api/v1/disposals": (404,), "/api/v1/disposals/due": (404,), "/api/v1/disposals/batch": (404, 422), "/api/v1/what-if": (403,),
    "/api/v1/objections": (404,),
}  # fmt: skip
"""Lists that are for some roles only, and what the others are answered."""


@pytest.mark.parametrize(("method", "path"), OF_A_CASE)
def test_a_case_is_seen_by_those_who_work_on_it_and_by_the_offices(
    office, secret, method: str, path: str
) -> None:
    for name in SEES:
        assert call(office.people[name], method, path, *secret).status_code in (200, 201, 403, 422), name


@pytest.mark.parametrize(("method", "path"), OF_A_CASE)
def test_to_all_others_it_does_not_exist(office, secret, method: str, path: str) -> None:
    other = open_office("other", "four-level")
    strangers = [*(office.people[name] for name in BLIND), *other.people.values()]
    nothing = call(office.clerk, method, path, "TS-1999-000001", "0" * 32)
    for stranger in strangers:
        answer = call(stranger, method, path, *secret)
        assert (answer.status_code, answer.content) == (404, nothing.content)


@pytest.mark.parametrize("path", LISTS)
def test_lists_searches_and_figures_do_not_tell_of_it(office, secret, path: str) -> None:
    other = open_office("other", "four-level")
    followed()
    for stranger in [*(office.people[name] for name in BLIND), other.clerk, other.office, other.leader]:
        for query in ({}, {"q": "金丝楠木"}, {"q": secret[0]}, {"scope": "all"}, {"unit": "质量部"}):
            told = stranger.get(path.removeprefix("/api/v1"), **query)
            assert told.status_code in (200, *FOR_SOME.get(path, ()))
            assert secret[0] not in told.content.decode()
            assert "金丝楠木" not in told.content.decode()
            if path.endswith("statistics"):
                assert told.json()["total"]["received"] == 0


def test_who_is_complained_about_sees_nothing_of_it_whatever_his_role(office) -> None:
    number = office.registered(respondent="客服 陈静")
    for method, path in OF_A_CASE:
        if "{file_id}" not in path:
            assert call(office.office, method, path, number, "").status_code == 404
    assert office.office.get("/cases").json()["items"] == []
    assert office.office.get("/work", scope="all").json()["items"] == []
    assert office.leader.get(f"/cases/{number}").status_code == 200


def test_a_sender_cannot_blind_the_office_by_a_key_of_the_program(office, street) -> None:
    sent = {
        **COMPLAINT,
        "respondent_id": office.account("clerk"),
        "unit": "质量部",
        "details": {"a": 1},
        "extra": {"b": 2},
    }
    for number in (
        street.post("/portal/cases", {**sent, "organisation": "acme"}).json()["number"],
        office.clerk.post("/cases", sent).json()["number"],
    ):
        assert office.clerk.get(f"/cases/{number}").status_code == 200
        assert office.handler.get(f"/cases/{number}").status_code == 404


@pytest.mark.parametrize("name", ["auditor"])
def test_an_auditor_reads_everything_and_changes_nothing(office, secret, name: str) -> None:
    number = secret[0]
    before = office.clerk.get(f"/cases/{number}/events").content
    told = {
        one["command"]: one for one in office.people[name].get(f"/cases/{number}/commands").json()["items"]
    }
    assert set(told) == set(EVERY_COMMAND)
    assert not any(one["allowed"] for one in told.values())
    assert office.people[name].post("/cases", COMPLAINT).status_code == 403
    assert office.people[name].attach(number, "a.txt", b"x").status_code == 403
    for command in EVERY_COMMAND:
        assert office.people[name].give(number, command).status_code in (403, 422)
    assert office.clerk.get(f"/cases/{number}/events").content == before


def test_the_telephone_number_is_masked_for_who_only_looks(office, secret) -> None:
    for path in (f"/cases/{secret[0]}", f"/cases/{secret[0]}/events"):
        assert "13800138000" in office.handler.get(path).content.decode()
        assert "13800138000" not in office.auditor.get(path).content.decode()


def test_a_token_that_was_revoked_or_whose_account_is_closed_opens_nothing(office) -> None:
    User.objects.filter(username=office.account("clerk")).update(is_active=False)
    assert office.clerk.get("/cases").status_code == 401


def test_rule_books_of_other_organisations_are_not_told(office) -> None:
    own = rulebooks.read_shipped("property").replace("rule_book: property", "rule_book: house-rules")
    open_office("other", "four-level")
    administration.install_rule_book(own, organisation="other", from_day=date(2025, 1, 1))
    assert office.clerk.get("/rulebooks/house-rules").status_code == 404
    assert "house-rules" not in office.clerk.get("/rulebooks").content.decode()
