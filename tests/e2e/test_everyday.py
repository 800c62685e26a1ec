"""What has to hold whatever the step: two at one case, sessions, languages, rare characters, a power cut."""

import pytest
from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import CLERK, HANDLER, HEAD, assigned, registered
from tests.e2e.visitors import WIDE, Visitors, sign_in

TEXT = "刚打过电话，客户要求今天上门，正在约时间。"


def test_of_two_at_one_case_the_second_sees_what_changed(visitors: Visitors, product: Product) -> None:
    scene = assigned(product, "两个人同时办")
    handler = visitors.staff("雷勇")
    handler.open(scene.number)
    handler.choose("响应")
    handler.fill(沟通情况=TEXT)
    product.command(HEAD, scene.number, "note", note="我先看过外箱照片了")
    handler.submit()
    conflict = handler.refused()
    expect(conflict).to_contain_text("别人已经办了这件")
    expect(conflict).to_contain_text("裘振海")
    expect(conflict).to_contain_text("我先看过外箱照片了")
    expect(handler.form.get_by_role("textbox", name="沟通情况")).to_have_value(TEXT)
    handler.watch.scan(handler.page)
    handler.submit()
    expect(handler.status).to_contain_text("响应，已记录")
    expect(handler.page.locator(".timeline")).to_contain_text(TEXT)


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_a_double_click_gives_a_command_once(visitors: Visitors, product: Product) -> None:
    scene = registered(product, "双击受理")
    clerk = visitors.staff("庞冬梅")
    clerk.open(scene.number)
    clerk.choose("受理")
    clerk.form.get_by_role("button").last.dblclick()
    expect(clerk.page.locator(".case-tags .stage")).to_have_text("已受理")
    events = product.api(CLERK, f"/cases/{scene.number}/events")["items"]
    assert [event["type"] for event in events].count("accepted") == 1


def test_an_ended_session_loses_no_text(visitors: Visitors, product: Product) -> None:
    scene = assigned(product, "写到一半会话到期")
    handler = visitors.staff("雷勇", fresh=True)
    handler.open(scene.number)
    handler.choose("响应")
    handler.fill(沟通情况=TEXT)
    handler.page.context.clear_cookies(name="sessionid")
    handler.submit()
    expect(handler.page.get_by_text("登录已过期，请重新登录")).to_be_visible()
    handler.page.get_by_role("button", name="雷勇").click()
    expect(handler.page.locator(".case-head .number")).to_have_text(scene.number)
    handler.choose("响应")
    expect(handler.form.get_by_role("textbox", name="沟通情况")).to_have_value(TEXT)


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_signing_out_ends_the_session(visitors: Visitors) -> None:
    clerk = visitors.staff("林晓雯", fresh=True)
    page = clerk.page
    page.goto("/")
    page.locator("details.user summary").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录", exact=True)).to_be_visible()
    page.goto("/cases")
    expect(page.get_by_role("heading", name="登录", exact=True)).to_be_visible()
    sign_in(page, "林晓雯")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_a_wrong_password_is_refused(visitors: Visitors) -> None:
    page = visitors.page()
    visitors.watches[-1].expected.append("status of 401")
    page.goto("/login")
    page.get_by_role("textbox", name="账号").fill("lin_xiaowen")
    page.get_by_role("textbox", name="密码").fill("wrong")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")


def test_rare_characters_stay_whole(visitors: Visitors, product: Product) -> None:
    clerk = visitors.staff("林晓雯")
    page = clerk.page
    page.goto("/cases/new")
    subject = f"𠮷野家门口的䶮字招牌{visitors.screen.name}"
    page.get_by_role("textbox", name="姓名").fill("𠮷䶮")
    page.get_by_role("textbox", name="电话").fill("13500135055")
    page.get_by_role("textbox", name="事由").fill(subject)
    page.get_by_role("textbox", name="投诉内容").fill("送货员把“䶮”写成了“龙天”，“𠮷”写成了“吉”。")
    page.locator("#intake-form").get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    page.get_by_role("link", name="打开该件").click()
    expect(page.locator(".facts")).to_contain_text("𠮷䶮")
    expect(page.locator(".description")).to_contain_text("“䶮”写成了“龙天”，“𠮷”写成了“吉”")
    expect(clerk.find(subject[-8:], cases=1)).to_contain_text(subject)
    customer = visitors.customer()
    number, _code = customer.complain("𠮷祥里的快递柜打不开。", name="陈䶮")
    clerk.open(number)
    expect(page.get_by_role("heading", level=1)).to_contain_text("𠮷祥里")
    expect(page.locator(".facts")).to_contain_text("陈䶮")


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_a_power_cut_in_the_middle_loses_nothing(visitors: Visitors, product: Product) -> None:
    customer, handler = visitors.customer(), visitors.staff("雷勇")
    number, code = customer.complain("停电之前提交的投诉，应当还在。")
    product.command(CLERK, number, "accept")
    product.command(CLERK, number, "assign", unit="物流部", handler=HANDLER)
    handler.open(number)
    handler.give("签收")
    handler.choose("响应")
    handler.fill(沟通情况=TEXT)
    for watch in (customer.watch, handler.watch):
        watch.expected.append("ERR_CONNECTION_REFUSED|Send Error|htmx:")
    product.kill()
    handler.submit()
    expect(handler.page.locator("#trouble")).to_be_visible()
    expect(handler.form.get_by_role("textbox", name="沟通情况")).to_have_value(TEXT)
    product.start()
    handler.submit()
    expect(handler.status).to_contain_text("响应，已记录")
    expect(handler.page.locator(".timeline")).to_contain_text("签收")
    expect(handler.page.locator(".timeline")).to_contain_text(TEXT)
    customer.track(number, code)
    expect(customer.page.get_by_role("heading", level=1)).to_contain_text("停电之前")
    assert "完好" in product.run("case", "verify", number)
