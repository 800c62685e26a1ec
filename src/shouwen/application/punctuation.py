"""Marks between words, as the reader's language writes them: full width in Chinese, narrow with a space in English."""

from collections.abc import Iterable


def listed(parts: Iterable[str], *, language: str) -> str:
    """甲、乙 · one, two"""
    return (", " if _narrow(language) else "、").join(parts)


def strung(parts: Iterable[str], *, language: str) -> str:
    """Parts that may hold commas of their own: 甲；乙 · one; two"""
    return ("; " if _narrow(language) else "；").join(parts)


def beside(text: str, aside: str, *, language: str) -> str:
    """甲（乙） · one (two); the text alone where there is nothing to add."""
    if not aside:
        return text
    return f"{text} ({aside})" if _narrow(language) else f"{text}（{aside}）"


def labelled(label: str, text: str, *, language: str) -> str:
    """甲：乙 · one: two; the label alone where there is nothing to say."""
    if not text:
        return label
    return f"{label}: {text}" if _narrow(language) else f"{label}：{text}"


def _narrow(language: str) -> bool:
    return language.startswith("en")
