"""Step 1: a customer files a complaint from the phone and follows it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.visitors import PHONE, Visitors

TEXT = "九月二十八日买的电饭煲，第三次用就跳闸，打了四次热线都说等回复，到今天没有人联系我。𠮷野家小区自提点可以作证。"


def test_a_customer_files_a_complaint_and_follows_it(visitors: Visitors) -> None:
    customer = visitors.customer()
    page = customer.page
    customer.begin()
    customer.write(TEXT, demand="换一台新的", name="陈䶮", phone="138 0013 8021")
    customer.send()
    number, code = customer.ticket()
    assert re.fullmatch(r"\S{6,24}", number)
    assert re.fullmatch(r"[0-9A-Z ]{6,20}", code)
    expect(page.get_by_role("heading", name="我们答应您")).to_be_visible()
    expect(page.locator(".promises li").first).to_contain_text(re.compile(r"\d+月\d+日 \d\d:\d\d 前"))
    page.get_by_role("link", name="现在就看进展").click()
    expect(page.get_by_text("现在：")).to_contain_text("已经收到，正等着受理")
    expect(page.locator("[aria-current=step]")).to_contain_text("受理")
    another = visitors.customer()
    another.track(number, code)
    expect(another.page.get_by_text("现在：")).to_contain_text("已经收到")
    expect(another.page.get_by_role("heading", level=1)).to_contain_text("电饭煲")


def test_what_is_missing_is_said_and_nothing_written_is_lost(visitors: Visitors) -> None:
    customer = visitors.customer("property")
    customer.begin()
    customer.page.get_by_label("您希望我们怎么做").fill("修好")
    customer.page.get_by_role("button", name="提交").click()
    expect(customer.page.get_by_text("请写一下发生了什么。")).to_be_visible()
    expect(customer.page.get_by_text("需要您同意，我们才能处理。")).to_be_visible()
    expect(customer.page.get_by_label("您希望我们怎么做")).to_have_value("修好")
    customer.watch.scan(customer.page)


@pytest.mark.parametrize("screen", [PHONE], indirect=True)
def test_a_wrong_query_code_opens_nothing(visitors: Visitors) -> None:
    customer = visitors.customer()
    number, _code = customer.complain("送来的洗衣机外壳凹了一大块。")
    stranger = visitors.customer()
    stranger.page.goto("/p/track")
    stranger.page.get_by_label("编号").fill(number)
    stranger.page.get_by_label("查询码").fill("0000-0000")
    stranger.page.get_by_role("button", name="查看进展").click()
    expect(stranger.page.get_by_text("编号或查询码不对，请核对后再试。")).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE], indirect=True)
def test_tapping_twice_makes_one_case(visitors: Visitors) -> None:
    customer = visitors.customer()
    customer.begin()
    customer.write("冰箱压缩机整夜响，连着两次点了提交。", name="两次点")
    customer.page.get_by_role("button", name="提交").dblclick()
    expect(customer.page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您告诉我们。")
    clerk = visitors.staff("林晓雯")
    clerk.find("连着两次点了提交", cases=1)
