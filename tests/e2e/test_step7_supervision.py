"""Step 7: what runs late stands on the supervision board and is urged from there."""

from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import late
from tests.e2e.visitors import Visitors


def test_what_is_late_is_on_the_board_and_is_urged(visitors: Visitors, product: Product) -> None:
    subject = f"送货一再改期 {visitors.screen.name}"
    number = late(product, subject)
    office = visitors.staff("骆胜男")
    page = office.page
    page.goto("/board")
    page.get_by_role("navigation", name="状态").get_by_role("link", name="已逾期").click()
    rows = page.get_by_role("row").filter(has_text=subject)
    row = rows.filter(has_text="响应").first
    expect(row).to_contain_text("逾期")
    expect(row).to_contain_text("雷勇")
    expect(row).to_contain_text("第3.1条")
    office.watch.scan(page)
    row.locator("summary").click()
    row.get_by_role("textbox", name="催办要求").fill("今天下班前联系客户")
    row.get_by_role("button", name="发出催办").click()
    expect(office.status).to_contain_text("催办，已记录")
    expect(rows.filter(has_text="响应").first).to_contain_text("催办 1 次")
    handler = visitors.staff("雷勇")
    handler.page.goto("/")
    to_respond = handler.page.locator(".owed-do").filter(has_text="响应")
    line = handler.page.locator("section.late li.owed").filter(has_text=subject).filter(has=to_respond)
    expect(line).to_contain_text("催办 1 次")
    told = handler.page.locator(".notices li").filter(has_text=number)
    for _ in range(60):  # the worker may still be reading the demo: the page does not change by itself
        handler.page.goto("/notices")
        if told.count():
            break
        handler.page.wait_for_timeout(500)
    expect(told.first).to_be_visible()
    handler.open(number)
    expect(handler.page.locator(".timeline")).to_contain_text("今天下班前联系客户")
    expect(handler.page.locator(".timeline")).to_contain_text("逾期")
