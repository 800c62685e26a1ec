"""A member of staff at the staff pages."""

import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.watch import Watch


@dataclass
class Desk:
    page: Page
    watch: Watch
    name: str

    def open(self, number: str) -> None:
        self.page.goto(f"/cases/{number}")
        expect(self.page.locator(".case-head .number")).to_have_text(number)

    @property
    def act(self) -> Locator:
        """Where commands are chosen and given."""
        return self.page.get_by_role("complementary", name="办理")

    @property
    def form(self) -> Locator:
        return self.page.locator("#do-form")

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("status")

    def choose(self, command: str) -> None:
        """Open the form of a command on the case page."""
        heading = self.form.get_by_role("heading", name=command, exact=True)
        if heading.is_visible():
            return
        link = self.act.get_by_role("link", name=command, exact=True)
        if not link.is_visible():
            self.act.locator("details.act-more:not(.refused) > summary").click()
        link.click()
        expect(heading).to_be_visible()

    def give(self, command: str, **fields: str) -> None:
        """A command on the open case. `fields`: label → text, or the choice's words."""
        self.choose(command)
        self.fill(**fields)
        self.page.evaluate("document.body.dataset.before = 'yes'")
        self.submit()
        expect(self.page.locator("body[data-before]")).to_have_count(0)  # the page that follows
        expect(self.status).to_contain_text(f"{command}，已记录")

    def fill(self, **fields: str) -> None:
        for label, value in fields.items():
            text = self.form.get_by_role("textbox", name=label).or_(
                self.form.get_by_role("spinbutton", name=label)
            )
            select = self.form.get_by_role("combobox", name=label)
            group = self.form.get_by_role("group", name=label)
            expect(text.or_(select).or_(group).first).to_be_visible()
            if group.count():
                group.get_by_text(value, exact=True).click()
            elif select.count():
                select.select_option(label=value)
            else:
                text.first.fill(value)

    def submit(self) -> None:
        self.form.get_by_role("button").last.click()

    def refused(self) -> Locator:
        """What the form says when a command was refused."""
        return self.form.get_by_role("alert")

    def find(self, words: str, *, cases: int) -> Locator:
        """Search the ledger until it has so many rows: the index follows a moment after the registration."""
        rows = self.page.locator("table.list tbody tr")
        # the worker may still be reading the demo cases of the first start
        latest = time.monotonic() + 150
        while True:
            self.page.goto(f"/cases?q={words}")
            expect(self.page.get_by_role("heading", level=1)).to_be_visible()
            if rows.count() == cases or time.monotonic() > latest:
                expect(rows).to_have_count(cases)
                return rows

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def choices(self) -> list[str]:
        """The commands that are offered on the open case."""
        rest = self.act.locator("details.act-more:not(.refused) a").all_inner_texts()
        return [*self.form.get_by_role("heading").all_inner_texts(), *rest]
