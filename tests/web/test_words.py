"""Every text of the pages has its English, and the compiled file is the written one."""

import gettext
import re
from pathlib import Path

import shouwen.web

ROOT = Path(shouwen.web.__file__).parent
MO = ROOT / "locale/en/LC_MESSAGES/django.mo"
TOLD = re.compile(r"""\b_\((?:"((?:[^"\\]|\\.)*)"|'([^']*)')\)""")


def told() -> set[str]:
    words: set[str] = set()
    for path in (*ROOT.rglob("*.html"), *ROOT.rglob("*.py")):
        words |= {a or b for a, b in TOLD.findall(path.read_text(encoding="utf-8"))}
    return words


def test_every_text_has_its_english() -> None:
    with MO.open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert {text for text in told() if english.gettext(text) == text} == set()


def test_no_chinese_stands_outside_the_translations() -> None:
    """Nor a mark of full width: it would stand in English sentences."""
    loose = {}
    for path in (ROOT / "templates").rglob("*.html"):
        text = TOLD.sub("", re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
        found = set(re.findall(r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]+", text)) - {"中文"}
        if found:
            loose[path.name] = found
    assert loose == {}
