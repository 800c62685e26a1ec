"""The register of rulings on who takes what is kept by the complaint office."""

from collections.abc import Mapping
from datetime import datetime

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.operations.texts import needed_text
from shouwen.application.people import Person
from shouwen.core.case.command_data import LINE, TEXT
from shouwen.core.case.parsing import BadDataError, BadField
from shouwen.store.models import Precedent, Unit

KEEPERS = frozenset({"supervisor"})


def keep_ruling(person: Person, told: Mapping[str, str], *, now: datetime, key: int | None = None) -> int:
    """Add an entry, or change the one of `key`; answer with its key. Raise `BadDataError`, `Refused`, `NotFoundError`."""
    _allowed(person)
    columns = _checked(person, told, now)
    if key is None:
        zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone
        made = Precedent.objects.create(
            organisation_id=person.organisation_id,
            decided_by=person.acting.name,
            decided_on=now.astimezone(zone).date(),
            **columns,
        )
        return made.pk
    if not _own(person, key).update(**columns):
        raise NotFoundError
    return key


def retire_ruling(person: Person, key: int, *, now: datetime) -> None:
    """The entry no longer proposes anything; it stays in the register. Raise `Refused`, `NotFoundError`."""
    _allowed(person)
    if not _own(person, key).filter(retired_at=None).update(retired_at=now):
        raise NotFoundError


def may_keep(person: Person) -> bool:
    return bool(person.acting.roles & KEEPERS)


def _own(person: Person, key: int):  # type: ignore[no-untyped-def] # noqa: ANN202
    return Precedent.objects.filter(organisation_id=person.organisation_id, pk=key)


def _allowed(person: Person) -> None:
    if not may_keep(person):
        raise Refused("not_permitted", facts={"roles": [*KEEPERS]})


def _checked(person: Person, told: Mapping[str, str], now: datetime) -> dict[str, object]:
    """The columns of an entry. Every bad field is told at once."""
    bad: list[BadField] = []
    texts = {name: told.get(name, "").strip() for name in ("category", "words", "unit", "reason")}
    for name, longest in (("words", LINE), ("reason", TEXT)):
        texts[name] = needed_text(texts[name], f"/{name}", longest=longest, bad=bad)
    unit = Unit.objects.filter(
        organisation_id=person.organisation_id, name=texts["unit"].replace("\0", " ")
    ).first()
    if unit is None:
        bad.append(BadField("/unit", "missing", {}))
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    if texts["category"] and not book.category_path(texts["category"]):
        raise Refused("unknown_category", facts={"category": texts["category"]})
    if bad:
        raise BadDataError("keep_ruling", tuple(bad))
    return {"category": texts["category"], "words": texts["words"], "reason": texts["reason"], "unit": unit}
