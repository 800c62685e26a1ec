"""Group complaints: three households together, each with his own clock; carried, refused in part, undone without loss."""

import pytest
from django.apps import apps

from shouwen.application import operations, queries
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from tests.cast import Desk, settle

PHONES = ("13800000001", "13800000002", "13800000003")


@pytest.fixture
def estate(db):
    return Desk(settle("property"))


def household(desk: Desk, phone: str, **more) -> str:
    party = {"name": "业主", "phone": phone}
    return desk.register(
        subject="三栋电梯半夜异响", complainant=party, category="public_facilities", **more
    ).number


def at(desk: Desk, number: str) -> Desk:
    desk.number = number
    return desk


def level(desk: Desk, number: str) -> str:
    return queries.case(desk.cast.office, number, now=desk.now).level.id


def view(desk: Desk, number: str, who: str = "office"):
    return queries.case(desk.cast[who], number, now=desk.now)


def rows() -> dict[str, list[str]]:
    return {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_app_config("store").get_models()
    }


def group_of_three(desk: Desk) -> list[str]:
    numbers = [household(desk, phone) for phone in PHONES]
    for member in numbers[1:]:
        at(desk, member).do("clerk", "join", case=numbers[0])
    return numbers


def test_three_households_together_are_major_for_every_one_of_them(estate) -> None:
    lead, second, third = (household(estate, phone) for phone in PHONES)
    at(estate, second).do("clerk", "join", case=lead)
    assert {level(estate, number) for number in (lead, second)} == {"general"}
    at(estate, third).do("clerk", "join", case=second)  # a member is named, its lead is meant
    assert {level(estate, number) for number in (lead, second, third)} == {"major"}
    assert [one.number for one in view(estate, lead).group] == [second, third]
    assert [one.number for one in view(estate, third).group] == [lead]
    assert {view(estate, number).group_size for number in (lead, second, third)} == {3}
    assert "report-leader" in {owed.rule for owed in view(estate, second).owed}, (
        "each owes what a major one owes"
    )


def test_the_same_customer_three_times_is_one_household(estate) -> None:
    numbers = [household(estate, PHONES[0]) for _ in range(3)]
    for member in numbers[1:]:
        at(estate, member).do("clerk", "join", case=numbers[0])
    assert view(estate, numbers[0]).group_size == 1
    assert level(estate, numbers[0]) == "general"


def test_households_told_on_the_form_count(estate) -> None:
    lead, member = household(estate, PHONES[0], facts={"households": 2}), household(estate, PHONES[1])
    at(estate, member).do("clerk", "join", case=lead)
    assert view(estate, lead).group_size == 3
    assert level(estate, member) == "major"


def test_separating_loses_nothing_and_grades_anew(estate) -> None:
    lead, second, third = group_of_three(estate)
    before = len(view(estate, second).timeline)
    at(estate, lead).do("clerk", "separate", case=second, reason="另一部电梯")
    assert {level(estate, number) for number in (lead, second, third)} == {"general"}
    assert [one.number for one in view(estate, lead).group] == [third]
    assert view(estate, second).group == ()
    assert len(view(estate, second).timeline) > before
    at(estate, second).do("clerk", "join", case=lead)
    assert {level(estate, number) for number in (lead, second, third)} == {"major"}


def test_what_was_done_on_the_lead_is_carried_and_a_refusal_stops_no_other(estate) -> None:
    lead, second, third = group_of_three(estate)
    for number in (lead, second):
        at(estate, number).do("clerk", "accept")
    estate.do("office", "note", note="稍后")
    at(estate, lead).do("office", "assign", unit=estate.cast.lead, handler=estate.cast.account("handler"))
    estate.do("office", "record_finding", stage="in_depth", validity="valid", finding="导轨缺油")
    estate.do("office", "determine_root_cause", cause="保养漏项")
    estate.do("office", "propose_solution", measures=[{"what": "加油并更换导靴"}], amount=800)
    steps = ("record_finding", "determine_root_cause", "propose_solution")
    done = operations.carry(estate.cast.office, lead, steps, now=estate.tick())
    assert {(one.number, one.command): one.code for one in done} == {
        **{(second, step): "" for step in steps},
        **{(third, step): "not_accepted" for step in steps},
    }
    assert view(estate, second).root_cause == "保养漏项"
    assert [measure.what for measure in view(estate, second).measures] == ["加油并更换导靴"]
    assert view(estate, third).root_cause == ""
    before = rows()
    again = operations.carry(estate.cast.office, lead, steps, now=estate.tick())
    assert [one.done for one in again if one.number == second] == [True, True, True]
    assert rows() == before, "what a member has already is not given twice"


@pytest.mark.parametrize("other", ["TS-2026-999999", "TS-1\0", ""])
def test_a_case_that_is_not_there_is_named_in_vain(estate, other: str) -> None:
    household(estate, PHONES[0])
    before = rows()
    with pytest.raises((Refused, BadDataError)) as refused:
        estate.do("clerk", "join", case=other)
    if isinstance(refused.value, Refused):
        assert refused.value.code == "unknown_case"
    assert rows() == before


def test_an_ended_case_and_the_case_itself_are_refused(estate) -> None:
    lead, member = household(estate, PHONES[0]), household(estate, PHONES[1])
    at(estate, lead).do("clerk", "withdraw", reason="不投诉了")
    before = rows()
    for other, code in ((lead, "case_ended"), (member, "same_case")):
        with pytest.raises(Refused) as refused:
            at(estate, member).do("clerk", "join", case=other)
        assert refused.value.code == code
    assert rows() == before


def test_who_may_not_see_a_case_joins_nothing_to_it(estate) -> None:
    lead, member = household(estate, PHONES[0]), household(estate, PHONES[1])
    before = rows()
    with pytest.raises(NotFoundError):
        at(estate, member).do("other", "join", case=lead)
    assert rows() == before


def test_repeated_is_marked_and_both_name_each_other(estate) -> None:
    first, again = household(estate, PHONES[0]), household(estate, PHONES[0])
    at(estate, again).do("clerk", "link", case=first, relation="repeats")
    assert view(estate, again).repeated
    assert not view(estate, first).repeated
    assert again in {one.number for one in view(estate, first).related}


def test_the_same_place_or_batch_is_found_while_registering(estate) -> None:
    number = household(estate, PHONES[0], place="三栋 二单元-电梯")
    help_ = queries.intake_help(estate.cast.clerk, {"place": "三栋二单元电梯"}, now=estate.now)
    assert [(one.number, one.why) for one in help_.similar] == [(number, "同一地点")]
    assert queries.intake_help(estate.cast.clerk, {"place": "四栋"}, now=estate.now).similar == ()
    assert queries.intake_help(estate.cast.other, {"place": "三栋二单元电梯"}, now=estate.now).similar == ()
