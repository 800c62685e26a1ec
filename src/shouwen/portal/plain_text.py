"""Text as customers type it, made storable without bothering them."""

import re
import unicodedata

SUBJECT_LENGTH = 40
_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_JOINS_ON = ("Mn", "Me", "Mc", "Sk")
_ZWJ = "\u200d"


def lines(text: str) -> str:
    """Without what nobody can see or type (control characters, lone surrogates); every line ends in a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def one_line(text: str) -> str:
    """As `lines`, on one line."""
    return " ".join(lines(text).split())


def key(text: str) -> str:
    """A number or query code as it was meant: full-width letters, blanks and dashes of all kinds forgiven."""
    text = unicodedata.normalize("NFKC", lines(text))
    return re.sub(r"[‐‑‒–—―−]", "-", "".join(text.split()))


def subject_of(description: str) -> str:
    """The first sentence, shortened where it is long; characters made of several code points stay whole."""
    whole = one_line(next((part for part in _SENTENCE_END.split(description) if part.strip()), description))
    if len(whole) <= SUBJECT_LENGTH:
        return whole
    end = SUBJECT_LENGTH
    while end > SUBJECT_LENGTH // 2 and _joined(whole, end):
        end -= 1
    return whole[:end].rstrip("，,、 ") + "…"


def _joined(text: str, at: int) -> bool:
    """Whether a cut at `at` would go through one visible character."""
    after = text[at]
    return after == _ZWJ or text[at - 1] == _ZWJ or unicodedata.category(after) in _JOINS_ON
