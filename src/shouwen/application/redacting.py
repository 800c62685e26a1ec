"""What taking out text or a file does in the shell: what a record still holds, and the removal in the transaction of its event."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from shouwen.core.case import events as e
from shouwen.core.case.command_data import Data
from shouwen.core.case.commands_disposal import RedactFile, RedactText
from shouwen.core.case.events_disposal import FileRedacted, TextRedacted
from shouwen.core.case.refusals import Refused
from shouwen.core.obligations import Obligation, Obligations
from shouwen.store import answered, objects, redaction, timeline
from shouwen.store.models import Case, CaseTrait, ConductMark, StoredFile
from shouwen.store.projection import Household, row_of
from shouwen.store.sql import change


def known(case: Case, command: Data) -> dict[str, Any]:
    """Which texts the record has that is spoken of, and what would be left; what is known of the file."""
    if isinstance(command, RedactFile):
        return _file(case, command.file)
    if not isinstance(command, RedactText):
        return {}
    found = redaction.rest_of(case, command.of, command.keys)
    return {"what": found.what, "texts": found.keys, "rest": found.rest} if found else {}


def _file(case: Case, file_id: str) -> dict[str, Any]:
    try:
        row = StoredFile.objects.filter(case=case, pk=file_id, destroyed_at=None).first()
    except ValidationError:
        row = None
    if row is None:
        return {}
    stream, _ = timeline.load(case)
    of = next((event.seq for event in stream if getattr(event.data, "file", "") == str(row.pk)), 0)
    return {"file": str(row.pk), "of": of, "size": row.size, "sha256": row.sha256}


def under_way(fresh: Sequence[e.Event]) -> bool:
    return any(isinstance(event.data, TextRedacted) for event in fresh)


def delete_files(case: Case, fresh: Sequence[e.Event]) -> None:
    """Let go of the files that the events delete; the worker then erases their bytes."""
    for event in fresh:
        if isinstance(event.data, FileRedacted):
            own = StoredFile.objects.filter(case=case, pk=event.data.file, destroyed_at=None)
            own.update(destroyed_at=event.at)


def files_put_back(case: Case, stream: Sequence[e.Event]) -> Iterator[tuple[int, str]]:
    """(place of the event, reason) of each deleted file whose bytes are there again, though nothing that is kept has them."""
    for event in stream:
        if not isinstance(event.data, FileRedacted):
            continue
        own = StoredFile.objects.filter(case=case, pk=event.data.file)
        kept = StoredFile.objects.filter(sha256=event.data.sha256, destroyed_at=None)
        if own.filter(destroyed_at=None).exists():
            yield event.seq, "已删除的附件又被恢复"
        elif (
            own.filter(erased_at__isnull=False).exists()
            and not kept.exists()
            and objects.exists(event.data.sha256)
        ):
            yield event.seq, "已删除的附件又出现在文件存储里"


def carry_out(
    case: Case, stream: list[e.Event], fresh: Sequence[e.Event], rules: Obligations, household: Household
) -> list[e.Event]:
    """Take the texts out. Answer the stream as it reads from now on. Raise `Refused` where rules would read it otherwise:
    nothing that was owed, met or missed may change with it.
    """
    at = fresh[-1].at
    before = rules.read(stream)
    for event in fresh:
        if isinstance(event.data, TextRedacted):
            redaction.take_out(case, event.data.of, event.data.keys, now=at)
            _beside(case, event.data)
    stream, _ = timeline.load(case)
    after = rules.read(stream)
    owed = after.obligations(at)
    if (
        _owing(owed) != _owing(before.obligations(at))
        or after.state.graded_level != before.state.graded_level
    ):
        raise Refused("rests_on_text")
    change(case, **row_of(stream, after.state, owed, rules=rules, household=household))
    return stream


def _beside(case: Case, gone: TextRedacted) -> None:
    """What was drawn from these texts goes with them."""
    if gone.what == "registered":
        CaseTrait.objects.filter(case=case).delete()
        answered.forget(case)
        if "complainant" in gone.keys:
            ConductMark.objects.filter(case=case).delete()


def _owing(owed: Sequence[Obligation]) -> list[tuple[object, ...]]:
    return [(o.rule, o.number, o.status, o.due_at, o.by) for o in owed]
