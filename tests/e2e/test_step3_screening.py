"""Step 3: accept, ask for a supplement, decline, redirect; an inquiry is no complaint."""

import pytest
from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import registered
from tests.e2e.visitors import PHONE, WIDE, Visitors

INVOICE = {"name": "发票.txt", "mimeType": "text/plain", "buffer": "发票号码 0042，九月二十八日。".encode()}


def test_a_supplement_stops_the_clock_until_the_customer_answers(visitors: Visitors) -> None:
    customer, clerk = visitors.customer(), visitors.staff("林晓雯")
    number, _code = customer.complain("买的空调不制冷，售后让我等，已经等了半个月。")
    clerk.open(number)
    clerk.give("要求补正", 请客户补充的材料="购买凭证\n空调的型号")
    expect(clerk.page.locator(".case-clock")).to_contain_text("计时暂停")
    customer.back(number)
    expect(customer.asked).to_contain_text("购买凭证")
    expect(customer.asked).to_contain_text("空调的型号")
    customer.watch.scan(customer.page)
    customer.answer(text="型号是 KF-35，凭证见附件。", file=INVOICE)  # type: ignore[arg-type]
    expect(customer.page.get_by_text("现在：")).to_contain_text("已经收到")
    clerk.open(number)
    expect(clerk.page.locator(".case-clock")).to_contain_text("剩")
    expect(clerk.page.locator(".timeline")).to_contain_text("型号是 KF-35")
    clerk.give("受理")
    expect(clerk.page.locator(".case-tags")).to_contain_text("已受理")
    customer.back(number)
    expect(customer.page.get_by_text("现在：")).to_contain_text("已经受理")


def test_declining_needs_a_reason_and_tells_other_ways(visitors: Visitors) -> None:
    customer, clerk = visitors.customer(), visitors.staff("林晓雯")
    number, _code = customer.complain("隔壁商店的音响太吵，你们管管。")
    clerk.open(number)
    clerk.choose("不予受理")
    clerk.fill(不予受理的理由="噪声来自其他商户，不是本公司的商品或服务。")
    clerk.submit()
    expect(clerk.form.locator(".field.wrong")).to_contain_text("其他途径")
    expect(clerk.form.get_by_role("textbox", name="不予受理的理由")).to_have_value(
        "噪声来自其他商户，不是本公司的商品或服务。"
    )
    clerk.watch.scan(clerk.page)
    clerk.give("不予受理", 其他途径="可拨打城管热线反映。")
    customer.back(number)
    expect(customer.page.get_by_text("现在：")).to_contain_text("没有受理")
    expect(customer.page.locator(".talk")).to_contain_text("噪声来自其他商户")
    expect(customer.page.locator(".talk")).to_contain_text("可拨打城管热线反映")


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_a_case_of_another_house_is_redirected(visitors: Visitors, product: Product) -> None:
    scene = registered(product, "商场停车场乱收费")
    clerk = visitors.staff("林晓雯")
    clerk.open(scene.number)
    clerk.give("转介", 转往单位="市场监督管理局", 理由="停车场由商场经营")
    expect(clerk.page.locator(".case-tags .stage")).to_contain_text("转")
    customer = visitors.customer()
    customer.track(scene.number, scene.code)
    expect(customer.page.get_by_text("现在：")).to_contain_text("转给别的单位")


@pytest.mark.parametrize("screen", [PHONE], indirect=True)
def test_an_inquiry_is_told_apart_and_answered(visitors: Visitors) -> None:
    customer, clerk = visitors.customer(), visitors.staff("林晓雯")
    customer.begin("我要咨询")
    customer.write("旧洗衣机以旧换新怎么算价钱？")
    customer.send()
    number, _code = customer.ticket()
    clerk.open(number)
    expect(clerk.page.locator(".case-tags")).to_contain_text("咨询")
    clerk.give("受理")
    clerk.give("答复", 答复内容="感谢您的咨询。旧机按容量抵五十到一百五十元，上门时当场估价。")
    customer.back(number)
    expect(customer.page.locator(".reply")).to_contain_text("旧机按容量抵")
