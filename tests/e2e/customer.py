"""A customer on the portal."""

from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.watch import Watch


@dataclass
class Customer:
    page: Page
    watch: Watch
    organisation: str

    def begin(self, wish: str = "我要投诉") -> None:
        """From the choice of organisations to the form, as somebody who comes for the first time."""
        self.page.goto("/p/")
        self.page.locator(f"a[href='/p/{self.organisation}/']").first.click()
        self.page.get_by_role("navigation", name="您想做什么").get_by_role("link", name=wish).click()

    def write(self, text: str, *, demand: str = "", name: str = "孙巧云", phone: str = "13800138021") -> None:
        field = lambda name: self.page.get_by_role("textbox", name=name)
        field("发生了什么").fill(text)
        if demand:
            field("您希望我们怎么做").fill(demand)
        field("怎么称呼您").fill(name)
        field("电话").fill(phone)
        self.page.get_by_text("我同意按上面的说明使用我填写的信息").click()

    def send(self) -> None:
        self.page.get_by_role("button", name="提交").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您告诉我们。")

    def ticket(self) -> tuple[str, str]:
        """(number, query code) as the page hands them over."""
        ticket = self.page.get_by_label("编号和查询码")
        number, code = (ticket.get_by_role("definition").nth(n).inner_text() for n in (0, 1))
        return number, code

    def complain(self, text: str, **told: str) -> tuple[str, str]:
        self.begin()
        self.write(text, **told)
        self.send()
        return self.ticket()

    def track(self, number: str, code: str) -> None:
        """By number and query code."""
        self.page.goto("/p/track")
        self.page.get_by_label("编号").fill(number)
        self.page.get_by_label("查询码").fill(code)
        self.page.get_by_role("button", name="查看进展").click()
        expect(self.page.get_by_text("现在：")).to_be_visible()

    def back(self, number: str) -> None:
        """The tracking page again; this browser was let in before."""
        self.page.goto(f"/p/t/{number}")

    @property
    def asked(self) -> Locator:
        """What waits for the customer's answer."""
        return self.page.locator(".for-you")

    def answer(self, *, choose: str = "", text: str = "", file: FilePayload | None = None) -> None:
        """Fill the form that waits on the tracking page, and send it."""
        if choose:
            self.asked.get_by_text(choose, exact=True).click()
        if text:
            self.asked.get_by_role("textbox").fill(text)
        if file:
            self.asked.locator("input[type=file]").set_input_files(file)
        self.asked.get_by_role("button").last.click()
        expect(self.page.get_by_role("status")).to_be_visible()
