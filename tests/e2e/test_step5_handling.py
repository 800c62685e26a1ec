"""Step 5: from the assignment to the survey; evidence, approval by somebody else, the customer's consent."""

import pytest
from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import HANDLER, HEAD, OFFICE, assigned
from tests.e2e.visitors import WIDE, Visitors

PAGE = {"name": "说明.html", "mimeType": "text/html", "buffer": b"<html><script>alert(1)</script></html>"}
RECORD = {
    "name": "签收记录.txt",
    "mimeType": "text/plain",
    "buffer": "九月二十八日 14:05 放在门口，无人签字。".encode(),
}


def test_a_case_that_belongs_elsewhere_is_returned(visitors: Visitors, product: Product) -> None:
    scene = assigned(product, "其实是质量问题")
    handler, office = visitors.staff("雷勇"), visitors.staff("骆胜男")
    handler.open(scene.number)
    handler.choose("退回")
    handler.submit()
    expect(handler.form.locator(".field.wrong")).to_contain_text("退回理由")
    handler.give("退回", 退回理由="外箱完好，属于出厂质量，应由质量部办理。")
    office.open(scene.number)
    expect(office.page.locator(".timeline")).to_contain_text("应由质量部办理")
    office.give("交办", 主办部门="质量部", 承办人="聂思佳")
    expect(office.page.locator(".case-who")).to_contain_text("聂思佳")


def test_handling_from_receipt_to_survey(visitors: Visitors, product: Product) -> None:
    scene = assigned(product)
    handler, head = visitors.staff("雷勇"), visitors.staff("裘振海")
    handler.open(scene.number)
    handler.give("签收")
    handler.give("响应", 联系方式="电话", 沟通情况="已致电，客户要求换新。")
    _evidence(handler)
    handler.give("开始调查分析", 调查思路="先查签收与外箱照片")
    handler.give(
        "记录调查结论", 调查阶段="深入调查", 投诉是否成立="有效", 调查结论="运输中跌落，外箱有凹痕。"
    )
    handler.give("记录根本原因", 根本原因="装车时没有按标识直立码放。")
    _propose(handler)
    _not_by_the_proposer(handler, scene.number)
    head.open(scene.number)
    head.give("退回处理方案", 退回修改的理由="请补上赔偿金额的依据。")
    handler.open(scene.number)
    expect(handler.page.locator(".timeline")).to_contain_text("请补上赔偿金额的依据")
    _propose(handler)
    head.open(scene.number)
    head.give("批准处理方案", 审批意见="同意")
    customer = visitors.customer()
    customer.track(scene.number, scene.code)
    expect(customer.asked).to_contain_text("上门换新")
    customer.answer(choose="同意")
    handler.open(scene.number)
    for measure in ("1. 上门换新", "2. 电话致歉并补偿"):
        handler.give("完成措施", 完成的措施=measure)
    handler.give("答复", 答复方式="电话", 答复内容="对不起，给您添麻烦了。电视已经换新，谢谢您的谅解。")
    clerk = visitors.staff("庞冬梅")
    clerk.open(scene.number)
    clerk.give("回访", 是否联系上客户="已接通", 回访记录="客户表示满意")
    clerk.give("记录满意度", 客户是否满意="满意", 评分="5")
    expect(clerk.page.locator(".case-tags .stage")).to_contain_text("满意")
    clerk.watch.scan(clerk.page)


def _evidence(handler) -> None:
    handler.tab("证据")
    page = handler.page
    page.locator("#evidence-file").set_input_files([PAGE, RECORD])
    page.get_by_role("button", name="上传").click()
    expect(handler.status).to_contain_text("不接收这类文件（说明.html）")
    expect(handler.status).to_contain_text("已上传 1 个文件")
    expect(page.locator(".file-list")).to_contain_text("签收记录.txt")
    expect(page.locator(".file-list")).not_to_contain_text("说明.html")


def _propose(handler) -> None:
    handler.choose("提出处理方案")
    rows = handler.form.get_by_role("group", name="措施")
    for n, what in enumerate(("上门换新", "电话致歉并补偿")):
        rows.get_by_label("做什么").nth(n).fill(what)
        rows.get_by_label("责任人或部门").nth(n).fill("雷勇")
        rows.get_by_label("完成期限").nth(n).fill("2030-01-08")
    handler.give("提出处理方案", 涉及金额="200", 方案说明="换新并补偿二百元")


def _not_by_the_proposer(handler, number: str) -> None:
    assert "批准处理方案" not in handler.choices()
    handler.act.locator("details.refused > summary").click()
    refused = handler.act.locator("details.refused li").filter(has_text="批准处理方案")
    expect(refused.locator(".muted").first).not_to_be_empty()
    expect(refused).to_contain_text("第5.2条")
    handler.page.goto(f"/cases/{number}")


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_a_head_cannot_approve_his_own_proposal(visitors: Visitors, product: Product) -> None:
    scene = assigned(product, "部门经理自己提方案")
    product.command(HANDLER, scene.number, "acknowledge")
    product.command(
        HEAD, scene.number, "propose_solution", measures=[{"what": "换新", "owner": "裘振海"}], amount=100
    )
    head = visitors.staff("裘振海")
    head.page.goto(f"/cases/{scene.number}/do/approve_solution")
    expect(head.refused()).to_contain_text("自己提出的方案")
    head.watch.scan(head.page)
    product.command(OFFICE, scene.number, "approve_solution")
