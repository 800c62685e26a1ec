"""What holds for every page: no inline code, words for all, nothing from elsewhere, both languages."""

import re
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from tests.portal.office import NUMBER

CASE = f"/p/t/{NUMBER}"
PAGES = [
    "/p/", "/p/track", "/p/four-level/", "/p/four-level/new", "/p/four-level/done", "/p/nowhere/",
    CASE, f"{CASE}/urge", f"{CASE}/appeal", f"{CASE}/withdraw", "/p/t/unknown",
]  # fmt: skip
HERE = Path(__file__).resolve().parents[2] / "src/shouwen/portal"


class Page(HTMLParser):
    """Collects what a strict policy forbids and what a screen reader needs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.inputs: list[str] = []
        self.headings = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "style" or (tag == "script" and not told.get("src")):
            self.faults.append(tag)
        self.faults += [name for name in told if name == "style" or name.startswith("on")]
        self.faults += [
            v for v in told.values() if v and v.lower().startswith(("javascript:", "http:", "https:", "//"))
        ]
        if "id" in told:
            self.ids.append(told["id"] or "")
        if tag == "label":
            self.labels.add(told.get("for") or "")
        if tag in ("input", "select", "textarea") and told.get("type") != "hidden":
            self.inputs.append(told.get("id") or f"{tag} without id")
        self.headings += tag == "h1"


@pytest.fixture
def everything(inside, office):
    office.is_at(
        choices=("supplement", "record_consent", "record_satisfaction", "appeal", "withdraw", "urge"),
        asked=("发票",), solution=("换新机",), reply="已更换",
    )  # fmt: skip
    return inside


@pytest.mark.parametrize("address", PAGES)
def test_no_inline_code_and_every_field_has_its_label(everything, address):
    answer = everything.get(address)
    page = Page(answer.content.decode())
    assert page.faults == []
    assert [name for name in page.inputs if name not in page.labels] == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings == 1
    assert answer["Cache-Control"] == "no-store"


def test_also_where_something_is_wrong(everything):
    for address in ("/p/four-level/new", "/p/track", f"{CASE}/rate", f"{CASE}/supplement", f"{CASE}/appeal"):
        page = Page(everything.post(address, {"homepage": "x"}).content.decode())
        assert page.faults == []
        assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("address", PAGES)
def test_english_speaks_no_chinese_of_its_own(everything, address, office):
    english = everything
    english.cookies["language"] = "en"
    text = english.get(address).content.decode()
    ours = re.sub(r'<form class="language".*?</form>', "", text, flags=re.DOTALL)
    for told in (
        "海棠家电商城",
        "有什么不满意，请告诉我们。",
        "每天 8:00–22:00",
        "联系您",
        "2 小时",
        "4 小时",
    ):
        ours = ours.replace(told, "")
    if address not in (CASE, "/p/four-level/new"):  # these carry the organisation's own words
        assert re.findall(r"[\u4e00-\u9fff]+", ours) == []
    assert '<html lang="en">' in text


def catalogue() -> dict[str, str]:
    text = (HERE / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.MULTILINE))


def test_every_message_has_its_english():
    """Also those that no page of these tests shows."""
    source = "".join(
        path.read_text(encoding="utf-8") for path in [*HERE.rglob("*.html"), *HERE.rglob("*.py")]
    )
    asked = set(re.findall(r"""(?:\b_\(|gettext\()["']([^"']*[\u3000-\u9fff][^"']*)["']""", source))
    english = catalogue()
    assert asked - set(english) == set()
    assert [
        message for message, words in english.items() if not words or re.search(r"[\u4e00-\u9fff]", words)
    ] == []


def test_the_compiled_catalogue_is_that_of_the_text():
    with (HERE / "locale/en/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert {message: compiled.gettext(message) for message in catalogue()} == catalogue()


def test_the_language_switch_goes_back_to_where_it_was_and_nowhere_else(phone):
    answer = phone.post("/p/language", {"language": "en", "next": "/p/four-level/"})
    assert answer["Location"] == "/p/four-level/"
    assert phone.get("/p/four-level/").content.decode().count("Hello")
    assert phone.post("/p/language", {"language": "en", "next": "https://evil.example/"})["Location"] == "/p/"
    assert phone.post("/p/language", {"language": "xx", "next": "//evil.example"})["Location"] == "/p/"
    assert phone.get("/p/language").status_code == 405


def test_all_icons_are_in_the_sprite():
    sprite = (HERE.parent / "web/static/vendor/icons.svg").read_text(encoding="utf-8")
    there = set(re.findall(r'id="icon-([a-z0-9-]+)"', sprite))
    templates = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.html"))
    asked = set(re.findall(r"""\bicon\(["']([a-z0-9-]+)""", templates)) | set(
        re.findall(r'_icon="([a-z0-9-]+)"', templates)
    )
    from shouwen.portal.kinds import _WORDS

    assert asked | {icon for _, _, icon in _WORDS.values()} <= there


def test_pages_need_the_stylesheets_that_are_there():
    layout = (HERE / "templates/portal/layout.html").read_text(encoding="utf-8")
    named = re.findall(r"static\('portal/([^']+)'\)", layout)
    assert named
    assert [name for name in named if not (HERE / "static/portal" / name).is_file()] == []


def test_an_unknown_organisation_is_a_page_in_words(office):
    answer = Client().get("/p/nowhere/new")
    assert answer.status_code == 404
