"""
Each of the twenty rule books by the forms of the staff web alone, from the register form to the archive.

A field that a rule asks for and no form has would stop a case here, whatever the API takes.
"""

import re
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shouwen import rulebooks
from shouwen.application import clock, people, queries
from shouwen.web.forms.intake import PARTY
from shouwen.web.forms.own_fields import OWN
from tests.walks import numbered, opened, people_of, walked

HTMX = {"HX-Request": "true"}
GRADING = ("severity", "urgency", "prevalence", "flags")


def typed(value: Any) -> Any:
    """What a browser sends for a value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return at.strftime("%Y-%m-%dT%H:%M") if at.tzinfo else str(value)


def own(facts: dict[str, Any]) -> dict[str, Any]:
    """The organisation's own fields; a box that is not ticked sends nothing."""
    told = {name if name in GRADING else OWN + name: value for name, value in facts.items()}
    return {
        name: value if isinstance(value, list) else "on" if value is True else value
        for name, value in told.items()
        if value is not False
    }


def of_register(data: dict[str, Any]) -> dict[str, Any]:
    party = {name: typed(value) for name, value in data["complainant"].items() if name in PARTY}
    plain = {name: typed(value) for name, value in data.items() if name not in ("complainant", "facts")}
    return {"kind": "complaint", **plain, **party, **own(data.get("facts", {}))}


def of_command(command: str, data: dict[str, Any], page: str, standing: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form of a command, which stands in `page`; `standing`: what the record says."""
    told: dict[str, Any] = {}
    for name, value in data.items():
        if name == "facts" and command == "correct":
            told |= {"facts": "1", **own({**standing, **value})}
        elif name == "scores":
            told |= {"score_criterion": list(value), "score_points": [str(n) for n in value.values()]}
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            prefix = name.removesuffix("s")
            cells = set(re.findall(rf'name="({prefix}_[a-z]+)"', page))
            assert cells, f"{command} has no rows of {name}"
            told |= {
                cell: [str(row.get(cell.removeprefix(f"{prefix}_"), "")) for row in value] for cell in cells
            }
        else:
            assert f'name="{name}"' in page, f"{command} does not ask for {name}"
            told[name] = typed(value)
    return told


@pytest.mark.django_db
@pytest.mark.parametrize("grave", [False, True], ids=["slight", "grave"])
@pytest.mark.parametrize("slug", sorted(rulebooks.shipped()))
def test_a_complaint_runs_to_the_archive_by_the_forms(
    slug: str, grave: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = walked(slug, grave=grave)
    opened(slug, demo=True)
    browsers = {name: Client(headers={"accept-language": "zh-CN"}) for name in people_of(slug)}
    (at, who, _, data), *steps = walk.taken
    time = {"now": at}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    for name, browser in browsers.items():
        assert browser.post("/login/demo", {"account": name}).status_code == 302
    answer = browsers[who].post("/cases/new", of_register(data))
    number = re.search(r"TS-\d+-\d+", answer.content.decode())
    assert number, answer.content.decode()
    path = f"/cases/{number[0]}"
    papers: list[str] = []
    for at, who, command, data in steps:
        time["now"] = at
        page = browsers[who].get(f"{path}/do/{command}", headers=HTMX).content.decode()
        before = seen(number[0])
        form = of_command(command, numbered(data, papers), page, dict(before.own))
        answer = browsers[who].post(f"{path}/do/{command}", form, headers=HTMX)
        assert seen(number[0]).version > before.version, f"{who} {command} {form}: {said(answer)}"
        papers = [paper.number for paper in seen(number[0]).papers]
    assert seen(number[0]).stage.id == "archived"


def seen(number: str) -> Any:
    auditor = people.person(User.objects.get(username="auditor"), "zh-hans")
    return queries.case(auditor, number, now=clock.now())


def said(answer: Any) -> str:
    """The faults of a page, or where there are none the whole of it."""
    page = answer.content.decode()
    faults = re.findall(r'class="[^"]*(?:fault|refus)[^"]*"[^>]*>(.*?)</', page, re.DOTALL)
    return " ".join(faults) or page
