"""Step 4: each person's bench lists what is owed, soonest first, with countdown and clause."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.scenes import CLERK, registered
from tests.e2e.visitors import WIDE, Visitors

GRADES = {
    "三级": {"severity": "medium", "urgency": "low", "prevalence": "single"},
    "一级": {"severity": "high", "urgency": "high", "prevalence": "single"},
    "二级": {"severity": "low", "urgency": "high", "prevalence": "single"},
}


def test_benches_list_what_is_owed_soonest_first(visitors: Visitors, product: Product) -> None:
    subject = f"媒体来问 {visitors.screen.name}"
    made = {}
    for level, facts in GRADES.items():
        made[level] = registered(product, subject, facts=facts)
        product.command(CLERK, made[level].number, "accept")
        product.command(CLERK, made[level].number, "assign", unit="公关部", handler="xi_wanting")
    handler = visitors.staff("席婉婷")
    handler.page.goto("/")
    to_respond = handler.page.locator(".owed-do").filter(has_text="响应")
    lines = handler.page.locator("li.owed").filter(has_text=subject).filter(has=to_respond)
    expect(lines.locator(".level")).to_have_text(["一级", "二级", "三级"])
    soonest = lines.first
    expect(soonest.locator(".owed-when strong")).to_have_text(re.compile(r"剩 (2 小时|1 小时 \d+ 分)"))
    soonest.locator("details.clause summary").click()
    expect(soonest.locator(".clause-text")).to_contain_text("两小时内响应")
    handler.page.keyboard.press("Escape")
    handler.watch.scan(handler.page)
    soonest.get_by_role("link", name="响应").click()
    expect(handler.page.locator(".case-head .number")).to_have_text(made["一级"].number)
    expect(handler.form.get_by_role("heading", name="响应")).to_be_visible()


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_who_has_no_part_sees_nothing_of_it(visitors: Visitors, product: Product) -> None:
    scene = registered(product, "只归公关部的一件")
    product.command(CLERK, scene.number, "accept")
    product.command(CLERK, scene.number, "assign", unit="公关部", handler="xi_wanting")
    outsider = visitors.staff("施凯文")
    outsider.page.goto("/")
    expect(outsider.page.get_by_text(scene.subject)).to_have_count(0)
    outsider.watch.expected.append("status of 404")
    outsider.page.goto(f"/cases/{scene.number}")
    expect(outsider.page.get_by_text(scene.subject)).to_have_count(0)
    clerk = visitors.staff("庞冬梅")
    expect(clerk.find(scene.number, cases=1)).to_contain_text(scene.subject)
