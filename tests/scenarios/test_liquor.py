"""R17: 3 wd, 7 wd in special cases; quality, returns and mould, staff failing, misunderstanding."""

import pytest

from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.words import in_words
from shouwen.rulebooks import read_shipped, rule_book
from tests.scenarios.stage import CLERK, OFFICE, Stage, person

TASTER = person("taster", "质量部", "handler")
SELLER = person("seller", "销售部", "handler")
SALES_HEAD = person("sales", "销售部", "unit_head")


def begun(category: str, **data: object) -> Stage:
    s = Stage("liquor").at("2026-03-02 09:00")
    s.register(category=category, **data)
    return s


def with_quality(category: str, **facts: object) -> Stage:
    s = begun(category, facts=facts)
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="taster")
    return s


def test_three_working_days_and_seven_in_special_cases():
    s = begun("staff")
    assert s.due("answer-usual") == "2026-03-05 18:00"
    assert s.never_owed("answer-special")
    s.do(CLERK, "correct", facts={"special": True}, reason="须到外地核实")
    assert s.status("answer-usual") == "excused"
    assert s.due("answer-special") == "2026-03-10 18:00", (
        "Saturday counts here; the clock has run since receipt"
    )
    s.at("2026-03-10 18:01")
    assert "answer-special" in s.timers()
    assert s.clause("c5-2") == "broken"


@pytest.mark.parametrize("category", ["taste", "flavour", "package"])
def test_quality_goes_to_the_quality_department_with_a_promise_of_three_working_days(category):
    s = begun(category)
    assert s.due("quality-promise") == "2026-03-05 18:00"
    s.do(CLERK, "accept")
    assert s.due("to-quality") == "2026-03-02 14:00"
    s.do(CLERK, "assign", unit="销售部")
    assert s.status("to-quality") == "open", "another department is not meant"
    s.do(CLERK, "assign", unit="质量部", handler="taster")
    s.do(TASTER, "reply", text="同批留样复评正常")
    assert s.status("to-quality") == s.status("quality-promise") == "met"


def test_each_manner_of_complaint_has_its_own_hours():
    phone = begun("taste", channel="hotline")
    assert phone.due("answer-phone") == "2026-03-02 13:00"
    written = begun("taste", channel="letter")
    assert written.due("report-written") == "2026-03-02 09:30"
    assert written.due("confirm-written") == "2026-03-03 09:00"
    written.do(CLERK, "escalate", to="service_head", reason="来信")
    assert written.status("report-written") == "met"
    for channel in ("visit", "transferred"):
        oral = begun("taste", channel=channel)
        assert oral.due("register-oral") == "2026-03-02 17:00"
        assert oral.never_owed("answer-phone")


def test_sediment_is_verified_by_the_quality_department_and_if_true_returned():
    s = with_quality("sediment")
    assert s.due("verify") == "2026-03-03 18:00"
    assert s.refused(OFFICE, "record_finding", validity="valid").clause == "c3-1"
    s.do(TASTER, "record_finding", stage="in_depth", validity="valid", finding="沉淀属实")
    assert s.due("arrange-return") == "2026-03-03 18:00"
    assert s.refused(TASTER, "reply", text="属正常").clause == "c3-2"
    s.do(TASTER, "propose_solution", measures=[{"what": "退货"}])
    assert s.status("arrange-return") == "met"
    s.do(TASTER, "reply", text="已办退货")


MOULD = {"outbound_checked": True, "outbound_on": "2025-12-02"}


def test_mould_is_held_against_the_outbound_review_form():
    s = with_quality("mould")
    assert s.due("check-outbound") == "2026-03-03 18:00"
    assert s.refused(TASTER, "record_finding", validity="valid").clause == "c3-3"
    s.do(TASTER, "add_evidence", kind="outbound_review", note="审核表")
    assert s.refused(TASTER, "correct", facts={**MOULD, "quantity": 1}, reason="核对").clause == "c3-3"
    s.do(TASTER, "correct", facts=MOULD, reason="核对出库日期")
    s.do(TASTER, "record_finding", stage="in_depth", validity="valid")
    assert s.refused(TASTER, "reply", text="请自行处理").clause == "c3-4"
    s.do(TASTER, "propose_solution", measures=[{"what": "无条件退货"}])
    assert s.refused(OFFICE, "reject_solution", reason="太贵").clause == "c3-4"
    s.do(TASTER, "reply", text="已退货")


@pytest.mark.parametrize(("day", "refused"), [("2025-12-02", True), ("2025-12-01", False)])
def test_mould_is_unconditional_within_the_days_that_the_organisation_fills_in(day, refused):
    s = begun("mould", facts={"outbound_checked": True, "outbound_on": day})
    data = {"reason": "超过天数", "guidance": "可申请检测"}
    if refused:
        assert s.refused(CLERK, "decline", **data).clause == "c3-4"
    else:
        s.do(CLERK, "decline", **data)


def test_the_days_are_a_figure_of_the_organisation():
    text = read_shipped("liquor")
    told = "{id: mould_days, value: 90,"
    assert told in text
    s = begun("mould", facts={"outbound_checked": True, "outbound_on": "2026-02-01"})
    assert s.refused(CLERK, "decline", reason="超过天数", guidance="可申请检测").clause == "c3-4"
    s.book = load(text.replace(told, "{id: mould_days, value: 28,"), name="liquor.yaml")
    s.do(CLERK, "decline", reason="超过二十八天", guidance="可申请检测")
    assert "不超过 90（待单位填写）" in "".join(
        line.text for section in in_words(rule_book("liquor"), "zh").sections for line in section.lines
    )


@pytest.mark.parametrize("category", ["mouldy_packaging", "twisted_cap", "leak"])
def test_what_comes_of_the_customers_storage_is_refused_with_reasons(category):
    s = begun(category)
    assert s.due("refuse-storage") == "2026-03-05 18:00"
    s.do(CLERK, "decline", reason="存放受潮，不属质量事故", guidance="说明保管方法")
    assert s.status("refuse-storage") == "met"
    s = begun(category)
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "propose_solution", measures=[{"what": "换货"}]).clause == "c3-5"


def test_a_staff_failing_means_circular_and_penalty_told_to_the_customer():
    s = begun("staff")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="销售部", handler="seller")
    s.do(SELLER, "record_finding", stage="in_depth", validity="valid", finding="承诺未兑现")
    assert s.due("circular") == s.due("penalty") == "2026-03-07 18:00"
    s.do(SALES_HEAD, "hold_accountable", who="业务员", kind="criticism")
    assert (s.status("circular"), s.status("penalty")) == ("met", "open")
    s.do(SELLER, "reply", text="致歉")
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(SALES_HEAD, "hold_accountable", who="库管员", kind="criticism")
    assert s.refused(CLERK, "close").clause == "c4-2", "two circulars are no penalty"
    s.do(SALES_HEAD, "hold_accountable", who="业务员", kind="deduction")
    assert s.due("tell-sanction") == "2026-03-03 18:00"
    assert s.refused(CLERK, "close").clause == "c4-3", "the customer does not know"
    s.do(CLERK, "note", note="通报和处罚已告知", told=True)
    assert s.status("tell-sanction") == "met"
    assert s.refused(CLERK, "close").clause == "c4-5", "the circular is no document yet"
    s.do(
        OFFICE,
        "issue_supervision",
        rung="circular",
        ground="other",
        unit="销售部",
        demands="整改",
        reply_by="2026-03-06T17:00:00+08:00",
    )
    number = s.stream[-1].data.number
    s.do(SALES_HEAD, "receive_supervision", number=number)
    s.do(SALES_HEAD, "answer_supervision", number=number, progress="已整改")
    s.do(OFFICE, "review_supervision", number=number, passed=True)
    s.do(CLERK, "close")


def test_a_misunderstanding_is_explained_and_the_result_form_follows():
    s = begun("misunderstanding")
    assert s.due("explain") == "2026-03-03 18:00"
    s.do(CLERK, "respond", note="解释年份标注")
    s.do(CLERK, "accept")
    s.at("2026-03-03 10:00").do(CLERK, "reply", text="已解释")
    assert s.due("give-form") == "2026-03-04 10:00"
    s.do(CLERK, "close")
    s.do(CLERK, "record_satisfaction", satisfied=True, comment="建议加说明")
    assert s.refused(CLERK, "archive").clause == "c5-3"
    s.do(CLERK, "add_evidence", kind="客户处理反馈单", note="已交客户")
    s.do(CLERK, "archive")
    assert s.stage == "archived"
