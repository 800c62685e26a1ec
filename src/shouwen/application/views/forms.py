"""What forms ask and tell while somebody types."""

from dataclasses import dataclass, field

from shouwen.application.views.case import Related
from shouwen.application.views.names import Named
from shouwen.application.views.protection import ConductRemark
from shouwen.application.views.traces import Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeHelp:
    """What the intake form tells while the clerk types."""

    missing: tuple[str, ...]
    earlier: tuple[Related, ...]
    similar: tuple[Related, ...]
    category: Named | None
    category_why: str
    unit: str
    level: Named | None
    level_why: str
    promises: tuple[str, ...]
    """The promised times in words, should the case be registered now."""
    conducts: tuple[ConductRemark, ...] = ()
    chain: Chain | None = None
    """Of the serial number or batch typed, where the register knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an organisation's own on the intake form."""

    id: str
    name: str
    type: str
    options: tuple[Named, ...]
    required: bool
    hint: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """What a form needs to ask in the organisation's own words."""

    kinds: tuple[Named, ...]
    channels: tuple[Named, ...]
    categories: tuple[tuple[int, Named], ...]
    """(depth, category) in tree order."""
    levels: tuple[Named, ...]
    fields: tuple[Field, ...]
    units: tuple[Named, ...]
    staff: tuple[tuple[str, Named], ...]
    """(unit, person)."""
    roles: tuple[Named, ...]
    grades: dict[str, tuple[Named, ...]]
    grounds: dict[str, tuple[Named, ...]] = field(default_factory=dict)
    """suspend, extend → the grounds that the rule book has for it."""
    evidence_kinds: tuple[str, ...] = ()
    """The kinds of evidence that rules ask for, by the word that counts."""
