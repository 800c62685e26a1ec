"""Which form belongs to which command."""

from collections.abc import Mapping

from shouwen.web.forms import ending, handling, screening, solving, supervision
from shouwen.web.forms.command import CommandForm

FORMS: Mapping[str, type[CommandForm]] = {
    "accept": screening.Accept,
    "decline": screening.Decline,
    "redirect": screening.Redirect,
    "request_supplement": screening.RequestSupplement,
    "supplement": screening.Supplement,
    "grade": screening.Grade,
    "assign": screening.Assign,
    "correct": screening.Correct,
    "acknowledge": handling.Acknowledge,
    "return": handling.Return,
    "respond": handling.Respond,
    "start_analysis": handling.StartAnalysis,
    "add_evidence": handling.AddEvidence,
    "record_finding": handling.RecordFinding,
    "determine_root_cause": handling.DetermineRootCause,
    "note": handling.Note,
    "propose_solution": solving.ProposeSolution,
    "approve_solution": solving.ApproveSolution,
    "reject_solution": solving.RejectSolution,
    "record_consent": solving.RecordConsent,
    "complete_measure": solving.CompleteMeasure,
    "reply": solving.Reply,
    "make_callback": ending.MakeCallback,
    "record_satisfaction": ending.RecordSatisfaction,
    "reopen": ending.Reopen,
    "appeal": ending.Appeal,
    "decide_review": ending.DecideReview,
    "withdraw": ending.Withdraw,
    "close": ending.Close,
    "archive": ending.Archive,
    "urge": supervision.Urge,
    "escalate": supervision.Escalate,
    "extend": supervision.Extend,
    "suspend": supervision.Suspend,
    "resume": supervision.Resume,
    "rebase": supervision.Rebase,
}
"""Commands of people. Registering has a page of its own; the timer's commands have no form."""
