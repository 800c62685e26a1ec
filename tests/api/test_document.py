"""The API document: committed, complete, and true."""

import json
from pathlib import Path

import pytest

from shouwen.core.case.commands import COMMANDS, SYSTEM_ONLY
from tests.api.conformance import document

COMMITTED = Path(__file__).parents[2] / "docs/reference/openapi.json"


def as_text() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_the_committed_document_is_the_present_one(pytestconfig) -> None:
    """`make golden` writes it anew; the difference is for reviewers, and for those who call the API."""
    if pytestconfig.getoption("update_snapshots", default=False):
        COMMITTED.write_text(as_text(), encoding="utf-8")
    assert COMMITTED.read_text(encoding="utf-8") == as_text()


@pytest.mark.django_db
def test_it_is_served(street) -> None:
    answer = street.client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(as_text())
    assert answer.json()["openapi"].startswith("3.1")


def operations() -> list[tuple[str, str, dict]]:
    return [
        (method, path, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_error_is_declared_as_a_problem() -> None:
    for method, path, operation in operations():
        declared = {int(status): told for status, told in operation["responses"].items()}
        needed = {422} if "{" in path or method == "post" else set()
        needed |= {429} if "/portal/" in path else {401}
        needed |= {404} if "{" in path else set()
        needed |= {400, 413, 415} if method == "post" else set()
        assert needed <= declared.keys(), (method, path)
        for status, told in declared.items():
            if status >= 400:
                assert list(told["content"]) == ["application/problem+json"], (method, path, status)


def test_all_but_the_portal_asks_for_a_token() -> None:
    for _, path, operation in operations():
        assert ("security" in operation) == ("/portal/" not in path), path


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "sw_nobody"])
def test_without_a_token_that_holds_nothing_is_told(street, token: str) -> None:
    street.token = token
    for method, path, _ in operations():
        if "/portal/" not in path:
            filled = path.removeprefix("/api/v1").replace("{", "").replace("}", "")
            answer = street.client.generic(
                method.upper(),
                f"/api/v1{filled}",
                b"{}",
                content_type="application/json",
                headers=street.headers(),
            )
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), path


def test_the_data_of_every_command_is_described() -> None:
    schemas = document()["components"]["schemas"]
    for name, kind in COMMANDS.items():
        if name in SYSTEM_ONLY:
            assert f"Give_{name}" not in schemas
        elif name != "register":
            data = schemas[f"Give_{name}"]["properties"]["data"]["$ref"].rsplit("/", 1)[-1]
            assert schemas[data]["properties"].keys() == kind.model_json_schema()["properties"].keys()


def test_every_reference_leads_somewhere() -> None:
    schemas = document()["components"]["schemas"]

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                assert value["$ref"].rsplit("/", 1)[-1] in schemas, value["$ref"]
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(document())
