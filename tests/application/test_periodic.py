"""Periodic work of the office: put on record by whom the rule book names, counted in the evidence of its clause."""

from datetime import UTC, date, datetime

import pytest

from shouwen.application import administration, operations, queries
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.documents import evidence_xlsx
from shouwen.rulebooks import read_shipped
from shouwen.store.models import PeriodicRecord
from tests.cast import ZONE, Cast, neighbours, settle

OCTOBER = date(2026, 10, 31)
TEXTS = {"chosen": "陈晓", "reasons": "件数最多，客户满意"}
NOW = datetime(2026, 11, 3, 10, tzinfo=ZONE)


@pytest.fixture
def cast(db, monkeypatch) -> Cast:
    """The rule book was installed in the middle of August."""
    monkeypatch.setattr("shouwen.application.clock.now", lambda: datetime(2026, 8, 15, 1, tzinfo=UTC))
    found = settle("four-level")
    administration.add_unit(found.organisation, name="客服部")
    administration.add_user(
        "four-level.service", organisation="four-level", unit="客服部", roles=["unit_head"], name="柳青",
        encoded_password="!",
    )  # fmt: skip
    return found


def service(cast: Cast):
    from django.contrib.auth.models import User

    from shouwen.application import people

    return people.person(User.objects.get(username="four-level.service"))


def stars(cast: Cast, now: datetime = NOW):
    return {
        line.last: line
        for line in queries.periodic(service(cast), now=now)
        if line.work.id == "star-of-month"
    }


def test_what_was_over_before_the_program_knew_the_rule_is_not_owed(cast) -> None:
    found = stars(cast)
    assert min(found) == date(2026, 8, 31)
    assert found[date(2026, 8, 31)].status.id == "missed"
    assert found[OCTOBER].status.id == "open" and not found[OCTOBER].running and found[OCTOBER].mine
    assert found[date(2026, 11, 30)].running


def test_it_is_put_on_record_and_written_anew(cast) -> None:
    head = service(cast)
    assert operations.record_periodic(head, "star-of-month", OCTOBER, TEXTS, now=NOW) == 1
    late = datetime(2026, 12, 1, 10, tzinfo=ZONE)
    assert (
        operations.record_periodic(head, "star-of-month", OCTOBER, {**TEXTS, "chosen": "郑洁"}, now=late) == 2
    )
    view = queries.periodic_one(head, "star-of-month", OCTOBER, now=late)
    assert (view.line.status.id, view.line.edition, view.line.done_at) == ("met", 2, NOW)
    assert [text.text for text in view.texts] == ["郑洁", TEXTS["reasons"]]
    assert [number for number, _at, _who in view.editions] == [2, 1]
    assert PeriodicRecord.objects.get(edition=1).texts == TEXTS, "nothing is overwritten"


@pytest.mark.parametrize("who", ["clerk", "head", "leader", "auditor", "administrator"])
def test_nobody_else_does_it(cast, who) -> None:
    with pytest.raises(Refused) as refused:
        operations.record_periodic(cast[who], "star-of-month", OCTOBER, TEXTS, now=NOW)
    assert (refused.value.code, refused.value.clause) == ("not_permitted", "c10-1")
    assert "客服负责人" in refused.value.say.zh
    assert not PeriodicRecord.objects.exists()


@pytest.mark.parametrize(
    ("told", "pointer", "code"),
    [
        ({"chosen": "陈晓"}, "/reasons", "missing"),
        ({**TEXTS, "reasons": " "}, "/reasons", "missing"),
        ({**TEXTS, "reasons": 3}, "/reasons", "string_type"),
        ({**TEXTS, "reasons": "长" * 20_001}, "/reasons", "string_too_long"),
        ({**TEXTS, "reasons": "a\0b"}, "/reasons", "control_characters"),
        ({**TEXTS, "other": "x"}, "/other", "unknown_field"),
    ],
)
def test_every_content_says_something(cast, told, pointer, code) -> None:
    with pytest.raises(BadDataError) as bad:
        operations.record_periodic(service(cast), "star-of-month", OCTOBER, told, now=NOW)
    assert [(field.pointer, field.code) for field in bad.value.fields] == [(pointer, code)]
    assert not PeriodicRecord.objects.exists()


@pytest.mark.parametrize(
    ("work", "last"),
    [
        ("star-of-month", date(2026, 10, 30)),
        ("star-of-month", date(2026, 12, 31)),
        ("star-of-month", date(2026, 7, 31)),
        ("star-of-month", date(9999, 12, 31)),
        ("star-of-month", date(1, 1, 31)),
        ("unknown", OCTOBER),
    ],
)
def test_no_other_period_and_no_other_work(cast, work, last) -> None:
    with pytest.raises(NotFoundError):
        operations.record_periodic(service(cast), work, last, TEXTS, now=NOW)


def test_each_organisation_has_its_own(cast) -> None:
    operations.record_periodic(service(cast), "star-of-month", OCTOBER, TEXTS, now=NOW)
    stranger = neighbours().clerk
    found = [line for line in queries.periodic(stranger, now=NOW) if line.work.id == "star-of-month"]
    assert {line.done_at for line in found} == {None}
    assert queries.periodic_one(stranger, "star-of-month", OCTOBER, now=NOW).editions == ()


def test_who_keeps_accounts_reads_nothing_of_it(cast) -> None:
    with pytest.raises(NotFoundError):
        queries.periodic_one(cast.administrator, "star-of-month", OCTOBER, now=NOW)


def test_the_bench_shows_what_is_over_and_not_done(cast) -> None:
    head = service(cast)
    waiting = [(line.work.id, line.last) for line in queries.periodic_waiting(head, now=NOW)]
    assert waiting == [
        ("star-of-month", date(2026, 8, 31)), ("star-of-month", date(2026, 9, 30)), ("star-of-month", OCTOBER),
    ]  # fmt: skip
    operations.record_periodic(head, "star-of-month", OCTOBER, TEXTS, now=NOW)
    assert OCTOBER not in [line.last for line in queries.periodic_waiting(head, now=NOW)]
    assert queries.periodic_waiting(cast.clerk, now=NOW) == ()


def test_the_clause_is_kept_broken_or_pending_in_the_evidence(cast) -> None:
    operations.record_periodic(service(cast), "star-of-month", OCTOBER, TEXTS, now=NOW)
    span = {"first": date(2026, 8, 1), "last": date(2026, 11, 30), "now": NOW}
    table = queries.clause_table(cast.office, **span)
    line = next(one for one in table.lines if one.clause == "c10-1")
    assert not line.statement
    assert {month.month: counts for month, counts in line.periods.items()} == {
        8: {"broken": 1}, 9: {"broken": 1}, 10: {"kept": 1}, 11: {"pending": 1},
    }  # fmt: skip
    assert line.sums() == {"broken": 2, "kept": 1, "pending": 1}
    rows = [row for row in queries.proof_rows(cast.office, **span) if row.clause == "c10-1"]
    assert sorted(row.verdict for row in rows) == ["broken", "broken", "kept", "pending"]
    assert {row.case for row in rows} == {""} and "2026年10月" in "".join(row.subject for row in rows)
    assert evidence_xlsx(table, iter(rows), "zh-hans")
    assert not any(one.periods for one in queries.clause_table(cast.handler, **span).lines), (
        "not for who sees part"
    )


def test_a_new_version_takes_over_with_its_first_day(cast, monkeypatch) -> None:
    text = read_shipped("four-level").replace("version: 1", "version: 2", 1)
    text = text.replace("id: star-of-month, clause: c10-1, name: {zh: 月度之星, en: the employee of the month}, every: month", "id: star-of-month, clause: c10-1, name: {zh: 月度之星, en: the employee of the month}, every: quarter")  # fmt: skip
    administration.install_rule_book(text, organisation="four-level", from_day=date(2026, 9, 15))
    assert sorted(stars(cast)) == [date(2026, 8, 31), date(2026, 9, 30), date(2026, 12, 31)]


def test_the_working_paper_keeps_the_rows_of_a_clause_together(cast) -> None:
    """Rows of cases come in the order of the database; those of periods stand before them, clause by clause."""
    rows = list(queries.proof_rows(cast.office, first=date(2026, 8, 1), last=date(2026, 11, 30), now=NOW))
    clauses = [row.clause for row in rows]
    assert len(set(clauses)) == sum(
        1 for before, clause in zip(["", *clauses], clauses, strict=False) if clause != before
    )


def test_the_manual_and_the_rule_book_by_api_tell_it(cast) -> None:
    from shouwen.documents.manual import Heading, Paragraphs, manual
    from shouwen.rulebooks import rule_book

    pieces = [piece for chapter in manual(rule_book("four-level"), "zh").chapters for piece in chapter.pieces]
    at = next(n for n, one in enumerate(pieces) if isinstance(one, Heading) and one.text == "定期工作")
    listed = pieces[at + 1]
    assert isinstance(listed, Paragraphs) and "每月结束后 5 个工作日内" in "".join(listed.lines)
    told = queries.rule_book(cast.office, "four-level", now=NOW)["periodic"]
    assert [work["id"] for work in told][:2] == ["training-plan", "assessment"]
    assert all(work["words"] and work["contents"] for work in told)
