"""Bouncing ends with a designation; a document of supervision goes from its issue to its end."""

import time
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.scenes import UNIT, assigned
from tests.e2e.visitors import Visitors


def test_a_case_that_is_given_back_is_designated_and_stays(visitors: Visitors, product: Product) -> None:
    scene = assigned(product, f"两个部门都说不归自己管 {visitors.screen.name}")
    handler, office = visitors.staff("雷勇"), visitors.staff("骆胜男")
    handler.open(scene.number)
    handler.give("退回", 退回事由="不属本部门职责", 退回理由="破损在出厂时就有，应由质量部办理。")
    office.open(scene.number)
    expect(office.page.locator(".case-tags")).to_contain_text("退回 1 次")
    expect(office.page.locator(".timeline")).to_contain_text("不属本部门职责")
    office.give("指定承办", 指定承办部门=UNIT, 指定的理由="签收时没有验货，由物流部承办。")
    expect(office.page.locator(".case-tags")).to_contain_text("指定承办")
    office.watch.scan(office.page)
    handler.open(scene.number)
    assert "退回" not in handler.choices()
    handler.give("签收")
    office.page.goto(f"/precedents?q={visitors.screen.name}")
    row = office.page.get_by_role("row").filter(has_text=scene.subject)
    expect(row).to_contain_text("签收时没有验货，由物流部承办。")
    office.watch.scan(office.page)
    _counted(office.page, scene.subject)


def _counted(page: Page, subject: str) -> None:
    """The returns of the unit open exactly their cases, once the figures have followed."""
    latest = time.monotonic() + 90
    row = page.locator("section.times").filter(has_text="退回与推诿").get_by_role("row").filter(has_text=UNIT)
    while True:
        page.goto("/statistics?by=unit")
        page.wait_for_load_state("networkidle")
        given_back = row.first.get_by_role("link")
        if given_back.count():
            given_back.first.click()
            expect(page.get_by_role("heading", level=1)).to_have_text("台账")
            if page.get_by_text(subject).count():
                return
        assert time.monotonic() < latest, "the figures do not follow"
        time.sleep(1)


def test_a_document_of_supervision_from_issue_to_end(visitors: Visitors, product: Product) -> None:
    scene = assigned(product, f"换货等了两周 {visitors.screen.name}")
    office, head = visitors.staff("骆胜男"), visitors.staff("裘振海")
    office.open(scene.number)
    office.choose("发督办文书")
    office.fill(文书种类="督办", 受文部门=UNIT, 事由="逾期", 督办要求="三日内送达新机，向客户致歉。")
    until = datetime.now() + timedelta(days=2)
    office.form.get_by_label("报送落实情况的期限").fill(f"{until:%Y-%m-%dT%H:%M}")
    office.submit()
    expect(office.status).to_contain_text("发督办文书，已记录")
    head.open(scene.number)
    head.give("签收督办文书")
    head.give("报送落实情况", 落实过程="新机已于今日送达。", 意见建议="增加备货。")
    office.open(scene.number)
    office.choose("审核落实情况")
    office.fill(审核结论="退回重办", 审核意见="没有致歉记录。")
    office.form.get_by_label("重办期限").fill(f"{until:%Y-%m-%dT%H:%M}")
    office.submit()
    expect(office.status).to_contain_text("审核落实情况，已记录")
    head.open(scene.number)
    head.give("报送落实情况", 落实过程="已当面致歉。")
    office.open(scene.number)
    office.give("审核落实情况", 审核结论="审结")
    office.tab("督办")
    papers = office.page.locator(".papers")
    expect(papers).to_contain_text("已审结")
    expect(papers).to_contain_text("没有致歉记录。")
    office.watch.scan(office.page)
    link = papers.get_by_role("link", name="打印").get_attribute("href")
    answer = office.page.request.get(str(link))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    office.page.goto("/supervision?stands=closed")
    row = office.page.get_by_role("row").filter(has_text=scene.subject)
    expect(row).to_contain_text("督〔")
    expect(row).to_contain_text("退回 1 次")
    office.watch.scan(office.page)
