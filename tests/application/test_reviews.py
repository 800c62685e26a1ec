"""Appeals: a case of its own reviews the first one, whose verdict stays; its conclusion is written back."""

import pytest
from django.apps import apps

from shouwen.application import operations, queries
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.store.models import Case
from tests.cast import Desk


@pytest.fixture
def appealed(desk) -> Desk:
    return desk.to("reviewing")


def opened(desk: Desk) -> str:
    """The number of the case that reviews the desk's one."""
    outcome = desk.do("office", "open_review")
    return str(outcome.events[0]["data"]["case"])


def view(desk: Desk, number: str, who: str = "office"):
    return queries.case(desk.cast[who], number, now=desk.now)


def give(desk: Desk, number: str, who: str, name: str, **data):
    return operations.command(desk.cast[who], number, name, data, now=desk.tick())


def rows() -> dict[str, list[str]]:
    return {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_app_config("store").get_models()
        if model._meta.object_name != "NumberCounter"
    }


def test_a_review_is_a_case_of_its_own_linked_both_ways(appealed) -> None:
    before = view(appealed, appealed.number)
    review = opened(appealed)
    shown = view(appealed, review)
    assert (shown.kind.id, shown.instance, shown.subject) == ("review", 2, f"复查：{before.subject}")
    assert shown.complainant == before.complainant
    assert appealed.number in {one.number for one in shown.related}
    assert review in {one.number for one in view(appealed, appealed.number).related}
    assert view(appealed, appealed.number).root_cause == before.root_cause, "the first verdict is untouched"


def test_who_handled_the_matter_sees_nothing_of_its_review(appealed) -> None:
    review = opened(appealed)
    with pytest.raises(NotFoundError):
        view(appealed, review, "handler")
    with pytest.raises(Refused) as refused:
        give(
            appealed,
            review,
            "office",
            "assign",
            unit=appealed.cast.lead,
            handler=appealed.cast.account("handler"),
        )
    assert refused.value.code in ("handler_recused", "not_accepted")


def test_the_conclusion_is_written_back_and_only_there(appealed) -> None:
    review = opened(appealed)
    with pytest.raises(Refused) as refused:
        appealed.do("office", "decide_review", upheld=True)
    assert (refused.value.code, refused.value.facts["case"]) == ("review_elsewhere", review)
    give(appealed, review, "office", "accept")
    give(appealed, review, "leader", "conclude_review", upheld=False, reason="原结论依据不足")
    first = view(appealed, appealed.number)
    assert first.timeline[-1].type == "review_decided"
    assert any("原结论依据不足" in text for _label, text in first.timeline[-1].lines)
    assert first.stage.id != "reviewing"


def test_opening_again_makes_no_second_case(appealed) -> None:
    opened(appealed)
    before = Case.objects.count()
    with pytest.raises(Refused) as refused:
        opened(appealed)
    assert refused.value.code == "review_under_way"
    assert Case.objects.count() == before


def test_the_second_appeal_is_the_final_review_and_then_it_ends(appealed) -> None:
    for instance in (2, 3):
        review = opened(appealed)
        assert view(appealed, review).instance == instance
        give(appealed, review, "office", "accept")
        give(appealed, review, "leader", "conclude_review", upheld=True, reason="维持")
        if instance == 2:
            appealed.customer("appeal", reason="还是不服")
    before = rows()
    with pytest.raises(Refused) as refused:
        appealed.customer("appeal", reason="仍然不服")
    assert refused.value.code == "final_decided"
    assert rows() == before


def test_a_conclusion_that_the_first_case_would_refuse_is_not_given_half(appealed) -> None:
    review = opened(appealed)
    give(appealed, review, "office", "accept")
    before = rows()
    with pytest.raises(Refused):
        give(appealed, review, "clerk", "conclude_review", upheld=True, reason="-")
    assert rows() == before


def test_nobody_registers_a_review(desk) -> None:
    with pytest.raises(BadDataError):
        desk.register(kind="review")
