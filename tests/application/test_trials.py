"""What-if trials: they tell what would have been, prove themselves first, and change nothing."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from shouwen.application import queries, trials
from shouwen.application.errors import NotFoundError, Refused
from shouwen.store.models import Case, CaseEvent, Obligation, Trial
from tests.cast import MONDAY, Desk

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 31)


@pytest.fixture
def history(desk, monkeypatch) -> Desk:
    rng = Random(7)
    for _ in range(8):
        desk.now = MONDAY + timedelta(days=rng.randrange(60), hours=rng.randrange(9))
        facts = {"severity": "medium", "urgency": "low"}
        desk.again().to(rng.choice(["closed", "replied", "assigned", "declined"]), facts=facts)
    desk.now = MONDAY + timedelta(days=75)
    monkeypatch.setattr("shouwen.application.clock.now", lambda: desk.now)
    return desk


def asked(desk: Desk, who: str = "office", *, calendar: str = "", **limits: str) -> Trial:
    told = {rule.replace("_", "-"): limit for rule, limit in limits.items()}
    key = trials.ask(
        desk.cast[who], first=FIRST, last=LAST, wish=trials.Wish(limits=told, calendar=calendar), now=desk.now
    )
    return Trial.objects.get(pk=key)


def answered(desk: Desk, **told: str) -> dict:
    trial = asked(desk, **told)
    assert trials.run_next(desk.now)
    trial.refresh_from_db()
    assert trial.state == "done"
    return trial.result


def test_a_tighter_limit_is_missed_by_cases_that_kept_the_old_one(history) -> None:
    before = list(CaseEvent.objects.values_list("digest", flat=True)), list(Obligation.objects.values())
    result = answered(history, respond_l3="1min")
    assert result["different"] == 0  # replaying under the present book gives what really happened
    assert result["cases"] == Case.objects.count()
    told = result["rules"]["respond-l3"]
    assert told["before"].get("met", 0) > told["after"].get("met", 0)
    assert result["flipped"] == len(result["flips"]) > 0
    assert {(flip["before"], flip["after"]) for flip in result["flips"]} == {("met", "missed")}
    assert sum(result["hours"]["before"]) == sum(result["hours"]["after"])
    assert (
        list(CaseEvent.objects.values_list("digest", flat=True)),
        list(Obligation.objects.values()),
    ) == before


def test_a_case_whose_clock_stands_still_passes_the_self_check(history) -> None:
    history.now -= timedelta(days=3)
    history.again().to("suspended")
    history.again().to("supplementing")
    history.now += timedelta(days=3)
    assert Obligation.objects.filter(status="paused").exists()
    result = answered(history, respond_l3="1min")
    assert (result["different"], result["cases"]) == (0, Case.objects.count())


def test_the_same_limit_changes_nothing(history) -> None:
    lines = queries.limits_in_words(history.cast.office, now=history.now)
    result = answered(history, **{line.rule.replace("-", "_"): line.written for line in lines})
    assert (result["flipped"], result["cases_flipped"]) == (0, 0)
    assert all(sides["before"] == sides["after"] for sides in result["rules"].values())


def test_the_parts_give_what_the_whole_gives(history, monkeypatch, tampered) -> None:
    """In parts of one case each, with lists that end before all is told."""
    from shouwen.application import trial_parts
    from shouwen.core import whatif

    monkeypatch.setattr(whatif, "MOST_FLIPS", 3)
    monkeypatch.setattr(trial_parts, "MOST_DIFFERENT", 2)
    Obligation.objects.filter(status="met").update(
        status="met_late"
    )  # on record is something else than replayed
    found = []
    for step in (100, 3, 1):
        monkeypatch.setattr(trials, "STEP", step)
        found.append(answered(history, respond_l3="1min", accept="1min"))
    assert found[0] == found[1] == found[2]
    assert found[0]["flipped"] > len(found[0]["flips"]) == 3
    assert found[0]["different"] > len(found[0]["different_cases"]) == 2


def test_another_calendar_moves_what_is_due(history) -> None:
    result = answered(history, calendar="round-the-clock")
    assert result["hours"]["before"] != result["hours"]["after"]


@pytest.mark.parametrize(
    ("limits", "calendar", "where"),
    [({"accept": "soon"}, "", "accept"), ({}, "moon", "calendar"), ({}, "", ""), ({"accept": " "}, "", "")],
)
def test_what_cannot_be_tried_is_told(history, limits, calendar, where) -> None:
    with pytest.raises(trials.ChangeError) as told:
        asked(history, calendar=calendar, **limits)
    assert where in told.value.faults
    assert Trial.objects.count() == 0


def test_only_who_sees_all_may_ask_and_look(history) -> None:
    trial = asked(history, accept="1h")
    for who in ("handler", "head", "administrator"):
        with pytest.raises(Refused):
            asked(history, who, accept="1h")
        with pytest.raises(NotFoundError):
            trials.trial(history.cast[who], trial.pk)
        assert trials.recent(history.cast[who]) == []
    assert trials.trial(history.cast.auditor, trial.pk) == trial


def test_a_cancelled_trial_is_not_run(history) -> None:
    trial = asked(history, accept="1h")
    trials.cancel(history.cast.office, trial.pk)
    assert not trials.run_next(history.now)
    trial.refresh_from_db()
    assert (trial.state, trial.result) == ("cancelled", {})


def test_a_worker_that_ends_leaves_it_to_the_next_and_a_lost_one_is_taken_up(history, monkeypatch) -> None:
    monkeypatch.setattr(trials, "STEP", 1)
    trial = asked(history, accept="1h")
    assert trials.run_next(history.now, stopping=lambda: True)
    trial.refresh_from_db()
    assert trial.state == "queued"
    Trial.objects.update(state="running", seen_at=history.now)
    assert not trials.run_next(history.now + timedelta(minutes=1))  # somebody is at it
    assert trials.run_next(history.now + trials.LOST + timedelta(minutes=1))
    trial.refresh_from_db()
    assert trial.state == "done"


def test_cases_kept_from_the_reader_are_not_named(history) -> None:
    result = answered(history, respond_l3="1min")
    trial = Trial.objects.get()
    number = next(f["case"] for f in result["flips"] if Case.objects.get(number=f["case"]).closed_at is None)
    replace(history, number=number).do("leader", "recuse", who="李正", reason="亲属")
    named = {flip["case"] for flip in trials.trial(history.cast.office, trial.pk).result["flips"]}
    assert number not in named
    assert number in {flip["case"] for flip in trials.trial(history.cast.leader, trial.pk).result["flips"]}


def wished(desk: Desk, **wish: object) -> dict:
    key = trials.ask(desk.cast.office, first=FIRST, last=LAST, wish=trials.Wish(**wish), now=desk.now)
    assert trials.run_next(desk.now)
    trial = Trial.objects.get(pk=key)
    assert trial.state == "done"
    return trial.result


def test_another_role_takes_the_load_and_nothing_flips(history) -> None:
    result = wished(history, roles={"accept": "quality"})
    assert result["different"] == 0
    assert result["flipped"] == 0
    load = {
        role: (sum(s["before"].values()), sum(s["after"].values())) for role, s in result["roles"].items()
    }
    before, after = load["quality"]
    assert (before, after > 0) == (0, True)
    assert sum(one[0] for one in load.values()) == sum(one[1] for one in load.values())


def test_another_condition_of_a_level_grades_anew_what_the_rules_graded(history) -> None:
    result = wished(history, levels={"L1": "severity == 'medium'"})
    assert result["different"] == 0
    first, third = result["rules"]["respond-l1"], result["rules"]["respond-l3"]
    assert sum(first["before"].values()) == 0
    assert sum(first["after"].values()) > 0
    assert sum(third["before"].values()) > 0
    assert sum(third["after"].values()) == 0


def test_the_draft_of_the_studio_is_tried(history) -> None:
    from shouwen.application import studio
    from shouwen.core.rulebook.editing import Put, values

    draft = studio.begin(history.cast.office, "four-level", now=history.now)
    rules = [rule["id"] for rule in values(draft.text)["must"]]
    edit = Put(f"/must/{rules.index('respond-l3')}/within", "1min")
    studio.edit(history.cast.office, "four-level", [edit], version=1, now=history.now)
    assert wished(history, draft=True)["rules"] == wished(history, limits={"respond-l3": "1min"})["rules"]
    with pytest.raises(Refused):  # who may not read the draft may not try it
        trials.ask(
            history.cast.auditor, first=FIRST, last=LAST, wish=trials.Wish(draft=True), now=history.now
        )
    with pytest.raises(trials.ChangeError):
        trials.ask(
            history.cast.office,
            first=FIRST,
            last=LAST,
            wish=trials.Wish(roles={"accept": "intake"}),
            now=history.now,
        )


def test_streams_are_asked_for_together(history, django_assert_max_num_queries) -> None:
    from shouwen.store import timeline

    cases = list(Case.objects.all())
    with django_assert_max_num_queries(1):
        found = timeline.load_several(cases)
    assert {key: len(stream) for key, stream in found.items()} == {case.pk: case.version for case in cases}
    assert found[cases[0].pk] == timeline.load(cases[0])[0]


@pytest.fixture
def approvals(history) -> Desk:
    """Two solutions approved by the head of the unit: one of 300 yuan, one of 900."""
    from shouwen.core.rulebook.model import May

    assert isinstance(rule_of(history), May)
    history.now = MONDAY + timedelta(days=20)
    for amount in (300, 900):
        desk = history.again()
        desk.to("assigned", facts={"severity": "medium", "urgency": "low"})
        desk.do("handler", "propose_solution", measures=[{"what": "退款", "owner": "质量部"}], amount=amount)
        desk.do("head", "approve_solution")
    history.now = MONDAY + timedelta(days=75)
    return history


def rule_of(desk: Desk):
    """The rule under which the head of a unit approves."""
    from shouwen.application import rules

    book = rules.in_force_at(desk.cast.organisation, desk.now)[1].book
    return next(rule for rule in book.may if "approve_solution" in rule.do and "unit_head" in rule.by)


def test_another_approver_is_tried_on_recorded_approvals(approvals) -> None:
    rule = rule_of(approvals)
    before = list(CaseEvent.objects.values_list("digest", flat=True))
    result = wished(approvals, powers={rule.id: (("executive",), rule.when.text)})
    powers = result["powers"]
    assert (
        result["different"] == powers["unexplained"] == 0
    )  # who approved had the power under the present book
    made = powers["commands"]["approve_solution"]["count"]
    assert (powers["others"], powers["cases"]) == (made, made)
    assert made >= 2
    assert powers["roles"]["unit_head"] == {"before": made}
    assert powers["roles"]["executive"] == {"after": made}
    assert {(one["role"], tuple(one["needed"])) for one in powers["listed"]} == {
        ("unit_head", ("executive",))
    }
    assert list(CaseEvent.objects.values_list("digest", flat=True)) == before


def test_powers_in_parts_are_those_of_the_whole(approvals, monkeypatch) -> None:
    from shouwen.core import whatif_powers

    monkeypatch.setattr(whatif_powers, "MOST_LISTED", 1)
    rule, found = rule_of(approvals), []
    for step in (100, 1):
        monkeypatch.setattr(trials, "STEP", step)
        found.append(wished(approvals, powers={rule.id: (("executive",), rule.when.text)}))
    assert found[0] == found[1]
    assert found[0]["powers"]["others"] > len(found[0]["powers"]["listed"]) == 1


def test_a_limit_of_amount_moves_only_what_lies_above_it(approvals) -> None:
    rule = rule_of(approvals)
    narrowed = f"({rule.when.text}) && amount <= 500" if rule.when.text else "amount <= 500"
    powers = wished(approvals, powers={rule.id: (rule.by, narrowed)})["powers"]
    (number,) = {one["case"] for one in powers["listed"]}
    assert queries.case(approvals.cast.office, number, now=approvals.now).amount == 900
    loads = powers["roles"].values()
    assert (
        sum(one.get("before", 0) for one in loads)
        == sum(one.get("after", 0) for one in loads)
        == powers["decisions"]
    )
    assert powers["others"] == powers["cases"] == 1
    assert powers["commands"]["approve_solution"]["others"] == 1


def test_the_same_powers_move_nothing_and_are_no_change(approvals) -> None:
    rule = rule_of(approvals)
    with pytest.raises(trials.ChangeError):
        wished(approvals, powers={rule.id: (tuple(reversed(rule.by)), rule.when.text)})
    assert "powers" not in wished(approvals, limits={"accept": "1h"})
    wider = wished(approvals, powers={rule.id: ((*rule.by, "quality"), rule.when.text)})["powers"]
    assert (wider["others"], wider["unexplained"]) == (0, 0)
    with pytest.raises(trials.ChangeError) as told:
        wished(approvals, powers={rule.id: ((), rule.when.text)})
    assert rule.id in told.value.faults
    with pytest.raises(trials.ChangeError):
        wished(approvals, powers={rule.id: (rule.by, "amount <=")})


def test_decisions_on_cases_kept_from_the_reader_are_not_named(approvals) -> None:
    rule = rule_of(approvals)
    powers = wished(approvals, powers={rule.id: (("executive",), "")})["powers"]
    number = next(
        one["case"] for one in powers["listed"] if Case.objects.get(number=one["case"]).closed_at is None
    )
    replace(approvals, number=number).do("leader", "recuse", who="李正", reason="亲属")
    key = Trial.objects.latest("pk").pk
    named = {one["case"] for one in trials.trial(approvals.cast.office, key).result["powers"]["listed"]}
    assert number not in named
    assert number in {
        one["case"] for one in trials.trial(approvals.cast.leader, key).result["powers"]["listed"]
    }


def test_a_draft_that_changes_who_approves_is_tried_too(approvals) -> None:
    from shouwen.application import studio
    from shouwen.core.rulebook.editing import Put, values

    rule = rule_of(approvals)
    draft = studio.begin(approvals.cast.office, "four-level", now=approvals.now)
    place = [one["id"] for one in values(draft.text)["may"]].index(rule.id)
    studio.edit(
        approvals.cast.office,
        "four-level",
        [Put(f"/may/{place}/by", "executive")],
        version=1,
        now=approvals.now,
    )
    powers = wished(approvals, draft=True)["powers"]
    assert powers["others"] >= 2
    assert powers["unexplained"] == 0
