"""From the text of a file to a rule book, or all its faults at once; never half a rule book."""

from shouwen.core.rulebook.building import build
from shouwen.core.rulebook.calendar import read_calendar
from shouwen.core.rulebook.checks_approvals import check_approval_steps
from shouwen.core.rulebook.checks_limits import check_limits, check_periodic
from shouwen.core.rulebook.checks_names import check_names
from shouwen.core.rulebook.checks_order import Dues, check_order
from shouwen.core.rulebook.checks_powers import check_approvals, check_escalations
from shouwen.core.rulebook.checks_reviews import check_reviews
from shouwen.core.rulebook.checks_rules import check_levels, check_musts, check_powers
from shouwen.core.rulebook.checks_stall import check_stall
from shouwen.core.rulebook.document import read
from shouwen.core.rulebook.faults import Fault, Faults, RuleBookFaults
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.schema import check_structure
from shouwen.core.rulebook.scope import Scope, scope_of
from shouwen.core.rulebook.view import View
from shouwen.core.worktime import CalendarSpec, WorkCalendar, china


def load(source: str | bytes, *, name: str) -> RuleBook:
    """
    The rule book of a file; `name` is told with its faults.

    Raise `RuleBookFaults` with every fault. Bytes are read as UTF-8.
    """
    faults = Faults()
    book = _read(source, faults)
    if faults or book is None:
        raise RuleBookFaults(faults.sorted(), name=name)
    return book


def check(source: str | bytes, *, name: str) -> tuple[Fault, ...]:
    """All faults of a file in the order of its lines; none if it can be loaded."""
    try:
        load(source, name=name)
    except RuleBookFaults as found:
        return found.faults
    return ()


def _read(source: str | bytes, faults: Faults) -> RuleBook | None:
    document = read(source, faults)
    if document is None:
        return None
    root = View(document, "", faults)
    check_structure(document, faults)
    calendar = read_calendar(root)
    check_sense(root, calendar)
    return None if faults or calendar is None else build(root, calendar)


def check_sense(root: View, calendar: CalendarSpec | None) -> Scope:
    """Note what does not fit together; answer the names that the rules may speak of."""
    scope = scope_of(root)
    check_names(root, scope)
    check_levels(root, scope)
    musts = check_musts(root, scope)
    dues = Dues(WorkCalendar(calendar, china()) if calendar else None)
    check_order(check_limits(root, scope, musts, dues), scope, dues)
    may, never = check_powers(root, "may", scope), check_powers(root, "never", scope)
    check_approvals(may, never, scope)
    check_approval_steps(root, never, scope)
    check_escalations(root, scope)
    check_reviews(root, scope, dues)
    check_stall(root, scope, dues)
    check_periodic(root, scope, dues)
    return scope
