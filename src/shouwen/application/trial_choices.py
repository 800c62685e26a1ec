"""What the form of a what-if trial offers: levels and powers with their conditions, roles, the studio's draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shouwen.application import clock, studio
from shouwen.application import rules as installed
from shouwen.application.people import Person
from shouwen.application.remembering import remembered
from shouwen.application.studio_choices import Variable, choices
from shouwen.application.studio_choices import variables as variables_of
from shouwen.application.views.names import Named
from shouwen.core.rulebook.conditions import ALWAYS, Condition, ConditionError
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.names import COMMAND_NAMES
from shouwen.core.rulebook.outline import Outline, outline
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words_powers import may_in_words
from shouwen.store.models import RuleBookVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    id: str
    name: str
    when: str


def levels(person: Person) -> tuple[LevelLine, ...]:
    """The levels of the rule book in force with their conditions."""
    return tuple(
        LevelLine(id=level.id, name=level.name.in_(person.language), when=level.when.text)
        for level in _book(person).levels
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerLine:
    """A rule of who may do what, as it reads."""

    id: str
    text: str
    by: tuple[str, ...]
    when: str


def powers(person: Person) -> tuple[PowerLine, ...]:
    """Who may do what under the rule book in force."""
    book = _book(person)
    return tuple(
        PowerLine(id=rule.id, text=may_in_words(rule, book, person.language), by=rule.by, when=rule.when.text)
        for rule in book.may
    )


def power_variables(person: Person) -> tuple[Variable, ...]:
    """What the condition of a power may speak of: the case, and who acts."""
    return variables_of(_outline(_key(person)), "when", {"do": ()}, person.language)


def powers_in_words(person: Person, told: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The changed powers as they would read."""
    book, found = _book(person), []
    for rule in book.may:
        if said := told.get(rule.id):
            try:
                when = Condition(said["when"]) if said["when"] else ALWAYS
            except ConditionError:
                continue
            found.append(may_in_words(replace(rule, by=tuple(said["by"]), when=when), book, person.language))
    return found


def commands_in_words(person: Person) -> Mapping[str, str]:
    return {command: words.in_(person.language) for command, words in COMMAND_NAMES.items()}


def variables(person: Person) -> tuple[Variable, ...]:
    """What the condition of a level may speak of."""
    return variables_of(_outline(_key(person)), "when", {}, person.language)


def roles(person: Person) -> tuple[Named, ...]:
    """The roles that may owe something."""
    return choices(_outline(_key(person)), "must", "by", person.language)


def has_draft(person: Person) -> bool:
    return studio.DRAFT in studio.sources(person, _book(person).slug)


def levels_in_words(person: Person, told: Mapping[str, str]) -> list[tuple[str, str]]:
    """(level, its other condition in words)."""
    book = _book(person)
    p = Phrases(book, person.language)
    names = {level.id: p.say(level.name) for level in book.levels}
    found = []
    for level, text in told.items():
        try:
            found.append((names.get(level, level), p.of(Condition(text))))
        except ConditionError:
            found.append((names.get(level, level), text))
    return found


def _book(person: Person) -> RuleBook:
    return installed.book_of(_key(person))


def _key(person: Person) -> int:
    return installed.in_force_at(person.organisation, clock.now())[0]


@remembered(64)
def _outline(version_id: int) -> Outline:
    return outline(RuleBookVersion.objects.get(pk=version_id).text)
