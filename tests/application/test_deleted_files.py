"""A kept file is deleted for good by name of who may, with a ground: its bytes go, what is known of it stays."""

from datetime import timedelta

import pytest

from shouwen.application import administration, clock, operations, queries, timers
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.store import objects
from shouwen.store.models import CaseEvent, StoredFile
from tests.cast import Desk

WHY = {"ground": "third_party", "reason": "照片里有邻居"}
LATER = timedelta(hours=2)
"""Bytes that were put within the hour may still be wanted by somebody."""


@pytest.fixture
def desk(desk, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return desk.to("handling")


def attached(desk: Desk, content: bytes = b"neighbour") -> str:
    operations.attach(
        desk.cast.handler, desk.number, name="照片.txt", content=content, now=desk.tick(), note="现场"
    )
    return str(StoredFile.objects.get(case__number=desk.number, destroyed_at=None).pk)


def erased() -> int:
    return timers.erase_destroyed(clock.now() + LATER)


def test_its_bytes_go_and_name_size_and_hash_stay(desk) -> None:
    file = attached(desk)
    sha256 = StoredFile.objects.get().sha256
    owed = queries.case_obligations(desk.cast.office, desk.number, now=desk.now)
    desk.do("office", "redact_file", file=file, **WHY)
    with pytest.raises(NotFoundError):
        queries.open_file(desk.cast.office, file)
    case = queries.case(desk.cast.office, desk.number, now=desk.now)
    (shown,) = case.files
    assert (shown.name, shown.size, shown.sha256, shown.deleted_at) == ("照片.txt", 9, sha256, desk.now)
    assert shown.deleted_because == "涉及他人隐私：照片里有邻居"
    added, gone = [one for one in case.timeline if one.type in ("evidence_added", "file_redacted")][-2:]
    assert added.attachment and added.attachment.deleted_at
    assert gone.actor == desk.cast.office.acting.name and ("事由", "涉及他人隐私") in gone.lines
    assert ("大小（字节）", "9") in gone.lines
    event = queries.case_events(desk.cast.office, desk.number, now=desk.now)[-1]["data"]
    assert (event["of"], event["size"], event["sha256"]) == (added.seq, 9, sha256)
    (told,) = queries.case_record(desk.cast.office, desk.number, now=desk.now)["files"]
    assert told["deleted_at"] and told["deleted_because"] == shown.deleted_because
    assert erased() == 1
    with pytest.raises(FileNotFoundError):
        objects.get(sha256)
    assert list(administration.verify_cases()) == []
    assert queries.case_obligations(desk.cast.office, desk.number, now=desk.now) == owed


def test_bytes_that_another_case_keeps_stay(desk) -> None:
    file = attached(desk)
    other = desk.again().to("handling")
    kept = attached(other)
    desk.do("office", "redact_file", file=file, **WHY)
    assert erased() == 1
    assert queries.open_file(desk.cast.office, kept).content == b"neighbour"
    assert list(administration.verify_cases()) == [], "they belong to the other case"


def test_a_file_put_back_by_hand_is_found(desk) -> None:
    file = attached(desk)
    sha256 = StoredFile.objects.get().sha256
    desk.do("office", "redact_file", file=file, **WHY)
    place = CaseEvent.objects.get(type="file_redacted").seq
    erased()
    objects.put(sha256, b"neighbour")
    ((number, seq, _reason),) = administration.verify_cases()
    assert (number, seq) == (desk.number, place)
    objects.erase(sha256, untouched_since=(clock.now() + LATER).timestamp())
    assert list(administration.verify_cases()) == []
    StoredFile.objects.filter(pk=file).update(destroyed_at=None, erased_at=None)
    ((number, seq, _reason),) = administration.verify_cases()
    assert (number, seq) == (desk.number, place)


@pytest.mark.parametrize("who", ["clerk", "handler", "head", "quality", "auditor", "administrator"])
def test_nobody_else_may(desk, who: str) -> None:
    file = attached(desk)
    before = CaseEvent.objects.count()
    with pytest.raises((Refused, NotFoundError)):
        desk.do(who, "redact_file", file=file, **WHY)
    assert CaseEvent.objects.count() == before
    assert queries.open_file(desk.cast.office, file).content == b"neighbour"


def test_what_this_case_does_not_keep_is_told_and_nothing_written(desk) -> None:
    file = attached(desk)
    other = desk.again().to("handling")
    foreign = attached(other, b"other")
    desk.do("leader", "redact_file", file=file, **WHY)
    before = CaseEvent.objects.count()
    for wrong in (file, foreign, "nothing"):
        with pytest.raises(Refused) as refused:
            desk.do("office", "redact_file", file=wrong, **WHY)
        assert refused.value.code == "file_not_kept"
    for wrong in ({"file": ""}, {"file": file, "ground": "because"}, {"file": file, "reason": " "}):
        with pytest.raises(BadDataError):
            desk.do("office", "redact_file", **{**WHY, **wrong})
    assert CaseEvent.objects.count() == before
    assert queries.open_file(desk.cast.office, foreign).content == b"other"


def test_the_customer_no_longer_opens_what_he_sent(desk) -> None:
    operations.portal_attach(desk.number, desk.code, name="聊天记录.txt", content=b"chat", now=desk.tick())
    file = str(StoredFile.objects.get().pk)
    assert queries.portal_open_file(desk.number, desk.code, file).content == b"chat"
    desk.do("office", "redact_file", file=file, **WHY)
    with pytest.raises(NotFoundError):
        queries.portal_open_file(desk.number, desk.code, file)
    progress = queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans")
    assert file not in repr(progress)
