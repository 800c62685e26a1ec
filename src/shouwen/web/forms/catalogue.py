"""Which form belongs to which command."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwen.web.forms import (
    dealings,
    ending,
    handling,
    joint,
    ladder,
    oversight,
    screening,
    solving,
    supervision,
    ties,
)
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
    "identify": joint.Identify,
    "confirm_record": joint.ConfirmRecord,
    "hold_meeting": joint.HoldMeeting,
    "request_contribution": joint.RequestContribution,
    "contribute": joint.Contribute,
    "record_retest": joint.RecordRetest,
    "confirm_validity": joint.ConfirmValidity,
    "report_outside": joint.ReportOutside,
    "review_quality": oversight.ReviewQuality,
    "attribute_responsibility": oversight.AttributeResponsibility,
    "dispute_responsibility": oversight.DisputeResponsibility,
    "rule_on_responsibility": oversight.RuleOnResponsibility,
    "hold_accountable": oversight.HoldAccountable,
    "teach_staff": oversight.TeachStaff,
    "plan_improvement": oversight.PlanImprovement,
    "evaluate_improvement": oversight.EvaluateImprovement,
    "recuse": oversight.Recuse,
    "designate": ladder.Designate,
    "issue_supervision": ladder.IssueSupervision,
    "receive_supervision": ladder.ReceiveSupervision,
    "answer_supervision": ladder.AnswerSupervision,
    "review_supervision": ladder.ReviewSupervision,
    "complete_decision": ladder.CompleteDecision,
    "join": ties.Join,
    "separate": ties.Separate,
    "name_representatives": ties.NameRepresentatives,
    "link": ties.Link,
    "open_review": ties.OpenReview,
    "conclude_review": ties.ConcludeReview,
    "answer_survey": dealings.AnswerSurvey,
    "propose_ending": dealings.ProposeEnding,
    "approve_ending": dealings.ApproveEnding,
    "reject_ending": dealings.RejectEnding,
    "settle": dealings.Settle,
    "record_performance": dealings.RecordPerformance,
    "report_conduct": dealings.ReportConduct,
    "review_conduct": dealings.ReviewConduct,
    "declare_interest": dealings.DeclareInterest,
    "request_recusal": dealings.RequestRecusal,
    "decide_recusal": dealings.DecideRecusal,
    "lift_recusal": dealings.LiftRecusal,
    "decide_suggestion": dealings.DecideSuggestion,
}
"""Commands of people. Registering has a page of its own; the timer's commands have no form."""

SUBJECTS: Mapping[str, Promise] = {
    "screening": _("受理与分派"), "handling": _("调查处理"), "joint": _("会同与核实"), "solving": _("方案与答复"),
    "ending": _("回访与结案"), "ties": _("并案与复核"), "dealings": _("评价、和解与回避"), "supervision": _("时限"), "ladder": _("指定与督办"), "oversight": _("责任与改进"),
}  # fmt: skip
"""What the modules of the forms are about, in the order of the work."""


def subject_of(command: str) -> str:
    """The key of the subject under which a command is offered."""
    return FORMS[command].__module__.rpartition(".")[2]
