"""What pages offer is what their reader may do: the menu, and the commands by the phase of the handling."""

import re

import pytest

from shouwen.store.models import Case

NEW = 'href="/cases/new"'


@pytest.mark.parametrize(("account", "may"), [("lin", True), ("nie", True), ("luo", True), ("shao", False)])
def test_registering_is_offered_to_who_may(office, browser, account: str, may: bool) -> None:
    client = browser(account)
    for address in ("/", "/cases", "/rulebook"):
        assert (NEW in client.get(address).content.decode()) is may, address
    answer = client.get("/cases/new")
    assert answer.status_code == (200 if may else 403)
    assert ('id="intake-form"' in answer.content.decode()) is may


def test_who_may_not_register_is_refused_with_what_he_sends(office, browser) -> None:
    told = {"channel": "hotline", "subject": "热水器漏电", "description": "漏电", "name": "许佩兰"}
    answer = browser("shao").post("/cases/new", told)
    assert answer.status_code != 201
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("english", "titles"),
    [(False, ("登记与受理", "时限")), (True, ("Registration and intake", "Time limits"))],
)
def test_the_case_offers_commands_by_phase(office, browser, english: bool, titles: tuple[str, str]) -> None:
    number = office.register().number
    page = browser("luo", english=english).get(f"/cases/{number}").content.decode()
    found = re.findall(r"<h3>([^<]+)</h3>\s*<ul><li><a href=\"/cases/[^\"]+/do/", page)
    assert set(titles) <= set(found)
    assert len(found) == len(set(found))


def test_commands_and_events_of_a_rule_are_chosen_by_phase(office, browser) -> None:
    desk = browser("luo")
    desk.post("/rulebook/studio/begin", {"source": "in-force"})
    never = desk.get("/rulebook/studio/edit?at=/never/0").content.decode()
    groups = re.findall(r"<dt>([^<]+)</dt>", never)
    assert groups[:3] == ["已选", "登记与受理", "交办与签收"]
    values = re.findall(r'<input type="checkbox" name="do" value="([^"]+)"', never)
    assert len(values) == len(set(values)) > 90
    assert "data-find" in never
    must = desk.get("/rulebook/studio/edit?at=/must/0").content.decode()
    assert must.count('<optgroup label="登记与受理">') == 2
    assert must.count('<option value="responded" selected>') == 1


def test_the_picture_of_the_flow_says_where_it_begins(office, browser) -> None:
    page = browser("nie").get("/rulebook/flow").content.decode()
    (first,) = re.findall(r'<g class="flow-step flow-start">.*?<text[^>]*>([^<]+)</text>', page)
    assert first == "登记"


def test_pages_cite_clauses_as_people_do(office, browser) -> None:
    number = office.register().number
    client = browser("luo")
    for address in ("/", "/?scope=all", f"/cases/{number}", f"/cases/{number}/proof", f"/cases/{number}/owed",
                    f"/cases/{number}/refused", f"/cases/{number}/print", "/board", "/evidence", "/rulebook",
                    "/rulebook/what-if", "/rulebook/manual", "/rulebook/flow"):  # fmt: skip
        page = client.get(address).content.decode()
        shown = re.sub(r"<[^>]*>", " ", page)
        assert not re.search(r"\bc\d+-\d+\b", shown), address
    assert "第3.3条" in client.get("/rulebook").content.decode()


def test_what_is_offered_has_something_to_choose(office, browser) -> None:
    """At every step of a document of supervision and of the measures."""
    number = office.register().number
    clients = [browser("luo"), browser("he")]
    seen: list[set[str]] = []

    def look() -> None:
        seen.append(set())
        for client in clients:
            page = client.get(f"/cases/{number}").content.decode()
            for command in set(re.findall(rf'href="/cases/{number}/do/([a-z_]+)"', page)):
                seen[-1].add(command)
                if command == "redact_file":  # which files there are is not in the state that decides
                    continue
                form = client.get(f"/cases/{number}/do/{command}").content.decode()
                assert "现在没有可选的" not in form, command

    office.give("lin", number, "accept")
    office.give("lin", number, "grade", severity="medium", urgency="low")
    office.give("luo", number, "assign", unit="质量部", handler="nie")
    office.give("nie", number, "acknowledge")
    look()
    told = {
        "rung": "supervision",
        "unit": "质量部",
        "ground": "late",
        "demands": "三日内办结",
        "reply_by": "2099-01-01T10:00:00+08:00",
    }
    issued = office.give("luo", number, "issue_supervision", **told)
    (paper,) = [event["data"]["number"] for event in issued.events if event["type"] == "supervision_issued"]
    look()
    office.give("he", number, "receive_supervision", number=paper)
    look()
    office.give("he", number, "answer_supervision", number=paper, progress="已上门")
    look()
    office.give("luo", number, "review_supervision", number=paper, passed=True)
    look()
    of_papers = ("receive_supervision", "answer_supervision", "review_supervision")
    assert [[name in step for name in of_papers] for step in seen] == [
        [False, False, False],
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]
