"""R09: 15 days, 30 days, at most 30 more once approved and told; withdrawal ends it the same day; 5 representatives."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, ZONE, Stage, person

WU = person("wu", "信贷部", "handler")
HEAD = person("head", "信贷部", "unit_head")
NOTICE = "处理决定：予以退还。有异议的，可以在三十日内申请核查。"
COMPLEX = {"flags": ["complex"]}


def opened(facts: dict[str, object] | None = None) -> Stage:
    """On Monday, 2 March."""
    s = Stage("bank-branch").at("2026-03-02 09:00")
    s.register(category="loan", facts=facts or {})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="信贷部", handler="wu")
    return s


def decided() -> Stage:
    s = opened()
    s.do(WU, "respond", manner="电话")
    s.do(WU, "reply", manner="书面", text=NOTICE)
    return s


def test_the_notice_names_the_way_to_a_review():
    s = opened()
    s.do(WU, "respond", manner="电话")
    assert s.refused(WU, "reply", manner="书面", text="处理决定：予以退还。").clause == "c4-1"
    s.do(WU, "reply", manner="书面", text=NOTICE)
    assert s.clause("c4-1") == "pending", "the rest of the clause: closed by the end of the time for a review"


def test_clear_and_simple_ones_in_fifteen_days():
    s = opened()
    assert s.due("decide-simple") == "2026-03-17 18:00"
    assert s.never_owed("decide-complex")
    s.at("2026-03-17 17:59").do(WU, "reply", manner="书面", text=NOTICE)
    assert s.status("decide-simple") == "met"
    assert s.clause("c2-1") == "kept"


def test_complex_ones_in_thirty_days():
    s = opened(COMPLEX)
    assert s.due("decide-complex") == "2026-04-01 18:00"
    assert s.never_owed("decide-simple")


def test_found_complex_only_later_the_clock_has_run_since_receipt():
    s = opened()
    s.at("2026-03-12 09:00").do(CLERK, "correct", facts=COMPLEX, reason="涉及多方合同")
    assert s.status("decide-simple") == "excused"
    assert s.due("decide-complex") == "2026-04-01 18:00"


def test_a_last_day_that_is_a_holiday_moves():
    s = Stage("bank-branch").at("2026-09-20 09:00")
    s.register(category="loan")
    assert s.due("decide-simple") == "2026-10-08 18:00", "the fifteenth day falls into the national holiday"


def test_late_it_goes_up():
    s = opened()
    s.at("2026-03-18 09:00")
    assert "decide-simple" in s.timers()
    assert s.clause("c2-1") == "broken"


def test_at_most_thirty_more_days_with_approval_and_notice():
    s = opened(COMPLEX)
    longer = {"rule": "decide-complex", "new_due": "2026-05-01T18:00:00+08:00", "reason": "需外部鉴定"}
    refusal = s.refused(HEAD, "extend", **longer)
    assert (refusal.code, refusal.clause) == ("not_permitted", "c2-3")
    s.at("2026-03-30 10:00").do(LEADER, "extend", **longer)
    assert s.owed("decide-complex").due_at.astimezone(ZONE).date().isoformat() == "2026-05-01"
    assert s.due("notify-extension") == "2026-03-31 18:00"
    s.do(WU, "note", note="延长及理由已书面告知", told=True)
    assert s.status("notify-extension") == "met"
    again = {**longer, "new_due": "2026-06-01T18:00:00+08:00"}
    assert s.refused(LEADER, "extend", **again).clause == "c2-3"


def test_an_extension_of_more_than_thirty_days_is_refused_and_the_last_day_stands():
    s = opened(COMPLEX)
    assert s.due("decide-at-last") == "2026-05-06 18:00", "the sixtieth day falls into a holiday and moves"
    longer = {"rule": "decide-complex", "new_due": "2026-05-02T18:00:00+08:00", "reason": "过长"}
    refusal = s.refused(LEADER, "extend", **longer)
    assert (refusal.clause, refusal.facts) == ("c2-3", {"days_in_all": 31, "rule": "decide-complex"})
    last = {"rule": "decide-at-last", "new_due": "2026-05-08T18:00:00+08:00", "reason": "最迟期限"}
    assert s.refused(LEADER, "extend", **last).clause == "c2-3"
    s.at("2026-05-07 09:00")
    assert "decide-at-last" in s.timers()
    assert s.clause("c2-3") == "broken"


def test_after_thirty_days_only_the_higher_office_takes_a_request_for_review():
    s = decided()
    s.at("2026-04-01 18:01")
    for who in (CUSTOMER, CLERK, OFFICE):
        assert s.refused(who, "appeal", reason="对决定有异议").clause == "c4-1"
    s.do(LEADER, "appeal", reason="逾期申请，决定核查")
    assert s.status("decide-review") == "open"


def test_thirty_and_thirty_days_make_sixty():
    s = Stage("bank-branch").at("2026-06-01 09:00")
    s.register(category="loan", facts=COMPLEX)
    assert s.due("decide-complex") == "2026-07-01 18:00"
    assert s.due("decide-at-last") == "2026-07-31 18:00"


def test_simple_ones_are_not_extended():
    s = opened()
    refusal = s.refused(
        LEADER, "extend", rule="decide-simple", new_due="2026-04-01T18:00:00+08:00", reason="忙"
    )
    assert refusal.clause == "c2-3"


def test_withdrawal_ends_it_the_same_day():
    s = opened()
    s.at("2026-03-05 16:00").do(CUSTOMER, "withdraw", reason="已协商解决")
    assert s.stage == "withdrawn"
    assert s.status("decide-simple") == "excused"
    assert s.due("end-withdrawn") == "2026-03-05 18:00"
    s.do(CLERK, "note", note="已告知终止", told=True)
    assert s.status("end-withdrawn") == "met"
    assert s.due("archive-withdrawn") == "2026-03-19 18:00"


@pytest.mark.parametrize(("number", "accepted"), [(1, True), (5, True), (6, False), (30, False)])
def test_at_most_five_representatives(number, accepted):
    s = Stage("bank-branch").at("2026-03-02 09:00")
    s.register(category="wealth", facts={"flags": ["group"], "representatives": number})
    assert s.due("accept") == "2026-03-04 18:00"
    if accepted:
        s.do(CLERK, "accept")
    else:
        assert s.refused(CLERK, "accept").clause == "c3-2"


def test_who_has_an_interest_in_the_matter_stays_out():
    s = opened()
    s.do(OFFICE, "recuse", who="wu", reason="是该笔贷款的客户经理")
    assert s.refused(WU, "reply", manner="电话").code == "recused"
    assert s.refused(CLERK, "assign", unit="信贷部", handler="wu").code == "handler_recused"
    s.do(CLERK, "assign", unit="信贷部", handler="head")
    assert s.clause("c3-3") == "kept"


def test_nobody_approves_his_own_proposal():
    s = opened()
    s.do(HEAD, "propose_solution", measures=[{"what": "退还手续费"}], amount=30)
    assert s.refused(HEAD, "approve_solution").code in ("own_proposal", "forbidden")
    s.do(LEADER, "approve_solution")


def test_a_review_within_thirty_days_is_decided_above():
    s = decided()
    assert s.due("close-after-window") == "2026-04-01 18:00"
    s.at("2026-03-31 10:00").do(CUSTOMER, "appeal", reason="对决定有异议")
    assert s.due("decide-review") == "2026-04-30 18:00"
    assert s.refused(OFFICE, "decide_review", upheld=True).clause == "c4-3"
    s.do(LEADER, "decide_review", upheld=True, reason="维持")
    assert s.status("decide-review") == "met"
    s.at("2026-04-01 10:00").do(CLERK, "close")
    assert s.status("close-after-window") == "met"
    assert s.clause("c4-1") == "kept"


@pytest.mark.parametrize(
    ("retention", "status"),
    [("三年", "met"), ("7年", "met"), ("二十年", "met"), ("长期", "met"), ("一年", "open"), ("", "open")],
)
def test_records_are_kept_three_years_or_more(retention, status):
    s = decided()
    s.do(CLERK, "close")
    assert s.due("archive-closed") == s.due("keep-records") == "2026-03-16 18:00"
    s.do(CLERK, "archive", retention=retention)
    assert s.status("archive-closed") == "met"
    assert s.status("keep-records") == status


def test_the_customer_is_contacted_promptly():
    s = opened()
    assert s.due("contact") == "2026-03-03 18:00"
    s.do(WU, "respond", manner="电话")
    assert s.status("contact") == "met"


@pytest.mark.parametrize("clause", ["c2-1", "c2-2", "c2-3", "c3-1", "c3-2", "c3-3", "c4-1", "c5-2"])
def test_the_numbers_of_the_national_rule_are_marked_for_verification(clause):
    assert "使用前由单位核实" in Stage("bank-branch").book.clauses[clause].note
