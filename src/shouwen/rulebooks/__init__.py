"""The shipped rule books. The files are data; reading them is done here, outside the core."""

from functools import cache
from importlib import resources

from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.model import RuleBook


@cache
def shipped() -> tuple[str, ...]:
    """The slugs of the shipped rule books."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name.removesuffix(".yaml") for f in files if f.name.endswith(".yaml")))


def read_shipped(name: str) -> str:
    """The text of a shipped rule book. Raise `KeyError` where there is none of that name."""
    if name not in shipped():
        raise KeyError(name)
    return resources.files(__name__).joinpath(f"{name}.yaml").read_text("utf-8")


@cache
def rule_book(name: str) -> RuleBook:
    """A shipped rule book by its slug. Raise `KeyError` where there is none of that name."""
    return load(read_shipped(name), name=f"{name}.yaml")
