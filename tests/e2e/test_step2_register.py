"""Step 2: a clerk registers what is told on the telephone, by keyboard alone, with help while typing."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.product import Product
from tests.e2e.scenes import registered
from tests.e2e.visitors import WIDE, Visitors

CALLER = "13900139031"
SUBJECT = "插座漏电冒烟"
TEXT = "新装的热水器一通电插座就冒烟，闻到烧焦味，家里有老人孩子，不敢再用。"


def tab_to(page: Page, target: Locator) -> None:
    for _press in range(30):
        page.keyboard.press("Tab")
        if target.evaluate("field => field === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def test_a_clerk_registers_by_keyboard_alone(visitors: Visitors, product: Product) -> None:
    earlier = registered(product, "热水器漏电没人管", complainant={"name": "葛红梅", "phone": CALLER})
    clerk = visitors.staff("林晓雯")
    page, keys = clerk.page, clerk.page.keyboard
    page.goto("/")
    keys.press("n")
    expect(page.get_by_role("textbox", name="姓名")).to_be_focused()
    tips = page.get_by_role("complementary", name="登记提示")
    expect(tips.locator(".help-missing")).to_contain_text("联系方式")
    keys.type("葛红梅")
    tab_to(page, page.get_by_role("textbox", name="电话"))
    keys.type(CALLER)
    tab_to(page, page.get_by_role("textbox", name="事由"))
    keys.insert_text(SUBJECT)
    tab_to(page, page.get_by_role("textbox", name="投诉内容"))
    keys.insert_text(TEXT)
    expect(tips.locator(".help-missing")).not_to_contain_text("投诉内容")
    expect(tips.locator(".help-earlier")).to_contain_text(earlier.number)
    expect(tips.locator(".proposal").first).to_contain_text("安全隐患")
    expect(tips.locator(".why").first).to_contain_text("冒烟")
    keys.press("Alt+a")
    expect(tips.locator(".proposal").first).to_contain_text("已采用")
    for grade in ("严重程度", "紧急程度"):
        tab_to(page, page.get_by_role("group", name=grade).get_by_role("radio").first)
        keys.press("Space")
    level = tips.locator(".proposal").filter(has_text="级别")
    expect(level).to_contain_text("一级")
    expect(level.locator("+ .why")).to_contain_text("第3.1条")
    clerk.watch.scan(page)
    keys.press("Control+Enter")
    expect(page.get_by_text("已登记").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    expect(page.locator(".done-codes .code")).to_be_visible()
    expect(page.locator(".owed-cards")).to_contain_text("响应")
    clerk.watch.scan(page)


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_similar_cases_of_others_are_shown(visitors: Visitors, product: Product) -> None:
    other = registered(
        product, "净水器滤芯漏水泡坏地板", complainant={"name": "毛建设", "phone": "13511110012"}
    )
    clerk = visitors.staff("林晓雯")
    clerk.page.goto("/cases/new")
    clerk.page.get_by_role("textbox", name="事由").fill("净水器滤芯漏水，地板泡坏")
    similar = clerk.page.get_by_role("heading", name="相似的来件").locator("xpath=..")
    expect(similar).to_contain_text(other.number)


def test_what_is_wrong_stands_beside_its_field(visitors: Visitors) -> None:
    clerk = visitors.staff("林晓雯")
    page = clerk.page
    page.goto("/cases/new")
    page.get_by_role("textbox", name="投诉内容").fill("只写了内容。")
    page.get_by_role("button", name="登记").last.click()
    expect(page.get_by_role("alert").first).to_contain_text("还没有登记")
    expect(page.locator(".field.wrong").first).to_be_visible()
    expect(page.get_by_role("textbox", name="投诉内容")).to_have_value("只写了内容。")
    clerk.watch.scan(page)


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_a_double_click_makes_one_case(visitors: Visitors) -> None:
    clerk = visitors.staff("林晓雯")
    page = clerk.page
    subject = f"双击登记一次 {visitors.screen.name}"
    page.goto("/cases/new")
    page.get_by_role("textbox", name="姓名").fill("温可")
    page.get_by_role("textbox", name="电话").fill("19900004444")
    page.get_by_role("textbox", name="事由").fill(subject)
    page.get_by_role("textbox", name="投诉内容").fill("双击只应当登记一件。")
    page.locator("#intake-form").get_by_role("button", name="登记").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    clerk.find(subject, cases=1)
