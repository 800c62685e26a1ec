"""The hash chain finds whatever was done to a stream behind the program's back, and names the first event at fault."""

from datetime import timedelta

import pytest
from django.db import connection

from shouwen.application import administration, operations, queries, row_checks
from shouwen.application.errors import BrokenCaseError
from shouwen.store import timeline
from shouwen.store.models import Case, CaseEvent, PrivateText
from tests.store.guards import run, unguarded

EVENTS, TEXTS = "store_caseevent", "store_privatetext"
pytestmark = pytest.mark.usefixtures("tampered")


@pytest.fixture
def two(desk):
    """Two cases of the same shape; what is done to the first must not be laid to the second."""
    first, second = desk.again().to("assigned"), desk.again().to("assigned")
    for one in (first, second):
        one.do("office", "note", note="已电话核实")
    return Case.objects.get(number=first.number), Case.objects.get(number=second.number), desk


def broken() -> list[tuple[str, int]]:
    return [(number, seq) for number, seq, _ in administration.verify_cases()]


def test_untouched_streams_hold(two) -> None:
    assert broken() == []


CHANGES = {
    "data": ("data = %s", lambda e: e.data.replace("}", ',"amount":1}', 1) if e.data != "{}" else '{"a":1}'),
    "actor": ("actor = %s", lambda e: e.actor.replace("role", "rule")),
    "another actor": ("actor = %s", lambda e: '{"id":"four-level.leader","role":"executive"}'),
    "time": ("at = %s", lambda e: e.at + timedelta(microseconds=1)),
    "type": ("type = %s", lambda e: "resumed"),
    "version of the shape": ("type_version = %s", lambda e: e.type_version + 1),
    "rule book": ("rule_book = %s", lambda e: "four-level@9"),
    "link back": ("previous = %s", lambda e: "0" * 64),
    "digest": ("digest = %s", lambda e: "0" * 64),
}


@pytest.mark.parametrize("seq", [1, 3, -1])
def test_a_changed_column_is_found(two, seq: int) -> None:
    case, _, _ = two
    place = seq if seq > 0 else case.version
    for change, (column, value) in CHANGES.items():
        event = CaseEvent.objects.get(case=case, seq=place)
        old = getattr(event, column.split(" ")[0])
        with unguarded():
            assert run(f"UPDATE {EVENTS} SET {column} WHERE id = %s", value(event), event.pk) == 1
        assert broken() == [(case.number, place)], change
        with unguarded():
            run(f"UPDATE {EVENTS} SET {column} WHERE id = %s", old, event.pk)
        assert broken() == []


@pytest.mark.parametrize("data", ["garbage", "[]", '{"of":"x"}', '{"of":null}', "null"])
def test_a_forged_redaction_is_told_and_hides_no_other_case(two, data: str) -> None:
    case, _, _ = two
    event = CaseEvent.objects.get(case=case, seq=3)
    with unguarded():
        run(f"UPDATE {EVENTS} SET type = 'text_redacted', data = %s WHERE id = %s", data, event.pk)
    assert broken() == [(case.number, 3)]


# SQLite takes any of them in any column
STRANGE = ("garbage", b"\x00\xff", 12, 1.5, "", "2026-13-45 99:00:00")


def test_a_column_that_holds_what_no_event_has_hides_no_other_case(two) -> None:
    case, second, _ = two
    if connection.vendor != "sqlite":
        pytest.skip("columns of PostgreSQL take values of their type alone")
    with unguarded():
        assert (
            run(f"UPDATE {EVENTS} SET digest = %s WHERE case_id = %s AND seq = 4", "0" * 64, second.pk) == 1
        )
    event = CaseEvent.objects.filter(case=case, seq=3).values().get()
    for column in ("at", "actor", "data", "type", "rule_book", "previous", "digest"):
        for value in (*STRANGE, None):
            with unguarded():
                told = "%s" if value is not None else "CAST(x'C3' || x'28' AS TEXT) || COALESCE(%s, '')"
                run(f"UPDATE {EVENTS} SET {column} = {told} WHERE id = %s", value, event["id"])
            assert broken() == [(case.number, 3), (second.number, 4)], (column, value)
            several = timeline.load_several([case, second])
            assert all(isinstance(found, timeline.BrokenStreamError) for found in several.values())
        with unguarded():
            run(f"UPDATE {EVENTS} SET {column} = %s WHERE id = %s", event[column], event["id"])
    text = _texts(case)[0]
    for column in ("salt", "sealed"):
        for value in STRANGE:
            run(f"UPDATE {TEXTS} SET {column} = %s WHERE id = %s", value, text.pk)
            assert broken() == [(case.number, text.seq), (second.number, 4)], (column, value)
        run(f"UPDATE {TEXTS} SET {column} = %s WHERE id = %s", bytes(getattr(text, column)), text.pk)
    assert broken() == [(second.number, 4)]


@pytest.mark.parametrize("seq", [1, 3])
def test_a_missing_event_is_found(two, seq: int) -> None:
    case, _, _ = two
    with unguarded():
        run(f"DELETE FROM {EVENTS} WHERE case_id = %s AND seq = %s", case.pk, seq)
    assert broken() == [(case.number, seq)]


def test_a_missing_end_is_found_also_where_the_case_is_opened(two) -> None:
    case, _, desk = two
    with unguarded():
        run(f"DELETE FROM {EVENTS} WHERE case_id = %s AND seq >= %s", case.pk, case.version - 1)
    assert broken() == [(case.number, case.version - 1)]
    with pytest.raises(BrokenCaseError):
        queries.case(desk.cast.office, case.number, now=desk.now)
    with pytest.raises(BrokenCaseError):
        operations.command(desk.cast.office, case.number, "note", {"note": "补一句"}, now=desk.now)


def test_a_stream_without_any_event_is_found(two) -> None:
    case, _, desk = two
    with unguarded():
        run(f"DELETE FROM {EVENTS} WHERE case_id = %s", case.pk)
    assert broken() == [(case.number, 1)]
    with pytest.raises(BrokenCaseError):
        queries.case(desk.cast.office, case.number, now=desk.now)


def test_a_changed_order_is_found(two) -> None:
    case, _, _ = two
    with unguarded():
        for old, new in ((3, 1003), (4, 3), (1003, 4)):
            run(f"UPDATE {EVENTS} SET seq = %s WHERE case_id = %s AND seq = %s", new, case.pk, old)
    assert broken() == [(case.number, 3)]


def test_events_swapped_between_cases_are_found(two) -> None:
    case, second, _ = two
    with unguarded():
        for seq in (1, 3):
            one, other = (CaseEvent.objects.get(case=c, seq=seq) for c in (case, second))
            run(f"UPDATE {EVENTS} SET seq = 900 WHERE id = %s", one.pk)
            run(f"UPDATE {EVENTS} SET case_id = %s WHERE id = %s", case.pk, other.pk)
            run(f"UPDATE {EVENTS} SET case_id = %s, seq = %s WHERE id = %s", second.pk, seq, one.pk)
    assert broken() == [(case.number, 1), (second.number, 1)]


def test_whole_streams_swapped_between_cases_are_found(two) -> None:
    case, second, _ = two
    with unguarded():
        for old, new in ((case.pk, second.pk), (second.pk, case.pk)):
            run(
                f"UPDATE {EVENTS} SET case_id = %s, seq = seq + 500 WHERE case_id = %s AND seq < 500",
                new,
                old,
            )
        run(f"UPDATE {EVENTS} SET seq = seq - 500 WHERE seq > 500")
    assert broken() == [(case.number, 1), (second.number, 1)]


def _texts(case: Case) -> list[PrivateText]:
    return list(PrivateText.objects.filter(case=case).order_by("seq"))


def test_changed_private_text_is_found(two) -> None:
    case, second, _ = two
    own, other = _texts(case)[0], _texts(second)[0]
    whole = bytes(own.sealed)
    for sealed in (
        whole[:-1] + bytes([whole[-1] ^ 1]),
        b"",
        b"\x01",
        b"\x02" + whole[1:],
        bytes(other.sealed),
    ):
        PrivateText.objects.filter(pk=own.pk).update(sealed=sealed)
        assert broken() == [(case.number, own.seq)]
    PrivateText.objects.filter(pk=own.pk).update(sealed=whole)
    assert broken() == []


def test_private_text_of_another_event_is_found(two) -> None:
    case, _, _ = two
    first, second = _texts(case)[:2]
    PrivateText.objects.filter(pk=first.pk).update(sealed=second.sealed, salt=second.salt)
    assert broken() == [(case.number, first.seq)]


def test_another_salt_is_found(two) -> None:
    case, _, _ = two
    own = _texts(case)[0]
    PrivateText.objects.filter(pk=own.pk).update(salt=b"0" * 16)
    assert broken() == [(case.number, own.seq)]


def test_removed_private_text_is_found_and_is_no_redaction(two) -> None:
    case, second, _ = two
    PrivateText.objects.filter(pk=_texts(case)[0].pk).delete()
    PrivateText.objects.filter(pk=_texts(second)[0].pk).update(sealed=None)
    assert broken() == [(case.number, 1), (second.number, 1)]


def test_text_emptied_with_its_mark_but_without_an_event_is_found(two) -> None:
    """What redaction leaves behind, made by hand: also on opening, and of each text by itself."""
    case, second, desk = two
    for text in _texts(case):
        rows = PrivateText.objects.filter(pk=text.pk)
        rows.update(sealed=None, redacted_at=desk.now)
        assert broken() == [(case.number, text.seq)]
        with pytest.raises(BrokenCaseError) as told:
            queries.case(desk.cast.office, case.number, now=desk.now)
        assert told.value.seq == text.seq
        rows.update(sealed=text.sealed)
        assert broken() == [(case.number, text.seq)], "marked as redacted, and still there"
        rows.update(redacted_at=None)
    assert broken() == []
    # the event of another record's redaction covers that record alone
    at = _texts(second)[-1].seq
    operations.command(
        desk.cast.office, second.number, "redact_text", {"of": 1, "ground": "needless", "reason": "录多了"},
        now=desk.now,
    )  # fmt: skip
    assert broken() == []
    PrivateText.objects.filter(case=second, seq=at).update(sealed=None, redacted_at=desk.now)
    assert broken() == [(second.number, at)]


ROWS = {
    "kind": "inquiry", "channel": "fax", "category": "elsewhere", "level": "L4", "stage": "archived", "unit_id": None,
    "handler_id": None, "receiver_id": None, "subject": "别的事", "complainant": "陈*", "contact_index": "0" * 64,
    "registered_at": timedelta(hours=1), "registered_on": timedelta(days=1), "due_at": None, "paused": True,
    "stalls_at": timedelta(hours=1), "round": 2, "satisfied": "no", "replied_at": "now", "closed_at": "now",
    "closed_on": "today", "on_time": "other", "result": "已解决", "respond_minutes": 5, "reply_minutes": 5,
    "close_minutes": 5, "dispose_from": "today",
}  # fmt: skip
"""Column → what somebody sets it to: a value, or by how much it is shifted."""


def _other(case: Case, column: str, desk):
    before, told = getattr(case, column), ROWS[column]
    match told:
        case timedelta() if before is None:
            return desk.now
        case timedelta():
            return before + told
        case "now":
            return desk.now
        case "today":
            return desk.now.date()
        case "other":
            return True if before is None else None  # False may have become true since
        case _:
            return told


def test_a_row_that_differs_from_its_stream_is_told_by_column(two) -> None:
    case, second, desk = two
    assert broken() == []
    for column in ROWS:
        before, value = getattr(case, column), _other(case, column, desk)
        assert value != before, f"{column} would not be changed"
        Case.objects.filter(pk=case.pk).update(**{column: value})
        ((number, seq, reason),) = administration.verify_cases()
        assert (number, seq) == (case.number, 0), column
        assert reason.startswith(f"与事件不符：{row_checks.NAMES[column]}"), column
        shown = queries.case(desk.cast.leader, case.number, now=desk.now)
        assert row_checks.NAMES[column] in shown.broken_chain
        Case.objects.filter(pk=case.pk).update(**{column: before})
    assert broken() == []
    assert queries.case(desk.cast.office, second.number, now=desk.now).broken_chain == ""


def test_every_column_of_the_row_is_looked_at() -> None:
    left_out = {"id", "organisation", "number", "code_salt", "rule_book", "version"}
    columns = {field.attname for field in Case._meta.fields if field.name not in left_out}
    assert columns == set(ROWS)


def test_both_the_row_and_another_case_are_told(two) -> None:
    case, second, _ = two
    Case.objects.filter(pk=case.pk).update(level="L4", stage="closed")
    with unguarded():
        run(f"UPDATE {EVENTS} SET digest = %s WHERE case_id = %s AND seq = 4", "0" * 64, second.pk)
    assert broken() == [(case.number, 0), (second.number, 4)]


def test_a_row_that_cannot_be_read_hides_no_other_case(two) -> None:
    case, second, _ = two
    if connection.vendor != "sqlite":
        pytest.skip("columns of PostgreSQL take values of their type alone")
    Case.objects.filter(pk=second.pk).update(level="L4")
    for column in ("registered_at", "due_at", "registered_on", "subject", "level", "round"):
        before = getattr(case, column)
        for value in ("garbage", b"\x00\xff", "2026-13-45 99:00:00"):
            run(f"UPDATE store_case SET {column} = %s WHERE id = %s", value, case.pk)
            assert broken() == [(case.number, 0), (second.number, 0)], (column, value)
        Case.objects.filter(pk=case.pk).update(**{column: before})
    assert broken() == [(second.number, 0)]


def test_people_who_left_are_no_fault(two) -> None:
    """The row says who handled it then."""
    case, _, _desk = two
    handler = Case.objects.get(pk=case.pk).handler
    assert handler is not None
    handler.user.is_active = False
    handler.user.save(update_fields=["is_active"])
    administration.touch(case.organisation)
    assert broken() == []


def test_a_broken_case_hides_no_other(two) -> None:
    case, second, desk = two
    with unguarded():
        run(f"UPDATE {EVENTS} SET data = '[]' WHERE case_id = %s AND seq = 2", case.pk)
    office = desk.cast.office
    with pytest.raises(BrokenCaseError) as told:
        queries.case(office, case.number, now=desk.now)
    assert (told.value.number, told.value.seq) == (case.number, 2)
    assert queries.case(office, second.number, now=desk.now).number == second.number
    assert {row.number for row in queries.ledger(office, queries_filter(), now=desk.now).items} == {
        case.number, second.number,
    }  # fmt: skip


def test_an_unknown_event_is_told_where_it_stands(two) -> None:
    """A stream of a newer program: the chain holds, but this program cannot read it."""
    case, _, desk = two
    from shouwen.store import timeline

    _, digest = timeline.load(case)
    row = CaseEvent(
        case=case, seq=case.version + 1, type="beamed_up", at=desk.now, actor="{}", data="{}", rule_book="",
        previous=digest,
    )  # fmt: skip
    row.digest = timeline._chained(case.number, row)
    CaseEvent.objects.bulk_create([row])
    assert broken() == [(case.number, row.seq)]


def queries_filter():
    from shouwen.application.views.lists import LedgerFilter

    return LedgerFilter()


def test_the_database_is_the_one_meant() -> None:
    """The suite runs on both; this line tells which in the report of a failure."""
    assert connection.vendor in ("sqlite", "postgresql")
