"""Step 8: every number of the statistics opens exactly the cases behind it."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.scenes import registered
from tests.e2e.visitors import PHONE, WIDE, Visitors

ROWS = re.compile(r'<tr data-row data-href="/cases/')


@pytest.mark.parametrize(("screen", "by"), [(PHONE, "level"), (WIDE, "category")], indirect=["screen"])
def test_numbers_open_their_cases(visitors: Visitors, product: Product, by: str) -> None:
    # one organisation that no other story works in
    for grade in ("high", "low"):
        registered(
            product, "床板开裂", account="cao_lingling",
            facts={"severity": grade, "urgency": grade, "prevalence": "single"}, channel="letter",
        )  # fmt: skip
    office = visitors.staff("管守义")
    page = office.page
    _until_counted(page, f"/statistics?period=this_year&by={by}")
    links = page.locator("table.figures a, dl.totals a")
    told = {a.get_attribute("href") or "": int(a.inner_text()) for a in links.all()}
    assert sum(told.values()) > 0
    for link, number in told.items():
        assert _cases_behind(page, link) == number, link
    total = page.locator("dl.totals .received a")
    number = int(total.inner_text())
    office.watch.scan(page)
    total.click()
    expect(page.locator("table.list tbody tr")).to_have_count(number)


def _until_counted(page: Page, path: str) -> None:
    """Figures follow a moment after the cases."""
    latest = time.monotonic() + 30
    while True:
        page.goto(path)
        total = page.locator("dl.totals .received a")
        if int(total.inner_text()) == _cases_behind(page, total.get_attribute("href") or ""):
            return
        assert time.monotonic() < latest, "the figures do not follow"


def _cases_behind(page: Page, link: str) -> int:
    return len(ROWS.findall(page.request.get(link).text()))
