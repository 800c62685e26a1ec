"""Reading pages: what a strict content policy forbids, and form fields."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Gathers what is inline, and the values of form fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.fields: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.text = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.inline += [f"<{tag} {name}>" for name in told if name == "style" or name.startswith("on")]
        self.inline += [f"<{tag} {name}>" for name in told if name.startswith("hx-on")]
        if tag == "style" or (
            tag == "script" and "src" not in told and told.get("type") != "application/json"
        ):
            self.inline.append(f"<{tag}>")
        if tag == "input":
            self.fields.setdefault(told.get("name", ""), []).append(told.get("value", ""))
        if tag == "a":
            self.links.append(told.get("href", ""))


def page_of(response) -> Page:
    return Page(response.content.decode())
