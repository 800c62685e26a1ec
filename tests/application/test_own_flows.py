"""What the author of an inquiry, a suggestion, a problem reads of its way."""

import pytest

from shouwen.application import queries


def read(desk, language: str = "zh-hans"):
    return queries.progress(desk.number, desk.code, now=desk.now, language=language)


def named(desk, language: str = "zh-hans") -> list[tuple[str, str]]:
    return [(name, standing) for name, standing, _ in read(desk, language).steps]


def test_an_inquiry_is_answered(desk) -> None:
    desk.register(kind="inquiry", facts={})
    assert named(desk) == [("已收到", "done"), ("答复您", "now"), ("办结", "ahead")]
    desk.do("clerk", "reply", text="保修三年。")
    assert named(desk) == [("已收到", "done"), ("已答复您", "done"), ("办结", "now")]
    assert named(desk, "en")[1] == ("You have our answer", "done")


@pytest.mark.parametrize(
    ("adopted", "name"), [("adopted", "已采纳"), ("partly", "已部分采纳"), ("declined", "已决定不采纳")]
)
def test_a_suggestion_is_passed_on_decided_and_answered(desk, adopted: str, name: str) -> None:
    desk.register(kind="suggestion", facts={})
    assert [step for step, _ in named(desk)] == [
        "已收到",
        "受理",
        "转给相关部门",
        "决定是否采纳",
        "答复您",
        "办结",
    ]
    desk.do("clerk", "accept")
    desk.do("office", "assign", unit=desk.cast.lead)
    assert named(desk)[2:4] == [("已转给相关部门", "done"), ("决定是否采纳", "now")]
    desk.do("head", "decide_suggestion", adopted=adopted, reason="先试一处")
    assert named(desk)[3:5] == [(name, "done"), ("答复您", "now")]
    assert "先试一处" in repr(read(desk).words)


def test_a_problem_is_analysed_solved_and_adjusted(desk) -> None:
    desk.register(kind="problem")
    assert [step for step, _ in named(desk)] == [
        "已收到", "受理", "查清原因", "拟定解决办法", "解决", "答复您", "办结",
    ]  # fmt: skip
    desk.do("clerk", "accept")
    desk.do("office", "assign", unit=desk.cast.lead, handler=desk.cast.account("handler"))
    desk.do("handler", "acknowledge")
    desk.do("handler", "determine_root_cause", cause="密封圈老化")
    assert named(desk)[2:4] == [("已查清原因", "done"), ("拟定解决办法", "now")]
    desk.do("handler", "propose_solution", measures=[{"what": "换密封圈"}])
    desk.do("head", "approve_solution")
    desk.do("handler", "record_consent", agreed=True)
    desk.do("handler", "complete_measure", which=1)
    assert named(desk)[4:6] == [("已解决", "done"), ("答复您", "now")]
    desk.do("handler", "reply", text="换好了。")
    desk.customer("record_satisfaction", satisfied=False, comment="还漏")
    assert named(desk)[5:] == [
        ("已答复您", "done"),
        ("调整办法再解决", "now"),
        ("答复您", "ahead"),
        ("办结", "ahead"),
    ]


def test_a_complaint_goes_the_way_it_went(desk) -> None:
    desk.to("replied")
    assert [step for step, _ in named(desk)] == [
        "已收到", "已受理", "已与您联系", "已拟定处理办法", "已答复您", "办结",
    ]  # fmt: skip
    desk.again().to("declined")


def test_what_ended_otherwise_says_so(desk) -> None:
    desk.to("declined")
    assert named(desk) == [("已收到", "done"), ("不予受理", "done")]
