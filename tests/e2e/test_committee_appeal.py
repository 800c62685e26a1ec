"""An appeal to the committee: a case of its own, investigated again; its word is written back and final."""

import re

from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.visitors import Visitors

CLERK, HANDLER, UPPER, CHAIR = "shui_ningyu", "du_guning", "qin_shouzhong", "sima_huaixin"


def twice_dissatisfied(product: Product) -> tuple[str, str]:
    """(number, code) of a case that the upper department has handled again in vain."""
    told = {
        "channel": "visit", "subject": "报告一周没有拿到", "description": "体检报告说三天，等了一周。",
        "complainant": {"name": "邢桂香", "phone": "13700137044"}, "category": "service_speed",
        "facts": {"predicted_on": "2027-01-04"},
    }  # fmt: skip
    made = product.api(CLERK, "/cases", told)
    number = str(made["number"])
    product.command(CLERK, number, "accept")
    product.command(CLERK, number, "assign", unit="业务部", handler=HANDLER)
    product.command(HANDLER, number, "reply", text="已催办报告")
    product.command(CLERK, number, "record_satisfaction", satisfied=False)
    product.command(CLERK, number, "escalate", to="upper_department")
    product.command(UPPER, number, "reopen", reason="上级部门重新处理")
    product.command(UPPER, number, "reply", text="已当面送达报告")
    product.command(CLERK, number, "record_satisfaction", satisfied=False)
    return number, str(made["query_code"])


def test_the_committee_reviews_and_its_word_is_final(visitors: Visitors, product: Product) -> None:
    number, code = twice_dissatisfied(product)
    customer, office, chair = (
        visitors.customer("committee"),
        visitors.staff("秦守中"),
        visitors.staff("司马怀信"),
    )
    customer.track(number, code)
    customer.page.get_by_role("link", name="对结果不服，要申诉").click()
    customer.page.get_by_label("为什么不服").fill("送达不等于道歉，没有说明原因。")
    customer.page.get_by_role("button", name="提交申诉").click()
    office.open(number)
    office.give("立案复核")
    office.tab("相关件")
    link = office.page.locator(".related li").filter(has_text="复核件").get_by_role("link")
    review = re.search(r"TS-\d+-\d+", link.inner_text())
    assert review
    product.command(CLERK, review[0], "accept")
    chair.open(review[0])
    expect(chair.page.get_by_role("heading", level=1)).to_have_text("复查：报告一周没有拿到")
    expect(chair.act.get_by_role("link", name="作出复核结论")).to_have_count(0)  # the committee has not met
    product.command(CHAIR, review[0], "hold_meeting", topic="重新调查", attendees=["甲", "乙"])
    chair.open(review[0])
    chair.give("作出复核结论", 复核结论="维持原结果", 理由="处理适当，责成补充说明原因")
    chair.watch.scan(chair.page)
    office.open(number)
    expect(office.page.locator(".timeline")).to_contain_text("处理适当，责成补充说明原因")
    customer.back(number)
    expect(customer.page.locator(".talk")).to_contain_text("复核结果")
    expect(customer.page.get_by_role("link", name="对结果不服，要申诉")).to_have_count(0)
