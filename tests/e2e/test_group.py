"""Three households complain of one lift: joined they are a major complaint, handled once, each answered on his own."""

from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.visitors import Visitors

CLERK, HANDLER, OFFICE = "zhuang_xinyi", "duan_tieshan", "shan_zhengping"


def complaint(product: Product, household: int) -> str:
    told = {
        "channel": "hotline", "subject": "九栋电梯夜里异响", "description": "连着三晚，电梯一动就响，睡不着。",
        "complainant": {"name": f"九栋{household}室", "phone": f"1390000{household:04d}"}, "place": "九栋一单元",
        "category": "public_facilities",
    }  # fmt: skip
    return str(product.api(CLERK, "/cases", told)["number"])


def test_three_households_are_handled_together_and_parted_again(visitors: Visitors, product: Product) -> None:
    lead, second, third = (complaint(product, household) for household in (901, 902, 903))
    clerk = visitors.staff("庄欣怡")
    for member in (second, third):
        clerk.open(member)
        clerk.choose("并案")
        clerk.form.get_by_label("并入哪一件").fill(lead)
        clerk.fill(并案理由="同一部电梯")
        clerk.submit()
        expect(clerk.status).to_contain_text("并案，已记录")
    expect(clerk.page.locator(".case-tags")).to_contain_text("重大投诉")
    expect(clerk.page.locator(".case-tags")).to_contain_text("从件 · 3 户")
    for number in (lead, second):
        product.command(CLERK, number, "accept")
    product.command(CLERK, lead, "assign", unit="工程部", handler=HANDLER)
    product.command(HANDLER, lead, "determine_root_cause", cause="导靴磨损")
    office = visitors.staff("单正平")
    office.open(lead)
    office.tab("并案")
    office.watch.scan(office.page)
    office.page.get_by_role("button", name="带到各从件").click()
    results = office.page.locator("ul.proof li")
    expect(results).to_have_count(2)
    expect(results.filter(has_text=second)).to_contain_text("已带到")
    expect(results.filter(has_text=third)).to_contain_text("该件尚未受理")
    office.watch.scan(office.page)
    office.page.get_by_role("link", name="回到主件").click()
    third_subject = f"{third} 九栋电梯夜里异响"
    office.give("拆分", 和哪一件拆分=third_subject, 拆分理由="另一部电梯")
    expect(office.page.locator(".case-tags")).to_contain_text("一般投诉")
    office.open(third)
    expect(office.page.locator(".case-tags")).not_to_contain_text("从件")
    expect(office.page.locator(".timeline")).to_contain_text("拆分")


def test_the_register_form_offers_to_join(visitors: Visitors, product: Product) -> None:
    lead = complaint(product, 911)
    clerk = visitors.staff("庄欣怡")
    clerk.page.goto("/cases/new")
    clerk.page.get_by_role("textbox", name="事由").fill("电梯响得厉害")
    clerk.page.get_by_role("textbox", name="投诉内容").fill("一开就响。")
    clerk.page.get_by_role("textbox", name="事发地点").fill("九栋 一单元")
    offer = clerk.page.locator("#intake-help li").filter(has_text=lead)
    expect(offer).to_contain_text("同一地点")
    offer.get_by_text("登记后并案").click()
    clerk.page.get_by_role("button", name="登记").last.click()
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text("电梯响得厉害")
    expect(clerk.status).to_contain_text(f"已和 {lead} 并案")
