"""Reading stored files, by those who may see their case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from shouwen.application.errors import NotFoundError
from shouwen.application.operations.cases import seen
from shouwen.application.operations.portal import by_code
from shouwen.application.people import Person
from shouwen.application.punctuation import labelled
from shouwen.application.views.case import Attachment
from shouwen.core.case.events import Event
from shouwen.core.case.events_disposal import FileRedacted
from shouwen.core.rulebook.names_disposal import REDACTION_NAMES
from shouwen.store import objects
from shouwen.store.models import StoredFile
from shouwen.store.sql import fetch_models


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    name: str
    type: str
    size: int
    content: bytes


def attachment(stored: StoredFile, zone: ZoneInfo, *, gone: str = "") -> Attachment:
    """A stored file as pages list it; `gone`: why it was deleted."""
    return Attachment(
        id=str(stored.pk),
        name=stored.name,
        size=stored.size,
        type=stored.type,
        sha256=stored.sha256,
        at=stored.added_at.astimezone(zone),
        by=stored.added_by,
        deleted_at=stored.destroyed_at.astimezone(zone) if stored.destroyed_at else None,
        deleted_because=gone,
    )


def files_of(case_id: int) -> list[StoredFile]:
    """The files of a case, oldest first; with those that were deleted, without those that were destroyed with the case."""
    return fetch_models(
        StoredFile, "WHERE case_id = %s AND (destroyed_at IS NULL OR name <> '') ORDER BY added_at", [case_id]
    )


def why_deleted(stream: Iterable[Event], language: str) -> Mapping[str, str]:
    """Deleted file → ground and reason."""
    return {
        event.data.file: labelled(
            REDACTION_NAMES[event.data.ground].in_(language) if event.data.ground in REDACTION_NAMES else "",
            event.data.reason,
            language=language,
        )
        for event in stream
        if isinstance(event.data, FileRedacted)
    }


def open_file(person: Person, file_id: str) -> OpenFile:
    """Raise `NotFoundError`, also for a file of a case that this person may not see."""
    stored = _stored(file_id)
    seen(person, stored.case.number)
    return _open(stored)


def portal_open_file(number: str, code: str, file_id: str) -> OpenFile:
    """A file that the customer himself sent. Raise `NotFoundError`."""
    case = by_code(number, code)
    stored = _stored(file_id)
    if stored.case_id != case.pk or stored.added_by:
        raise NotFoundError
    return _open(stored)


def _stored(file_id: str) -> StoredFile:
    try:
        stored = StoredFile.objects.select_related("case").filter(pk=file_id, destroyed_at=None).first()
    except (ValueError, ValidationError):
        stored = None
    if stored is None:
        raise NotFoundError
    return stored


def _open(stored: StoredFile) -> OpenFile:
    try:
        content = objects.get(stored.sha256)
    except FileNotFoundError:
        raise NotFoundError from None
    return OpenFile(name=stored.name, type=stored.type, size=stored.size, content=content)
