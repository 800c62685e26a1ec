"""Every kind of page, in Chinese and in English: quiet, and without a grave finding of the accessibility scan."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.scenes import HEAD, approved, assigned
from tests.e2e.visitors import PHONE, WIDE, Visitors

STAFF = (
    "/?scope=all",
    "/cases",
    "/cases?q=没有这样的件",
    "/cases/new",
    "/board",
    "/statistics?period=this_year",
    "/rulebook",
    "/rulebook/flow",
    "/rulebook/manual",
    "/rulebook/what-if",
    "/evidence",
    "/supervision",
    "/precedents",
    "/duty",
    "/duty/consequences",
    "/duty/quality",
    "/duty/objections",
    "/duty/traces",
    "/duty/disposal",
    "/notices",
)
TABS = ("承诺与时限", "措施", "证据", "条款对照")
PORTAL = ("/p/", "/p/four-level/", "/p/four-level/new", "/p/track")
OUTSIDE = """pop => {
  const sheet = [...pop.children].at(-1);
  const room = sheet.getBoundingClientRect();
  return [sheet, ...sheet.querySelectorAll("button, textarea, a")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth || box.left < room.left - 1 || box.right > room.right + 1;
  }).map((one) => one.outerHTML.slice(0, 80));
}"""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def visit(page: Page, paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        yield path


def test_staff_pages(visitors: Visitors, product: Product) -> None:
    scene = assigned(product)
    approved(product, scene)
    office = visitors.staff("骆胜男")
    for _path in visit(office.page, STAFF):
        office.watch.scan(office.page)
        _no_sideways_scrolling(office.page)
    office.open(scene.number)
    for tab in TABS:
        office.tab(tab)
        office.watch.scan(office.page)
    _no_sideways_scrolling(office.page)
    office.choose("交办")
    office.watch.scan(office.page)
    office.watch.expected.append("status of 404")
    office.page.goto("/cases/TS-1999-000001")
    office.watch.scan(office.page)


def test_an_early_event_of_a_long_case_is_shown(visitors: Visitors, product: Product) -> None:
    """By its address and from the clauses, where it is among those that the page fetches later."""
    scene = assigned(product)
    for n in range(15):
        product.command(HEAD, scene.number, "note", note=f"第{n}次联系客户")
    office = visitors.staff("骆胜男")
    office.page.goto(f"/cases/{scene.number}#event-1")
    expect(office.page.locator("#event-1")).to_have_class(re.compile("lit"))
    office.watch.scan(office.page)
    office.open(scene.number)
    expect(office.page.locator("#event-1")).to_have_count(0)
    office.tab("条款对照")
    office.page.locator("[data-shows-event][href$='#event-1']").first.click()
    expect(office.page.locator("#event-1")).to_be_visible()


def test_what_opens_over_a_page_stays_on_the_screen(visitors: Visitors, product: Product) -> None:
    """Menus and clause texts, with everything that can be pressed in them."""
    assigned(product)
    office = visitors.staff("骆胜男")
    for path in ("/?scope=all", "/board"):
        office.page.goto(path)
        pops = office.page.locator("main details.menu, main details.clause, header details.menu")
        for pop in pops.all()[:6]:
            pop.locator("summary").click()
            outside = pop.evaluate(OUTSIDE)
            assert outside == [], f"{path}: {outside}"
            office.page.keyboard.press("Escape")


def test_portal_pages(visitors: Visitors) -> None:
    customer = visitors.customer()
    for _path in visit(customer.page, PORTAL):
        customer.watch.scan(customer.page)
        _no_sideways_scrolling(customer.page)
    number, _code = customer.complain("洗碗机漏水，厨房地板泡坏了。")
    customer.watch.scan(customer.page)
    customer.back(number)
    customer.watch.scan(customer.page)
    _no_sideways_scrolling(customer.page)
    customer.page.get_by_role("link", name="催一催").click()
    customer.watch.scan(customer.page)


def test_signing_in(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto("/login")
    visitors.watches[-1].scan(page)
    _no_sideways_scrolling(page)


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_english_by_a_switch(visitors: Visitors, product: Product) -> None:
    scene = assigned(product)
    office = visitors.staff("骆胜男", fresh=True)
    page = office.page
    page.goto("/board")
    page.get_by_role("button", name="English").click()
    for _path in visit(page, STAFF):
        expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/board")
    assert not CHINESE.search(page.get_by_role("navigation").first.inner_text())
    assert not CHINESE.search(page.get_by_role("heading", level=1).inner_text())
    page.goto(f"/cases/{scene.number}")
    assert not CHINESE.search(" ".join(page.get_by_role("tab").all_inner_texts()))
    office.watch.scan(page)
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


@pytest.mark.parametrize("screen", [PHONE], indirect=True)
def test_portal_in_english(visitors: Visitors) -> None:
    customer = visitors.customer()
    page = customer.page
    page.goto("/p/four-level/")
    page.get_by_role("button", name="English").click()
    for _path in visit(page, PORTAL):
        expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/p/four-level/new")
    assert not CHINESE.search(page.get_by_role("heading", level=1).inner_text())
    customer.watch.scan(page)


def _no_sideways_scrolling(page: Page) -> None:
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"{page.url} is {wide} px wide on a screen of {seen}"
