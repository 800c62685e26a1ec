"""What the database holds of people: sealed, found again by telephone, gone when redacted."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from shouwen.application import administration, queries, reprojecting
from shouwen.application import rules as rulebooks
from shouwen.application.proving import PROJECTIONS
from shouwen.application.views.lists import LedgerFilter
from shouwen.core.case.events_disposal import Disposed
from shouwen.core.case.own_data import holds_of
from shouwen.core.rulebook.conditions import Condition
from shouwen.store import following, redaction, timeline
from shouwen.store.crypto import contact_index
from shouwen.store.models import Case, CaseText, Figure, PrivateText
from tests.cast import BOOKS, SUBJECT, Desk, complaint, settle

SAID = {
    "name": "欧阳明轩",
    "phone": "13812345678",
    "email": "mingxuan@example.org",
    "address": "梧桐路八十八号三单元",
    "id_number": "330106199001011234",
}
DESCRIPTION = "三月一日购买的洗衣机漏水，约了两次都没有人上门维修。"


def test_the_files_of_the_database_hold_nobodys_data(own_database: str, tmp_path: Path) -> None:
    desk = Desk(settle()).to(
        "handling", complainant=dict(SAID), description=DESCRIPTION, demand="赔偿𠮷祥酒店住宿费"
    )
    while following.follow(following.WORDS, at=desk.now):
        pass
    held = _everything(own_database)
    for secret in (*SAID.values(), DESCRIPTION, "赔偿𠮷祥酒店住宿费", "供应商更换密封圈材料"):
        assert secret.encode() not in held, secret
    assert "投诉办公室".encode() in held, "the search looks at the right bytes"


def _everything(database: str) -> bytes:
    if connection.vendor == "sqlite":
        with sqlite3.connect(database) as own:
            own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        own.close()
        folder = Path(database).parent
        return b"".join(file.read_bytes() for file in folder.glob("own.sqlite3*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        held = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            held += [row for (row,) in cursor.fetchall()]
    return "\n".join(held).encode()


SPELLINGS = (
    "13812345678", "+86 138 1234 5678", "+8613812345678", "0086-138-1234-5678", "86 13812345678",
    "138-1234-5678", "１３８１２３４５６７８", "＋８６ 138１２３４5678", "(138)12345678", "（138）1234 5678", "013812345678",
)  # fmt: skip


def test_earlier_cases_are_found_however_the_number_is_written(desk) -> None:
    desk.register(complainant={"name": "欧阳明轩", "phone": "13812345678"})
    desk.again().register(complainant={"name": "别人", "phone": "13812345679"})
    for spelling in SPELLINGS:
        help_ = queries.intake_help(desk.cast.clerk, {"complainant": {"phone": spelling}}, now=desk.now)
        assert [earlier.number for earlier in help_.earlier] == [desk.number], spelling


def test_and_however_it_was_written_down_before(desk) -> None:
    for spelling in SPELLINGS:
        number = desk.again().register(complainant={"name": "欧阳明轩", "phone": spelling}).number
        index = Case.objects.get(number=number).contact_index
        assert index == contact_index("138 1234 5678"), spelling


def test_equal_and_different_contacts() -> None:
    alike = ("0571-8888 6666", "+86 571 8888 6666", "(0571)88886666", "0086 571 88886666")
    assert len({contact_index(number) for number in alike}) == 1
    apart = ("13812345678", "13812345679", "88886666", "0571-88886666", "a@b.cn", "b@b.cn")
    assert len({contact_index(contact) for contact in apart}) == len(apart)
    assert contact_index("Li@Example.cn ") == contact_index("li@example.cn")
    assert contact_index("") == contact_index("  ") == ""
    assert "13812345678" not in contact_index("13812345678")


def test_a_contact_finds_nobody_of_another_organisation(desk, next_door) -> None:
    desk.register()
    stranger = next_door.clerk
    assert queries.intake_help(stranger, complaint(), now=desk.now).earlier == ()


def test_every_sealing_is_another(desk) -> None:
    for _ in range(2):
        desk.again().register()
    first, second = PrivateText.objects.order_by("pk")
    assert bytes(first.sealed) != bytes(second.sealed)
    assert bytes(first.salt) != bytes(second.salt)


@pytest.mark.parametrize("book", BOOKS)
def test_redaction_leaves_chain_obligations_and_figures(db, book: str) -> None:
    desk = Desk(settle(book))
    told = {"complainant": {**SAID, "anonymous": True}, "description": DESCRIPTION, "respondent": "王磊师傅"}
    stages = ("archived", "executing", "supplementing", "dissatisfied")
    cases = [desk.again().to(stage, category=SUBJECT[book], **told) for stage in stages]
    for one in cases:
        _on_record(one)
    _follow(desk)
    before = {one.number: _known(one.number) for one in cases}
    figures = list(Figure.objects.order_by("pk").values())
    for one in cases:
        case = Case.objects.get(number=one.number)
        assert redaction.redact(case, now=desk.now) > 0
        reprojecting.reproject(one.number, now=desk.now)
        assert redaction.redact(case, now=desk.now) == 0
    _follow(desk)
    assert list(administration.verify_cases()) == []
    assert {one.number: _known(one.number) for one in cases} == before
    assert list(Figure.objects.order_by("pk").values()) == figures
    assert not PrivateText.objects.exclude(sealed=None).exists()
    assert not CaseText.objects.exists()
    for one in cases:
        shown = repr(queries.case(one.cast.office, one.number, now=desk.now))
        assert all(secret not in shown for secret in (*SAID.values(), DESCRIPTION, "洗衣机"))
        row = repr(queries.ledger(one.cast.office, LedgerFilter(), now=desk.now))
        assert "欧" not in row
        assert "洗衣机" not in row


def _on_record(desk: Desk) -> None:
    """The event without which emptied texts are a fault of the case."""
    case = Case.objects.get(number=desk.number)
    stream, digest = timeline.load(case)
    last = stream[-1]
    gone = replace(last, seq=last.seq + 1, data=Disposed(basis="retention"))
    timeline.append(case, [gone], previous=digest)


def _follow(desk: Desk) -> None:
    for projection in PROJECTIONS:
        while following.follow(projection, at=desk.now):
            pass


def _known(number: str) -> tuple[object, ...]:
    """What rules, figures and visibility rest on."""
    case = Case.objects.select_related("organisation").get(number=number)
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    ledger = rules.read(stream)
    state = ledger.state
    return (
        ledger.obligations(stream[-1].at), state.stage, state.anonymous, state.respondent_id, state.seq,
        len(state.solution.measures) if state.solution else 0, state.round,
        set(case.recusals.values_list("staff_id", flat=True)),
    )  # fmt: skip


def test_of_redacted_measures_stays_what_rules_ask_for(db) -> None:
    desk = Desk(settle("four-level")).to("executing")
    _on_record(desk)
    case = Case.objects.get(number=desk.number)
    redaction.redact(case, now=desk.now)
    reprojecting.reproject(case.number, now=desk.now)
    (proposed,) = [e.data for e in timeline.load(case)[0] if e.data.type == "solution_proposed"]
    (measure,) = proposed.measures
    assert (measure.what, measure.owner, measure.due) == (
        redaction.REDACTED,
        redaction.REDACTED,
        "2026-04-30",
    )
    assert not holds_of(Condition("measures.exists(m, m.owner == '' || m.due == '')"), proposed)
