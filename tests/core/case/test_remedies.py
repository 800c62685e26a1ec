"""Whether an answer names the way to a review or an appeal is read from its words."""

import pytest

from shouwen.core.case.remedies import names_remedy


@pytest.mark.parametrize(
    "text",
    [
        "对处理决定有异议的，可以在三十日内申请核查。",
        "如不认可，您可以向上级机构书面申请复核。",
        "不满意的可以申诉",
        "If you disagree you may request a review within 30 days.",
        "You may Appeal to the committee.",
    ],
)
def test_the_way_is_named(text):
    assert names_remedy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我们复核了检测报告，结论不变。",
        "您申请退款，款已退。核查另行进行。",
        "The report was reviewed.",
        "答复",
    ],
)
def test_a_review_that_was_made_is_no_way_to_one(text):
    assert not names_remedy(text)
