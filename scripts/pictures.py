"""Take the pictures of the README from the running product, into docs/pictures.

    python scripts/pictures.py            all of them
    python scripts/pictures.py bench …    only these

Starts an installation of its own with the demo organisations at a fixed seed, visits it in Chromium (its path in
SHOUWEN_TEST_CHROMIUM) as the people of the demo, and stops it again. `make pictures` calls this.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import typst
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run by its path, the folder above is not where Python looks
    sys.path.insert(0, str(ROOT))

from tests.e2e.browsers import launched  # noqa: E402
from tests.e2e.customer import Customer  # noqa: E402
from tests.e2e.product import Product  # noqa: E402
from tests.e2e.visitors import Screen, Visitors  # noqa: E402

FOLDER = ROOT / "docs/pictures"
LARGEST = 250_000
DEMO = ("--cases", "40", "--seed", "20")
SCREEN = Screen("picture", 1280, 800, scale=1.25)
PHONE = Screen("picture", 390, 844, phone=True, scale=2)
FIRST_PAGE = (
    '#set page(width: auto, height: auto, margin: 0pt)\n#image("dossier.pdf", page: 1, width: 210mm)\n'
)
OFFICE = "骆胜男"


@dataclass
class Studio:
    """The running product, and the pictures that are taken of it."""

    visitors: Visitors
    account: str = "luo_shengnan"

    @property
    def product(self) -> Product:
        return self.visitors.product

    def case_in(self, *states: str) -> str:
        """The number of a complaint that stands where the picture wants it."""
        for state in states:
            found = self.product.api(self.account, f"/cases?state={state}&limit=20")["items"]
            if found:
                return str(found[0]["number"])
        raise SystemExit(f"no case in {states}: another seed is wanted")

    def office(self, path: str) -> Page:
        page = self.visitors.staff(OFFICE, screen=SCREEN).page
        page.goto(path)
        return page

    def keep(self, name: str, page: Page) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide")


def portal(studio: Studio) -> None:
    customer: Customer = studio.visitors.customer(screen=PHONE)
    number, _code = customer.complain(
        "上周送来的冰箱整夜异响，师傅来过两次都说正常，声音大得睡不着。请换一台。", demand="换一台新的"
    )
    studio.product.command(studio.account, number, "grade", severity="medium", urgency="medium")
    for command in ("accept", "respond"):
        studio.product.command(studio.account, number, command)
    customer.back(number)
    studio.keep("portal", customer.page)


def bench(studio: Studio) -> None:
    studio.keep("bench", studio.office("/?scope=all"))


def case(studio: Studio) -> None:
    number = studio.case_in("executing", "consenting", "approving", "handling")
    studio.keep("case", studio.office(f"/cases/{number}"))


def board(studio: Studio) -> None:
    studio.keep("board", studio.office("/board"))


def register(studio: Studio) -> None:
    page = studio.visitors.staff("林晓雯", screen=SCREEN).page
    page.goto("/cases/new")
    for field, text in {
        "姓名": "许佩兰",
        "电话": "19900000000",
        "事由": "新装热水器插座冒烟",
        "投诉内容": "昨天刚装好的热水器，一通电插座就冒烟，有烧焦味，家里有老人孩子，不敢再用。",
    }.items():
        page.get_by_role("textbox", name=field).fill(text)
    for grade in ("严重程度", "紧急程度"):
        page.get_by_role("group", name=grade).get_by_role("radio").first.check(force=True)
    expect(page.locator(".proposal").filter(has_text="一级")).to_be_visible()
    page.get_by_role("heading", level=1).scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")
    studio.keep("register", page)


def statistics(studio: Studio) -> None:
    studio.keep("statistics", studio.office("/statistics?period=this_year&by=category"))


def dossier(studio: Studio) -> None:
    number = studio.case_in("archived", "closed")
    content = studio.office("/").request.get(f"/cases/{number}/dossier.pdf").body()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "dossier.pdf").write_bytes(content)
        (Path(folder) / "page.typ").write_text(FIRST_PAGE, encoding="utf-8")
        made = typst.compile(str(Path(folder) / "page.typ"), root=folder, format="png", ppi=96)
    (FOLDER / "dossier.png").write_bytes(made)


PICTURES: Mapping[str, Callable[[Studio], None]] = {
    taken.__name__: taken for taken in (portal, bench, case, board, register, statistics, dossier)
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="PICTURE", help=f"of {', '.join(PICTURES)}; default: all")
    names = parser.parse_args().names or list(PICTURES)
    if unknown := sorted(set(names) - set(PICTURES)):
        parser.error(f"no such picture: {', '.join(unknown)}")
    if not os.environ.get("SHOUWEN_TEST_CHROMIUM"):
        parser.error("SHOUWEN_TEST_CHROMIUM names no browser; `make pictures` finds one")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        product = Product(home=Path(home))
        product.run("demo", *DEMO)
        product.tokens = product.inside("tokens", "luo_shengnan")
        product.start()
        try:
            with sync_playwright() as playwright, launched(playwright) as browser:
                studio = Studio(Visitors(browser=browser, product=product, screen=SCREEN, sessions={}))
                for name in names:
                    PICTURES[name](studio)
                studio.visitors.leave()
        finally:
            product.stop()
    large = [n for n in names if (FOLDER / f"{n}.png").stat().st_size > LARGEST]
    for name in large:
        print(f"{name}.png is larger than {LARGEST // 1000} kB", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    raise SystemExit(main())
