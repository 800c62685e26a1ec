"""What was found wrong by looking: each is a small law now."""

import re
from pathlib import Path

import shouwen.portal
import shouwen.web

WEB = Path(shouwen.web.__file__).parent / "static/shouwen"
PORTAL = Path(shouwen.portal.__file__).parent / "static/portal"


def test_english_pages_take_quotation_marks_from_a_latin_font() -> None:
    for sheet in (WEB / "theme.css", PORTAL / "foundation.css"):
        css = sheet.read_text(encoding="utf-8")
        assert re.search(
            r'@font-face \{\s*font-family: "Latin marks";\s*src: (?:local\("[^"]+"\)(?:, )?)+;', css
        )
        assert re.search(r'html:lang\(en\)[^{]*\{[^}]*"Latin marks", "PingFang SC"', css), sheet


def test_the_sign_in_page_names_organisations_in_the_language_of_the_page(office, client) -> None:
    assert "海棠家电商城" in client.get("/login").content.decode()
    client.cookies["language"] = "en"
    page = client.get("/login").content.decode()
    assert "Haitang" in page
    assert "海棠家电商城" not in page


def test_the_tally_of_all_quality_reviews_does_not_say_that_they_were_drawn(office, browser) -> None:
    page = browser("luo").get("/duty/quality").content.decode()
    tallies = re.search(r'<nav class="board-tallies".*?</nav>', page, re.DOTALL)
    assert tallies
    assert re.findall(r"<span>([^<]+)</span>", tallies[0]) == ["全部", "待质检", "合格", "不合格"]
