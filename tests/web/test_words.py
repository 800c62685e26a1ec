"""Every text of the pages has its English, and the compiled file is the written one."""

import gettext
import re
from pathlib import Path

import shouwen.web

ROOT = Path(shouwen.web.__file__).parent
MO = ROOT / "locale/en/LC_MESSAGES/django.mo"
IN_TEMPLATES = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
IN_BLOCKS = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate", re.DOTALL)
IN_CODE = re.compile(r"""\b_\("((?:[^"\\]|\\.)*)"\)""")


def told() -> set[str]:
    words: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        words |= {a or b for a, b in IN_TEMPLATES.findall(text)}
        words |= {re.sub(r"{{ *(\w+) *}}", r"%(\1)s", block) for block in IN_BLOCKS.findall(text)}
    for path in ROOT.rglob("*.py"):
        words |= set(IN_CODE.findall(path.read_text(encoding="utf-8")))
    return words


def test_every_text_has_its_english() -> None:
    with MO.open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert {text for text in told() if english.gettext(text) == text} == set()


def test_no_chinese_stands_outside_the_translations() -> None:
    loose = {}
    for path in (ROOT / "templates").rglob("*.html"):
        text = re.sub(
            r"{%.*?%}|{#.*?#}", "", IN_BLOCKS.sub("", path.read_text(encoding="utf-8")), flags=re.DOTALL
        )
        found = set(re.findall(r"[\u4e00-\u9fff]+", text)) - {"中文"}
        if found:
            loose[path.name] = found
    assert loose == {}
