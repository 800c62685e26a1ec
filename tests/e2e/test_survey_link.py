"""The survey by link on a phone: no login, several questions, put right afterwards."""

from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import assigned, replied
from tests.e2e.visitors import PHONE, Visitors


def test_a_survey_is_answered_and_put_right_by_its_link(visitors: Visitors, product: Product) -> None:
    scene = assigned(product)
    replied(product, scene)
    token = product.inside("survey", scene.number, "1")
    page = visitors.page(screen=PHONE)
    watch = visitors.watches[-1]
    page.goto(f"/p/s/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("这件事我们办得怎么样")
    expect(page.locator("main")).not_to_contain_text(scene.subject)
    watch.scan(page)
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("请选满意或者不满意。").first).to_be_visible()
    page.get_by_text("不满意", exact=True).click()
    for question, mark in (("总体打几分", "2"), ("办得及时吗", "1")):
        page.get_by_role("group", name=question).get_by_text(mark, exact=True).click()
    page.get_by_label("想对我们说的").fill("等得太久")
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您的评价。")
    page.goto(f"/p/s/{token}")
    expect(page.get_by_label("想对我们说的")).to_have_value("等得太久")
    page.get_by_text("满意", exact=True).click()
    page.get_by_role("group", name="总体打几分").get_by_text("4", exact=True).click()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您的评价。")
    office = visitors.staff("骆胜男")
    office.open(scene.number)
    expect(office.page.locator(".case-tags .stage")).to_contain_text("客户满意")
    expect(office.page.locator(".timeline")).to_contain_text("等得太久")
    watch.expected.append("404")
    page.goto(f"/p/s/{token[:-2]}xx")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="提交评价")).to_have_count(0)
