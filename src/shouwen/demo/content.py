"""The written content of the demo organisations: people, customers, stories. Text only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from ruamel.yaml import YAML

from shouwen.application import clock

LARGE = ("four-level", "fishery", "staged-limits", "property")
"""The organisations with hundreds of stories; the others show how another rule book works."""


def _found() -> tuple[str, ...]:
    """Every organisation that has a content file, the large ones first."""
    files_here = files("shouwen.demo").joinpath("content").iterdir()
    others = {f.name.removesuffix(".yaml") for f in files_here if f.name.endswith(".yaml")} - set(LARGE)
    return (*LARGE, *sorted(others))


ORGANISATIONS = _found()


@dataclass(frozen=True, slots=True)
class Content:
    """One organisation's file, as written."""

    data: Mapping[str, Any]

    def list(self, key: str) -> list[Any]:
        found = self.data.get(key) or []
        return list(found)


@cache
def content(slug: str) -> Content:
    text = files("shouwen.demo").joinpath("content", f"{slug}.yaml").read_text(encoding="utf-8")
    return Content(YAML(typ="safe", pure=True).load(text))


def told(
    story: Mapping[str, Any], written: Content, rng: Random, *, on: date | None = None
) -> dict[str, Any]:
    """A story with its placeholders filled in, the same way all through; `on` is the day on which it begins,
    today where nothing is said.
    """
    variants = written.data["variants"]
    day = on or clock.now().date()
    values = {
        "product": rng.choice(variants["products"]),
        "place": story.get("place") or rng.choice(variants["places"]),
        "order_no": f"{variants['order_prefix']}{rng.randrange(10**7, 10**8)}",
        "when": rng.choice(variants["time_phrases"]),
        "amount": f"{story.get('amount') or 0:g}",
        "some_days_ago": str(day - timedelta(days=4)),
        "in_two_weeks": str(day + timedelta(days=14)),
    }

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            for name, text in values.items():
                value = value.replace("{" + name + "}", str(text))
            return value
        if isinstance(value, list):
            return [fill(item) for item in value]
        if isinstance(value, dict):
            return {key: fill(item) for key, item in value.items()}
        return value

    return {key: fill(value) for key, value in story.items()}
