"""Fold equals row: what is stored of a case is what its stream says, after every test."""

from collections import Counter

from shouwen.application import rules as rulebooks
from shouwen.application.remembering import forget
from shouwen.core.case.state import fold
from shouwen.core.obligations import Obligations
from shouwen.store import timeline
from shouwen.store.models import Case, CaseUnit, Obligation
from shouwen.store.projection import Household, owner_of, row_of, wake_at


def check_every_case() -> None:
    """Read every case anew and hold its row, units and obligations against the stream."""
    forget()
    for case in Case.objects.select_related("organisation"):
        check(case)


def check(case: Case) -> None:
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    household = rulebooks.household(case.organisation)
    ledger = rules.read(stream)
    assert ledger.state == fold(stream)
    owed = ledger.obligations(stream[-1].at)
    wanted = row_of(stream, ledger.state, owed, rules=rules, household=household)
    wanted["stalls_at"] = ledger.stalls_at()
    stored = {name: getattr(case, name) for name in wanted}
    assert stored == wanted, f"{case}: the row is not what the stream says"
    assert sorted(_stored(case)) == sorted(_wanted(owed, ledger.state, rules, household)), (
        f"{case}: obligations"
    )
    assert len(stream) == case.version
    working = {ledger.state.unit, *ledger.state.assisting} - {""}
    assert working <= set(CaseUnit.objects.filter(case=case).values_list("unit__name", flat=True))
    numbers = Counter(Obligation.objects.filter(case=case).values_list("rule", "number"))
    assert set(numbers.values()) <= {1}


_COLUMNS = (
    "rule",
    "number",
    "do",
    "role",
    "clause",
    "started_at",
    "opened_at",
    "due_at",
    "provisional",
    "ended_at",
    "wake_at",
)


def _stored(case: Case) -> list[tuple[str, ...]]:
    rows = Obligation.objects.filter(case=case).values_list(*_COLUMNS, "status", "unit_id", "owner_id")
    return [tuple(map(_text, row)) for row in rows]


def _wanted(owed: tuple, state: object, rules: Obligations, household: Household) -> list[tuple[str, ...]]:
    found = []
    for o in owed:
        unit, owner = owner_of(o.by, state, book=rules.book, household=household, addressee=o.unit)
        status = "open" if o.status == "missed" else str(o.status)
        row = (
            o.rule, o.number, o.do, o.by, o.clause, o.started_at, o.opened_at, o.due_at, o.provisional, o.ended_at,
            wake_at(o, archived=state.archived), status, unit.pk if unit else None, owner.pk if owner else None,
        )  # fmt: skip
        found.append(tuple(map(_text, row)))
    return found


def _text(value: object) -> str:
    return str(value.timestamp()) if hasattr(value, "timestamp") else str(value)
