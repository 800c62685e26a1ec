"""
Drafts of rule books: begun from a version, edited, checked, compared, put in force from a day.

What is in force is never touched: a draft is a text of its own until it is installed as the next version. Two who edit
the same draft do not overwrite each other: each names the saving that he read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from shouwen import rulebooks as shipped
from shouwen.application import administration
from shouwen.application import rules as installed
from shouwen.application.errors import ConflictError, NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.studio_deeds import local, record
from shouwen.core.rulebook.comparison import Difference, compare
from shouwen.core.rulebook.document import MAX_BYTES
from shouwen.core.rulebook.editing import Edit, EditError, Put, edited, values
from shouwen.core.rulebook.faults import Fault, RuleBookFaults
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.model import RuleBook, Words
from shouwen.core.rulebook.outline import outline
from shouwen.store.models import RuleBookDraft, RuleBookVersion
from shouwen.store.models.drafting import BEGUN, DISCARDED, SAVED

EDITORS = frozenset({"administrator", "supervisor"})
"""Roles that write rule books."""
SHIPPED, DRAFT, IN_FORCE = "shipped", "draft", "in-force"


UNREADABLE = Words(
    "全文里有写法错误，请先到全文中改正", "The text has errors of writing; mend them in the whole text first"
)
NEEDED = Words("这一部分不能没有，只能修改", "No rule book can be without this; it can only be changed")
UNNAMED = Words("请填写编号或日期", "Please give the identifier or the date")
AT_THE_END = Words("已经在这一头了", "There is nothing further in that direction")
TAKEN = Words("已经有这一条了，请直接修改它", "It is there already; please change that one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    name: str
    text: str
    version: int
    based_on: str
    begun_by: str
    begun_at: datetime
    saved_by: str
    saved_at: datetime


def may_edit(person: Person) -> bool:
    return bool(person.acting.roles & EDITORS)


def name_in_force(person: Person, now: datetime) -> str:
    """The rule book that the organisation works under. Raise `NotFoundError`."""
    return installed.in_force_at(person.organisation, now)[1].book.slug


def draft(person: Person, name: str) -> Draft:
    """The draft of a rule book. Raise `Refused` for who does not write rule books, `NotFoundError`."""
    row = _row(person, name)
    return Draft(
        name=name, text=row.text, version=row.version, based_on=row.based_on, begun_by=row.begun_by.name,
        begun_at=local(person, row.begun_at), saved_by=row.saved_by.name, saved_at=local(person, row.saved_at),
    )  # fmt: skip


def begin(person: Person, name: str, *, source: str = IN_FORCE, now: datetime) -> Draft:
    """
    A draft with the text of a version (`in-force`, `shipped`, a number), numbered as the next one.

    Raise `Refused`, `NotFoundError`, and `ConflictError` where there is a draft already.
    """
    _let(person)
    text, based_on = _text_of(person, name, source, now)
    text = edited(text, [Put("/version", _next(person, name))])
    try:
        with transaction.atomic():
            RuleBookDraft.objects.create(
                organisation=person.organisation, slug=name, text=text, based_on=based_on,
                begun_by_id=person.staff_id, begun_at=now, saved_by_id=person.staff_id, saved_at=now,
            )  # fmt: skip
            record(person, name, BEGUN, now, {"based_on": based_on})
    except IntegrityError:
        raise ConflictError("draft_exists") from None
    return draft(person, name)


def save(person: Person, name: str, text: str, *, version: int, now: datetime) -> Draft:
    """The whole text anew, with whatever faults it has. Raise `Refused`, `NotFoundError`, `ConflictError`."""
    return _saved(person, name, text, version=version, now=now)


def edit(person: Person, name: str, edits: Sequence[Edit], *, version: int, now: datetime) -> Draft:
    """Some values anew, everything else as it was written. Raise as `save`, and `Refused` for what cannot be edited."""
    text = tried(_row(person, name).text, edits)
    return _saved(person, name, text, version=version, now=now, places=[one.pointer for one in edits])


def tried(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits; nothing is stored. Raise `Refused`."""
    try:
        changed = edited(text, edits)
    except EditError:
        raise _uneditable() from None
    if values(changed) is None:
        raise _uneditable()
    return changed


def discard(person: Person, name: str, *, version: int, now: datetime) -> None:
    """Throw the draft away. Raise `Refused`, `NotFoundError`, `ConflictError`."""
    row = _row(person, name)
    with transaction.atomic():
        _taken(row, version)
        record(person, name, DISCARDED, now, {"version": version})


def faults(text: str) -> tuple[Fault, ...]:
    """All faults of a text at once."""
    return outline(text).faults


def check(person: Person, text: str) -> tuple[Fault, ...]:
    """All faults of a text, for who writes rule books; nothing is stored. Raise `Refused`."""
    _let(person)
    return faults(text)


def install(person: Person, name: str, *, version: int, from_day: date, now: datetime) -> RuleBookVersion:
    """
    The draft as the next version, in force from a day. Cases accepted before keep the version that they have.

    Raise `Refused` for a day that is past and for a draft of another book, `RuleBookFaults` while checks fail,
    `NotFoundError`, `ConflictError`; nothing is changed then.
    """
    row = _row(person, name)
    zone = installed.in_force_at(person.organisation, now)[1].calendar.zone
    if from_day < now.astimezone(zone).date():
        raise Refused(
            "day_past", say=Words("施行日期不能早于今天", "It cannot be in force from a day that is past")
        )
    text = _numbered(row.text, _next(person, name))
    if load(text, name=name).slug != name:
        raise Refused(
            "other_book",
            say=Words("标识改成了另一份办法，请改回来", "The name is that of another rule book"),
            facts={"rule_book": name},
        )
    with transaction.atomic():
        _taken(row, version)
        return administration.install_rule_book(
            text,
            organisation=person.organisation_slug,
            from_day=from_day,
            by=person.staff_id or None,
            now=now,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    version: int
    in_force_from: date
    in_force: bool


def versions(person: Person, name: str, *, now: datetime) -> tuple[VersionLine, ...]:
    """The installed versions of a rule book, the newest first."""
    current = installed.in_force_at(person.organisation, now)[0]
    held = RuleBookVersion.objects.filter(organisation_id=person.organisation_id, slug=name).defer("text")
    return tuple(
        VersionLine(version=row.version, in_force_from=row.in_force_from, in_force=row.pk == current)
        for row in held.order_by("-in_force_from", "-pk")
    )


def sources(person: Person, name: str) -> tuple[str, ...]:
    """What can be compared or read of a rule book: `draft`, version numbers from the newest, `shipped`."""
    held = RuleBookVersion.objects.filter(organisation_id=person.organisation_id, slug=name)
    numbers = [str(number) for number in held.order_by("-version").values_list("version", flat=True)]
    drafted = may_edit(person) and RuleBookDraft.objects.filter(
        organisation_id=person.organisation_id, slug=name
    )
    return (
        *([DRAFT] if drafted and drafted.exists() else []),
        *numbers,
        *([SHIPPED] if name in shipped.shipped() else []),
    )


def book(person: Person, name: str, source: str, *, now: datetime) -> RuleBook:
    """
    The rule book of a source: a version number, `in-force`, `shipped` or `draft`; of a draft with faults, what can be
    understood of it. Raise `NotFoundError`; `Refused` for a draft that is not for this person.
    """
    if source == DRAFT:
        found = outline(_row(person, name).text).book
        if found is None:
            raise NotFoundError
        return found
    return installed.read(_text_of(person, name, source, now)[0], name)


def comparison(
    person: Person, name: str, before: str, after: str, *, now: datetime
) -> tuple[Difference, ...]:
    """What differs between two sources of a rule book. Raise as `book`."""
    books = book(person, name, before, now=now), book(person, name, after, now=now)
    return compare(*books, person.language)


def _let(person: Person) -> None:
    if not may_edit(person):
        raise Refused("not_permitted")


def _row(person: Person, name: str) -> RuleBookDraft:
    _let(person)
    found = RuleBookDraft.objects.select_related("begun_by", "saved_by").filter(
        organisation_id=person.organisation_id, slug=name
    )
    row = found.first()
    if row is None:
        raise NotFoundError
    return row


def _text_of(person: Person, name: str, source: str, now: datetime) -> tuple[str, str]:
    """(text, `shipped` or the version's number). Raise `NotFoundError`."""
    if source == SHIPPED and name in shipped.shipped():
        return shipped.read_shipped(name), SHIPPED
    held = RuleBookVersion.objects.filter(organisation_id=person.organisation_id, slug=name)
    if source == IN_FORCE:
        current = held.filter(pk=installed.in_force_at(person.organisation, now)[0]).first()
        row = current or held.order_by("in_force_from", "pk").last()
    else:
        row = held.filter(version=int(source)).first() if source.isascii() and source.isdigit() and len(source) < 9 else None  # fmt: skip
    if row is None:
        raise NotFoundError
    return row.text, str(row.version)


def _saved(
    person: Person, name: str, text: str, *, version: int, now: datetime, places: Sequence[str] = ()
) -> Draft:
    _let(person)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\0", "")
    if len(text) > MAX_BYTES:
        raise Refused("too_large", say=Words("内容过大（上限 1 MB）", "The text is too large (limit 1 MB)"))
    row = _row(person, name)
    with transaction.atomic():
        changed = RuleBookDraft.objects.filter(pk=row.pk, version=version).update(
            text=text, version=version + 1, saved_by_id=person.staff_id, saved_at=now
        )
        if not changed:
            raise ConflictError("draft_version", version=_row(person, name).version)
        record(person, name, SAVED, now, {"places": list(places), "version": version + 1})
    return draft(person, name)


def _taken(row: RuleBookDraft, version: int) -> None:
    if not RuleBookDraft.objects.filter(pk=row.pk, version=version).delete()[0]:
        row.refresh_from_db(fields=["version"])
        raise ConflictError("draft_version", version=row.version)


def _next(person: Person, name: str) -> int:
    held = RuleBookVersion.objects.filter(organisation_id=person.organisation_id, slug=name)
    return int(held.aggregate(newest=Max("version"))["newest"] or 0) + 1


def _numbered(text: str, number: int) -> str:
    """The text as version `number`, where somebody installed another since the draft was begun."""
    try:
        told = values(text)
        return text if told and told.get("version") == number else edited(text, [Put("/version", number)])
    except EditError:
        raise RuleBookFaults(outline(text).faults, name="draft") from None


def _uneditable() -> Refused:
    return Refused(
        "not_editable",
        say=Words("这一处不能这样改，请到全文中修改", "This cannot be edited here; edit the whole text"),
    )
