"""A dispute about responsibility from sheet to ruling, and a re-test on a coded sample by two people."""

from typing import Any

from playwright.sync_api import expect

from tests.e2e.desk import Desk
from tests.e2e.product import Product
from tests.e2e.visitors import Visitors

COMPLAINT = {
    "channel": "hotline", "description": "同一批次的水壶壶底焊点开裂，装箱也没有加固。",
    "complainant": {"name": "舒大伟", "phone": "19900012001"},
}  # fmt: skip


def registered(product: Product, account: str, **more: Any) -> str:
    return str(product.api(account, "/cases", {**COMPLAINT, **more})["number"])


def divide(desk: Desk, *shares: tuple[str, str]) -> None:
    """The first rows of the division: unit and percent."""
    for place, (unit, percent) in enumerate(shares):
        row = desk.form.locator("[data-row-of-form]").nth(place)
        row.locator("select[name=share_unit]").select_option(label=unit)
        row.locator("input[name=share_percent]").fill(percent)


def test_a_share_is_disputed_and_ruled_on(visitors: Visitors, product: Product) -> None:
    number = registered(
        product, "rong_xiaobin", subject=f"水壶焊点开裂 {visitors.screen.name}", category="quality_batch",
        facts={"urgency": "low"},
    )  # fmt: skip
    product.command("rong_xiaobin", number, "accept")
    product.command(
        "rong_xiaobin", number, "assign", unit="生产部", handler="mu_xiaoying", assisting=["供应链部"]
    )
    clerk = visitors.staff("荣晓彬")
    clerk.open(number)
    clerk.choose("认定责任")
    divide(clerk, ("生产部", "70"), ("供应链部", "29"))
    expect(clerk.form.locator("[data-share-sum]")).to_contain_text("99")
    clerk.submit()
    expect(clerk.refused().first).to_contain_text("100%")
    divide(clerk, ("生产部", "70"), ("供应链部", "30"))
    expect(clerk.form.locator("[data-share-sum]")).to_have_attribute("data-whole", "true")
    clerk.watch.scan(clerk.page)
    clerk.give("认定责任", 事实="焊点与包装各有缺陷", 认定理由="依调查结论")
    clerk.give("送达责任认定书", 送达方式="系统")
    head = visitors.staff("鞠洪波")
    head.open(number)
    head.give("提出责任异议", 异议理由="包装规范没有写谁加固")
    clerk.open(number)
    clerk.give("复核责任异议", 复核结论="异议不成立，提交仲裁", 复核意见="维持")
    leader = visitors.staff("农正邦")
    leader.open(number)
    leader.choose("仲裁责任")
    divide(leader, ("生产部", "90"), ("供应链部", "10"))
    leader.give("仲裁责任", 仲裁结论="改变原认定", 理由="依检测报告")
    leader.tab("责任")
    row = (
        leader.page.get_by_role("table", name="责任划分，各版并列")
        .get_by_role("row")
        .filter(has_text="供应链部")
    )
    expect(row).to_contain_text("30%")
    expect(row).to_contain_text("10%")
    expect(leader.page.get_by_role("link", name="裁决书").first).to_be_visible()
    leader.watch.scan(leader.page)


def test_a_sample_is_tested_again_by_two(visitors: Visitors, product: Product) -> None:
    number = registered(
        product, "qi_yeming", subject=f"检测报告异议 {visitors.screen.name}", channel="letter",
        facts={"retest_needed": True},
    )  # fmt: skip
    product.command("qi_yeming", number, "accept")
    product.command("qi_yeming", number, "escalate", to="quality_manager", reason="立即报告")
    product.command("gong_lvping", number, "assign", unit="检测部", handler="ran_guanghe")
    tester = visitors.staff("冉光合")
    tester.open(number)
    expect(tester.act.get_by_role("link", name="记录复检", exact=True)).to_have_count(
        0
    )  # the sample has no code
    clerk = visitors.staff("亓业明")
    clerk.open(number)
    clerk.give("更正", 更正理由="编盲样号", 盲样编号="F-0417")
    tester.open(number)
    tester.choose("记录复检")
    tester.fill(样品编号="F-0417", 检测人员="冉光合", 复检结论="推翻原检测结果")
    tester.submit()
    expect(tester.refused().first).to_contain_text("两名不同的人员")
    tester.give("记录复检", 检测人员="冉光合\n司佳莉")
    expect(tester.page.locator(".timeline")).to_contain_text("推翻原检测结果")
    expect(tester.page.locator(".timeline")).to_contain_text("F-0417")
