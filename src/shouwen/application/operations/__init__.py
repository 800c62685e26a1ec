"""Everything that changes something, by subject."""

from shouwen.application.operations.absences import (
    set_absence,
    set_absence_of,
    withdraw_absence,
    withdraw_absence_of,
)
from shouwen.application.operations.cases import (
    attach,
    command,
    mark_read,
    may_renew,
    new_query_code,
    register,
)
from shouwen.application.operations.disposals import decide_disposals, propose_disposals
from shouwen.application.operations.periodic import record_periodic
from shouwen.application.operations.portal import portal_attach, portal_command, portal_register
from shouwen.application.operations.precedents import keep_ruling, may_keep, retire_ruling
from shouwen.application.operations.ties import carry

__all__ = [
    "attach",
    "carry",
    "command",
    "decide_disposals",
    "keep_ruling",
    "mark_read",
    "may_keep",
    "may_renew",
    "new_query_code",
    "portal_attach",
    "portal_command",
    "portal_register",
    "propose_disposals",
    "record_periodic",
    "register",
    "retire_ruling",
    "set_absence",
    "set_absence_of",
    "withdraw_absence",
    "withdraw_absence_of",
]
