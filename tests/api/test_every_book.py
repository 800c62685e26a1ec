"""Each of the twenty rule books over the API alone, from `POST /cases` to the archive, by the people it names."""

import pytest

from shouwen import rulebooks
from shouwen.application import administration, clock, people
from tests.api.cast import Caller
from tests.walks import numbered, opened, people_of, walked


@pytest.mark.django_db
@pytest.mark.parametrize("grave", [False, True], ids=["slight", "grave"])
@pytest.mark.parametrize("slug", sorted(rulebooks.shipped()))
def test_a_complaint_runs_to_the_archive(slug: str, grave: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = walked(slug, grave=grave)
    opened(slug)
    office = {name: Caller(people.make_token(name)) for name in people_of(slug)}
    (at, who, _, data), *steps = walk.taken
    time = {"now": at}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    number = office[who].post("/cases", data).json()["number"]
    papers: list[str] = []
    for at, who, command, data in steps:
        time["now"] = at
        given = office[who].give(number, command, numbered(data, papers))
        assert given.status_code == 200, f"{who} {command} {data}: {given.content.decode()}"
        events = given.json()["events"]
        papers += [one["data"]["number"] for one in events if one["type"] == "supervision_issued"]
    assert given.json()["state"] == "archived"
    came = office["auditor"].get(f"/cases/{number}/events").json()["items"]
    happened, expected = ([one["type"] for one in came], [one.data.type for one in walk.stream])
    drawn = "quality_drawn"  # by lot, from the number
    assert [one for one in happened if one != drawn] == [one for one in expected if one != drawn]
    proofs = office["auditor"].get(f"/cases/{number}/evidence").json()["items"]
    assert {one["clause"] for one in proofs} == set(walk.book.clauses)
    assert list(administration.verify_cases(number)) == []
