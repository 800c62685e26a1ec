"""Evidence over months is the evidence of each case, counted; every number opens exactly its cases."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from shouwen.application import queries
from shouwen.application.proving import PROOFS
from shouwen.application.views.lists import LedgerFilter
from shouwen.documents import evidence_xlsx
from shouwen.store import following
from shouwen.store.models import Case, CaseClause
from tests.cast import MONDAY, WAYS, Desk

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 31)
COUNTED = ("kept", "broken", "pending", "excused")


def follow(desk: Desk) -> None:
    while following.follow(PROOFS, at=desk.now):
        pass


@pytest.fixture
def history(desk, monkeypatch) -> Desk:
    rng = Random(3)
    for _ in range(9):
        desk.now = MONDAY + timedelta(days=rng.randrange(60), hours=rng.randrange(9))
        facts = {"severity": rng.choice(["low", "high"]), "urgency": rng.choice(["low", "high"])}
        desk.again().to(rng.choice(sorted(WAYS)), facts=facts)
    desk.now = MONDAY + timedelta(days=75)
    monkeypatch.setattr("shouwen.application.clock.now", lambda: desk.now)
    follow(desk)
    return desk


def test_the_table_is_the_sum_of_the_cases(history) -> None:
    office = history.cast.office
    expected: Counter[tuple[str, date, str]] = Counter()
    for case in Case.objects.all():
        for line in queries.case_evidence(office, case.number, now=history.now):
            if line.verdict in COUNTED:
                expected[line.clause, case.registered_on.replace(day=1), line.verdict] += 1
    table = queries.clause_table(office, first=FIRST, last=LAST, now=history.now)
    assert table.months == (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
    found = {
        (line.clause, month, verdict): n
        for line in table.lines
        for month, counts in line.counts.items()
        for verdict, n in counts.items()
    }
    assert found == dict(expected)
    assert {verdict for _, _, verdict in found} >= {"kept", "broken"}


def test_every_number_opens_its_cases(history) -> None:
    office = history.cast.office
    table = queries.clause_table(office, first=FIRST, last=LAST, now=history.now)
    for line in table.lines:
        for verdict in COUNTED:
            total = sum(counts.get(verdict, 0) for counts in line.counts.values())
            wanted = LedgerFilter(
                clause=line.clause, verdict=verdict, registered_from=FIRST, registered_to=LAST
            )
            assert len(queries.ledger(office, wanted, now=history.now, limit=200).items) == total


def test_who_sees_nothing_is_told_of_nothing(history) -> None:
    table = queries.clause_table(history.cast.other, first=FIRST, last=LAST, now=history.now)
    assert all(line.counts == {} for line in table.lines)
    assert list(queries.proof_rows(history.cast.other, first=FIRST, last=LAST, now=history.now)) == []


def test_following_twice_and_anew_changes_nothing(history) -> None:
    def told() -> set[tuple[object, ...]]:
        return set(CaseClause.objects.values_list("case_id", "clause", "verdict", "seq", "month"))

    before = told()
    assert before
    following.rebuild(PROOFS)
    assert told() == set()
    follow(history)
    assert told() == before


def test_the_working_paper_has_a_row_for_each(history) -> None:
    office = history.cast.office
    rows = list(queries.proof_rows(office, first=FIRST, last=LAST, now=history.now))
    assert len(rows) == CaseClause.objects.count()
    assert all(row.text for row in rows)
    table = queries.clause_table(office, first=FIRST, last=LAST, now=history.now)
    assert evidence_xlsx(table, rows, "zh-hans").startswith(b"PK")
