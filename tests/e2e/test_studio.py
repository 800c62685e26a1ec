"""The studio: open the book, change a limit, see a fault at once, mend it, compare, put it in force from tomorrow."""

import re

from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.visitors import Visitors

CLERK, OFFICE = "cao_lingling", "管守义"
"""Of the furniture maker under the book of staged limits: intake, and the head of the complaint office."""
FORM = {
    "channel": "hotline", "subject": "衣柜门板开裂", "description": "衣柜装好一周，两扇门板先后开裂，要求更换。",
    "complainant": {"name": "燕小北", "phone": "13900139011"},
}  # fmt: skip


def limit_of(product: Product, number: str) -> tuple[str, float]:
    """(the rule book of the case, hours to confirm the content with the customer)."""
    from datetime import datetime

    case = product.api(CLERK, f"/cases/{number}")
    owed = product.api(CLERK, f"/cases/{number}/obligations")["items"]
    first = next(one for one in owed if one["do"] == "responded")
    span = datetime.fromisoformat(first["due_at"]) - datetime.fromisoformat(first["started_at"])
    return str(case["rule_book"]["version"]), span.total_seconds() / 3600


def test_a_limit_is_changed_from_tomorrow(visitors: Visitors, product: Product) -> None:
    hours = "5" if visitors.screen.phone else "6"
    before = product.api(CLERK, "/cases", FORM)["number"]
    version, present = limit_of(product, before)
    office = visitors.staff(OFFICE)
    page = office.page

    page.goto("/rulebook")
    expect(page.locator("#clause-c1-1")).to_contain_text("必须")
    office.watch.scan(page)
    page.get_by_role("link", name="修订办法").click()
    page.get_by_role("button", name="开始起草").click()
    expect(office.status).to_contain_text("检查无误")
    office.watch.scan(page)

    page.locator("#clause-c1-1 .rule").first.get_by_role("link", name="修改").click()
    limit = page.get_by_role("textbox", name="时限", exact=True)
    expect(limit).to_have_value(f"{present:.0f}h")
    limit.press("End")
    limit.press_sequentially("x")
    expect(page.locator("#fault-within")).not_to_be_empty()
    expect(page.locator("#verdict")).to_contain_text("这样写还有错误")
    office.watch.scan(page)
    limit.fill(f"{hours}h")
    expect(page.locator("#fault-within")).to_be_empty()
    expect(page.locator("#verdict")).to_contain_text(f"{hours} 小时")

    page.get_by_role("group", name="适用条件").get_by_role("button", name="再加一项").click()
    group = page.get_by_role("group", name="适用条件")
    group.get_by_role("combobox", name="看哪一项").nth(1).select_option(label="渠道")
    expect(group.get_by_role("combobox", name="值").nth(1)).to_be_visible()
    group.get_by_role("combobox", name="值").nth(1).select_option(label="热线电话")
    expect(page.locator("#verdict")).to_contain_text("渠道为热线电话")
    group.get_by_role("button", name="去掉这一项").nth(1).click()
    expect(group.get_by_role("combobox", name="看哪一项")).to_have_count(1)
    page.get_by_role("button", name="存入草稿").click()
    expect(office.status).to_contain_text("检查无误")
    expect(page.locator("#clause-c1-1")).to_contain_text(f"{hours} 小时")

    page.get_by_role("link", name="草稿的流程图").click()
    expect(page.get_by_role("img", name=re.compile("投诉分段限时处理办法"))).to_be_visible()
    office.watch.scan(page)
    page.go_back()
    page.get_by_role("link", name="与现行对照").click()
    expect(page.locator(".difference")).to_have_count(1)
    expect(page.locator(".difference")).to_contain_text(f"{present:.0f} 小时")
    expect(page.locator(".difference .after").first).to_have_text(f"{hours} 小时")
    office.watch.scan(page)

    page.goto("/rulebook/studio/install")
    office.watch.scan(page)
    page.get_by_role("button", name="施行").click()
    expect(office.status).to_contain_text("起施行")
    assert limit_of(product, product.api(CLERK, "/cases", FORM)["number"]) == (version, present)

    number = product.inside("tomorrow", "staged-limits")
    after = product.api(CLERK, "/cases", FORM)["number"]
    assert limit_of(product, after) == (str(number), float(hours))
    assert limit_of(product, before) == (version, present)
    page.goto("/rulebook")
    expect(page.locator(".page-head")).to_contain_text(f"第 {number} 版")
    page.get_by_role("link", name=f"第 {version} 版").click()
    expect(page.locator("#clause-c1-1")).to_contain_text(f"{present:.0f} 小时")


def test_the_manual_is_sent_and_confirmed(visitors: Visitors) -> None:
    office = visitors.staff(OFFICE)
    page = office.page
    page.goto("/rulebook/manual")
    page.get_by_role("button", name=re.compile("发给")).click()
    expect(office.status.first).to_contain_text("已发给")
    office.watch.scan(page)
    confirm = page.get_by_role("button", name="我已阅读")
    if confirm.count():
        confirm.first.click()
        expect(office.status.first).to_contain_text("已确认阅读")
    expect(page.get_by_role("row").filter(has_text=OFFICE)).not_to_contain_text("未读")


def test_every_part_has_its_form(visitors: Visitors) -> None:
    """Of another organisation, so that the story above keeps its draft to itself."""
    office = visitors.staff("骆胜男")
    page = office.page
    page.goto("/rulebook/studio")
    begin = page.get_by_role("button", name="开始起草")
    if begin.count():
        begin.click()
    expect(office.status).to_contain_text("检查无误")

    page.locator("#part-categories").get_by_role("link", name="增加分类").click()
    page.get_by_role("textbox", name="名称", exact=True).fill("包装")
    page.get_by_role("textbox", name="关键词").fill("漏气、胀袋")
    expect(page.locator("#verdict")).to_contain_text("包装：漏气、胀袋")
    office.watch.scan(page)
    page.get_by_role("textbox", name="关键词").press("Enter")
    expect(page.locator("#part-categories")).to_contain_text("包装：漏气、胀袋")

    page.locator("#part-start").get_by_role("link", name="修改 calendar").click()
    saturday = page.get_by_role("textbox", name="周六")
    expect(saturday).to_have_attribute("placeholder", "休息")
    saturday.fill("09:00-08:00")
    expect(page.locator("#fault-sat")).not_to_be_empty()
    saturday.fill("09:00-12:00")
    expect(page.locator("#fault-sat")).to_be_empty()
    expect(page.locator("#verdict")).to_contain_text("周六 09:00–12:00")
    office.watch.scan(page)
    page.get_by_role("button", name="存入草稿").click()

    page.locator("#part-facts").get_by_role("link", name="增加登记项").click()
    page.get_by_role("textbox", name="名称", exact=True).fill("支付方式")
    page.get_by_role("combobox", name="类型").select_option(label="单选")
    page.get_by_role("textbox", name="选项", exact=True).first.fill("现金")
    page.get_by_role("textbox", name="选项", exact=True).nth(1).fill("刷卡")
    expect(page.locator("#verdict")).to_contain_text("现金、刷卡")
    office.watch.scan(page)
    page.get_by_role("button", name="存入草稿").click()
    expect(office.status).to_contain_text("检查无误")
    expect(page.locator("#part-facts")).to_contain_text("支付方式（单选，现金、刷卡")

    page.locator("#part-approvals").get_by_role("link", name="增加一步").first.click()
    page.get_by_role("textbox", name="这一步叫什么").fill("办公会")
    people = page.get_by_role("textbox", name="至少几人同意")
    people.fill("2")
    page.get_by_role("checkbox", name="每个角色各要一人同意").check()
    expect(page.locator("#fault-at_least")).not_to_be_empty()
    page.get_by_role("checkbox", name="每个角色各要一人同意").uncheck()
    expect(page.locator("#fault-at_least")).to_be_empty()
    page.get_by_role("checkbox", name="由会议决定，要有会议纪要").check()
    expect(page.locator("#verdict")).to_contain_text("办公会：至少 2 名")
    office.watch.scan(page)
    page.get_by_role("button", name="存入草稿").click()
    added = page.locator("#part-approvals .rule.depth-1").filter(has_text="办公会")
    expect(added).to_contain_text("3. 办公会")
    added.get_by_role("button", name="上移").press("Enter")  # the entry keeps the focus, for one more step
    expect(added).to_contain_text("2. 办公会")
    expect(added.get_by_role("button", name="上移")).to_be_focused()
    office.watch.scan(page)

    page.locator("#part-roles").get_by_role("link", name="修改").first.click()
    page.get_by_text("删除这一条").click()
    expect(page.locator(".entry-remove")).to_contain_text("处用到它")
    office.watch.scan(page)
    page.goto("/rulebook/studio")
    page.get_by_text("删除草稿", exact=True).click()
    page.get_by_role("button", name="确定删除").click()
    expect(page.get_by_role("button", name="开始起草")).to_be_visible()
