"""Correcting a record on the case page: the organisation's own fields stand there as they are, and what is changed is what
is said.
"""

from datetime import date

import pytest

from shouwen.application import administration, clock, queries
from shouwen.rulebooks import read_shipped
from shouwen.web.forms.own_fields import changed

HTMX = {"HX-Request": "true"}
KNOWN = {"form_received": True, "grounds": "与另一机构结果相差一倍", "report_received_on": "2026-11-15"}


@pytest.fixture
def laboratory(office):
    """The office under the rule book of the laboratory, which has a field of every type but numbers."""
    text = read_shipped("testing-lab")
    administration.install_rule_book(text, organisation=office.slug, from_day=date(2026, 1, 2))
    return office


@pytest.fixture
def number(laboratory) -> str:
    return laboratory.register(category="result_doubt", facts=KNOWN).number


def last(office, number: str):
    return queries.case_events(office.person("luo"), number, now=clock.now())[-1]


STANDING = {
    "facts": "1", "category": "result_doubt", "fact_form_received": "on", "fact_grounds": KNOWN["grounds"],
    "fact_report_received_on": KNOWN["report_received_on"], "fact_report_number": "", "fact_sample_code": "",
    "fact_fault_at": "", "fact_change_mark": "",
}  # fmt: skip
"""What a browser sends of the form as it stands."""


def given(browser, number: str, **changed: str | None):
    """The form, with what is changed (None: not ticked), sent."""
    told = {name: value for name, value in {**STANDING, **changed}.items() if value is not None}
    return browser("luo").post(f"/cases/{number}/do/correct", told, headers=HTMX)


def test_the_form_shows_the_fields_as_they_stand(browser, number) -> None:
    page = browser("luo").get(f"/cases/{number}/do/correct", headers=HTMX).content.decode()
    for label in ("收到报告日期", "已收到书面异议申请表", "异议理由和依据", "盲样编号", "采样运输问题"):
        assert label in page
    assert 'value="2026-11-15"' in page and "与另一机构结果相差一倍" in page
    assert page.count("checked") == 1
    assert "紧急程度" not in page, "that is for grading"


def test_what_is_changed_is_what_is_said(browser, laboratory, number) -> None:
    given(browser, number, reason="补记", fact_fault_at="sampling", fact_retest_needed="on")
    said = last(laboratory, number)
    assert said["type"] == "corrected"
    assert said["data"]["facts"] == {"fault_at": "sampling", "retest_needed": True}
    assert "category" not in said["data"]
    given(browser, number, reason="查明没有问题", fact_form_received=None, fact_retest_needed="on")
    assert last(laboratory, number)["data"]["facts"] == {"fault_at": "", "form_received": False}
    case = queries.case(laboratory.person("luo"), number, now=clock.now())
    assert "fault_at" not in case.own and case.own["retest_needed"] is True


def test_the_category_alone_touches_no_field(browser, laboratory, number) -> None:
    given(browser, number, reason="分类有误", category="method_doubt")
    said = last(laboratory, number)["data"]
    assert said["category"] == "method_doubt" and not said.get("facts") and not said.get("details")


def test_a_request_without_the_fields_unticks_nothing(browser, laboratory, number) -> None:
    told = {"reason": "分类有误", "category": "method_doubt"}
    browser("luo").post(f"/cases/{number}/do/correct", told, headers=HTMX)
    assert not last(laboratory, number)["data"].get("facts")


def test_a_bad_value_stands_beside_its_field_and_nothing_is_lost(browser, laboratory, number) -> None:
    before = last(laboratory, number)
    page = given(browser, number, reason="补记日期", fact_report_received_on="上周").content.decode()
    assert last(laboratory, number) == before
    assert "上周" in page and "补记日期" in page
    assert "fault" in page


@pytest.mark.parametrize(
    ("told", "known", "said"),
    [
        ("", None, False), (False, None, False), ([], None, False), (0, None, True), (0, 3, True), ("", 3, True),
        (False, True, True), (True, None, True), (3, 3.0, False), (["a"], ["a"], False), (["a"], ["a", "b"], True),
    ],
)  # fmt: skip
def test_what_counts_as_changed(told: object, known: object, said: bool) -> None:
    assert changed(told, known) is said
