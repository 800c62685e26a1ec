"""A review that changes the decision not to accept: the case can be taken up again."""

from tests.core.case.case_walk import Walk
from tests.core.case.way_out import cast_of, way_out

TOLD = {"channel": "letter", "subject": "事由", "description": "经过"}


def declined_and_appealed(*, upheld: bool) -> Walk:
    walk = Walk("four-level", cast_of("four-level"))
    for who, command, data in (
        ("clerk", "register", TOLD),
        ("clerk", "decline", {"reason": "不在范围", "guidance": "请找卖方"}),
        ("customer", "appeal", {"reason": "是你们的商品"}),
        ("leader", "decide_review", {"upheld": upheld, "reason": "见复核意见"}),
    ):
        assert walk.give(who, command, data) == "", command
    return walk


def test_an_overturned_refusal_is_taken_up_again() -> None:
    walk = declined_and_appealed(upheld=False)
    assert walk.state.stage == "declined"
    assert walk.give("clerk", "reopen", {"reason": "复核改变原决定"}) == ""
    assert (walk.state.ended, walk.state.accepted, walk.state.round) == (None, True, 2)
    assert walk.give("office", "assign", {"unit": "质量部", "handler": "handler"}) == ""
    way_out(walk)
    walk.holds_together()


def test_one_that_was_upheld_stays_declined() -> None:
    walk = declined_and_appealed(upheld=True)
    assert walk.give("clerk", "reopen", {"reason": "再来"}) != ""
    way_out(walk)
    assert walk.state.archived
