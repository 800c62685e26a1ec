"""Step 6: dissatisfied, a second round, satisfied, closed when nothing stands against it, filed as a dossier."""

import pytest
from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import HANDLER, HEAD, MEASURES, Scene, assigned, replied
from tests.e2e.visitors import Visitors


@pytest.fixture
def scene(product: Product) -> Scene:
    begun = assigned(product)
    replied(product, begun)
    return begun


def test_a_second_round_then_closing_and_filing(visitors: Visitors, product: Product, scene: Scene) -> None:
    customer, office = visitors.customer(), visitors.staff("骆胜男")
    customer.track(scene.number, scene.code)
    expect(customer.asked).to_contain_text("电视已经换新")
    customer.watch.scan(customer.page)
    customer.answer(choose="不满意", text="换来的遥控器是坏的。")
    expect(customer.page.get_by_text("现在：")).to_contain_text("您说不满意")
    office.open(scene.number)
    expect(office.page.locator(".timeline")).to_contain_text("换来的遥控器是坏的")
    _refused_closing(office, scene, clause="第6.3条", words="客户不满意")
    office.open(scene.number)
    office.give("重新处理", 理由="遥控器需更换")
    expect(office.page.locator(".case-tags")).to_contain_text("第 2 轮")
    _second_round(product, scene)
    customer.back(scene.number)
    customer.answer(choose="满意", text="这次好了，谢谢。")
    _refused_closing(office, scene, clause="第7.1条", words="改进措施还没有全部完成")
    handler = visitors.staff("雷勇")
    handler.open(scene.number)
    handler.give("完成措施", 完成的措施="2. 电话致歉")
    office.open(scene.number)
    office.give("结案", 处理结果="支持", 经验教训="出库前试遥控器")
    expect(office.page.locator(".case-tags .stage")).to_contain_text("已结案")
    office.give("归档", 保管期限="10 年")
    expect(office.page.locator(".case-tags .stage")).to_contain_text("已归档")
    customer.back(scene.number)
    expect(customer.page.get_by_text("现在：")).to_contain_text("已经办结")
    _dossier(office, scene)


def _second_round(product: Product, scene: Scene) -> None:
    """Replied before the last measure is done."""
    product.command(HANDLER, scene.number, "propose_solution", measures=MEASURES, amount=0)
    product.command(HEAD, scene.number, "approve_solution")
    product.command(HANDLER, scene.number, "record_consent", agreed=True)
    product.command(HANDLER, scene.number, "complete_measure", which=1)
    product.command(HANDLER, scene.number, "reply", text="遥控器已经换好，再次致歉。")


def _refused_closing(office, scene: Scene, *, clause: str, words: str) -> None:
    office.page.goto(f"/cases/{scene.number}/do/close")
    expect(office.refused()).to_contain_text(words)
    expect(office.refused()).to_contain_text(clause)
    expect(office.form.get_by_role("textbox")).to_have_count(0)  # nothing to be filled in for nothing


def _dossier(office, scene: Scene) -> None:
    page = office.page
    page.get_by_role("link", name="打印").click()
    expect(page.get_by_role("heading", name="投诉处理单")).to_be_visible()
    expect(page.locator(".sheet-of-paper")).to_contain_text("换来的遥控器是坏的")
    office.watch.scan(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="卷宗")).to_be_hidden()
    page.emulate_media(media="screen")
    link = page.get_by_role("link", name="PDF 卷宗").get_attribute("href") or ""
    answer = page.request.get(link)  # browsers show it or save it, as their owner likes
    assert answer.headers["content-type"] == "application/pdf"
    assert f"{scene.number}.pdf" in answer.headers["content-disposition"]
    assert answer.body().startswith(b"%PDF")
