"""Names in the reader's language: the product's own words, and those of the case's rule book."""

from collections.abc import Mapping
from dataclasses import dataclass

from shouwen.application.views import Named
from shouwen.core.rulebook.model import RuleBook, Words
from shouwen.core.rulebook.names import (
    CHANNEL_NAMES,
    COMMAND_NAMES,
    EVENT_NAMES,
    KIND_NAMES,
    STAGE_NAMES,
    VALUE_NAMES,
)
from shouwen.core.rulebook.roles import STAFF_ROLES


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for one reader and one rule book."""

    book: RuleBook
    language: str

    def kind(self, kind: str) -> Named:
        return self._of(KIND_NAMES, kind)

    def channel(self, channel: str) -> Named:
        return self._of(CHANNEL_NAMES, channel)

    def stage(self, stage: str) -> Named:
        return self._of(STAGE_NAMES, stage)

    def event(self, event: str) -> Named:
        return self._of(EVENT_NAMES, event)

    def command(self, command: str) -> Named:
        return self._of(COMMAND_NAMES, command)

    def value(self, variable: str, value: str) -> str:
        """The name of a value of an enumerated variable."""
        return self._of(VALUE_NAMES.get(variable, {}), value).name

    def level(self, level: str) -> Named:
        found = self.book.level(level)
        return Named(id=level, name=found.name.in_(self.language) if found else level)

    def category(self, category: str) -> Named:
        path = self.book.category_path(category)
        name = " / ".join(c.name.in_(self.language) for c in path)
        return Named(id=category, name=name or category)

    def role(self, role: str) -> Named:
        own = self.book.role(role)
        if own is not None:
            return Named(id=role, name=own.name.in_(self.language))
        return self._of(STAFF_ROLES, role)

    def clause(self, clause: str) -> str:
        found = self.book.clauses.get(clause)
        return found.text.in_(self.language) if found else ""

    def rule(self, rule: str) -> str:
        """The name of a `must`."""
        found = next((r for r in self.book.must if r.id == rule), None)
        return found.name.in_(self.language) if found else rule

    def _of(self, names: Mapping[str, Words], key: str) -> Named:
        return Named(id=key, name=names[key].in_(self.language) if key in names else key)
