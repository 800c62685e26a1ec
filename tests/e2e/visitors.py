"""Who comes to the pages: each in a browser of their own, at the screen of the story."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e.customer import Customer
from tests.e2e.desk import Desk
from tests.e2e.product import Product
from tests.e2e.watch import Watch


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    height: int
    phone: bool = False
    scale: float = 1


PHONE = Screen("phone", 390, 844, phone=True)
WIDE = Screen("wide", 1280, 860)


@dataclass
class Visitors:
    """Opens a watched page for anyone of the story; `leave` closes them all and tells what went wrong."""

    browser: Browser
    product: Product
    screen: Screen
    sessions: dict[str, Any]
    """Kept sign-ins: one click into a demo account is enough for a whole run."""
    watches: list[Watch] = field(default_factory=list)

    def page(self, *, session: Any = None, screen: Screen | None = None, language: str = "zh-CN") -> Page:
        """A page of a fresh browser profile."""
        screen = screen or self.screen
        context = self.browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            device_scale_factor=screen.scale,
            is_mobile=screen.phone,
            has_touch=screen.phone,
            locale=language,
            timezone_id="Asia/Shanghai",
            base_url=self.product.address,
            storage_state=session,
        )
        context.set_default_timeout(20_000)
        self.watches.append(Watch(self.product.address).over(context))
        return context.new_page()

    def customer(self, organisation: str = "four-level", *, screen: Screen | None = None) -> Customer:
        page = self.page(screen=screen)
        return Customer(page, self.watches[-1], organisation)

    def staff(self, name: str, *, screen: Screen | None = None, fresh: bool = False) -> Desk:
        """`name` of the demo organisations, signed in; `fresh` for a session that the story ends."""
        if fresh or name not in self.sessions:
            page = self.page(screen=screen)
            sign_in(page, name)
            if not fresh:
                self.sessions[name] = page.context.storage_state()
        else:
            page = self.page(session=self.sessions[name], screen=screen)
        return Desk(page, self.watches[-1], name)

    def leave(self) -> None:
        for context in self.browser.contexts:
            context.close()
        for watch in self.watches:
            watch.check()


def sign_in(page: Page, name: str) -> None:
    """One click on a demo account."""
    page.goto("/login")
    card = page.get_by_role("button", name=name)
    house = page.locator("details").filter(has=page.locator("button", has_text=name))
    if not card.is_visible():
        house.locator("summary").click()
    card.click()
    expect(page.locator("#main")).to_be_visible()
