"""
Why a command is refused: a code, the clause where a rule book says so, and the facts.

The words are here once, in both languages; faces choose.
"""

from collections.abc import Mapping

from shouwen.core.case.refusals_responsibility import RESPONSIBILITY_REASONS
from shouwen.core.rulebook.model import Words
from shouwen.core.values import JsonObject

_REASONS: Mapping[str, Words] = {
    "not_registered": Words("还没有这件投诉", "There is no such case yet"),
    "already_registered": Words("该件已经登记", "The case is registered already"),
    "ended": Words("该件已经办结，不能再作此操作", "The case has ended; this can no longer be done"),
    "not_ended": Words("该件尚未结案", "The case has not ended yet"),
    "archived": Words("该件已归档", "The case is archived"),
    "already_accepted": Words("该件已经受理", "The case is accepted already"),
    "not_accepted": Words("该件尚未受理", "The case is not accepted yet"),
    "waiting": Words("正等待客户补正，收到后才能继续", "Waiting for the customer's supplement"),
    "not_waiting": Words("没有等待补正的事项", "Nothing is waited for"),
    "suspended": Words("该件已中止，恢复后才能继续", "The case is suspended"),
    "not_suspended": Words("该件没有中止", "The case is not suspended"),
    "not_assigned": Words("该件尚未交办", "The case is not assigned yet"),
    "already_acknowledged": Words("该件已经签收", "The case is acknowledged already"),
    "already_replied": Words("本轮已经答复", "This round has been replied to already"),
    "not_replied": Words("本轮还没有答复客户", "The customer has had no reply in this round"),
    "no_proposal": Words("没有待审批的处理方案", "No solution is waiting for approval"),
    "not_approved": Words(
        "处理方案还没有批准，也没有客户同意", "The solution is neither approved nor agreed"
    ),
    "no_solution": Words("还没有处理方案", "There is no solution yet"),
    "solution_standing": Words(
        "客户已同意现有方案，不能再换", "The customer has agreed to the present solution"
    ),
    "already_agreed": Words("客户已经同意该方案", "The customer has agreed already"),
    "no_such_measure": Words("没有这一条措施", "There is no such measure"),
    "measure_done": Words("这条措施已经完成", "This measure is done already"),
    "own_proposal": Words("自己提出的方案不能由自己审批", "Nobody approves his own proposal"),
    "step_given_already": Words("这一步您已经表示同意", "You have given this step already"),
    "role_given_already": Words(
        "您的角色在这一步已经有人同意，等待其他角色",
        "Your role has been given in this step; the others are still asked",
    ),
    "meeting_needed": Words(
        "这一步由会议决定，方案提出后先开会并记下会议纪要",
        "A meeting decides this step: hold it after the proposal and record its minutes",
    ),
    "absence_over": Words("离岗的最后一天已经过去", "The last day of the absence is over"),
    "absence_backwards": Words("最后一天早于第一天", "The last day is before the first"),
    "absence_too_long": Words(
        "一次最多登记一年，更久的请办理岗位变动", "A year at most; for longer, change the post instead"
    ),
    "absence_overlaps": Words(
        "此人这段时间已经登记离岗，先撤回那一条",
        "This person is away at that time already; withdraw that entry first",
    ),
    "absence_ended": Words("这一条已经结束或者撤回", "The absence is over or withdrawn already"),
    "deputy_is_self": Words("不能由本人代理自己", "Nobody stands in for himself"),
    "deputy_away": Words(
        "代理人自己这段时间也离岗，代理不能再转给别人",
        "The deputy is away himself at that time, and a deputy has no deputy",
    ),
    "deputises_already": Words(
        "此人这段时间正代理别人，代理不能再转给别人；先撤回那一份委托",
        "This person stands in for another at that time; a deputy has no deputy, withdraw that first",
    ),
    "deputy_unfit": Words(
        "只做系统管理或审计的人不能代理业务", "Who only administers or audits cannot stand in for handling"
    ),
    "deputy_self_named": Words(
        "替别人登记时不能指定自己代理", "Who sets it for another does not name himself as the deputy"
    ),
    "already_rated": Words("本轮已记录满意度", "Satisfaction is recorded for this round"),
    "already_appealed": Words("已有一件申诉在复核", "An appeal is under review already"),
    "review_elsewhere": Words(
        "另立了复核件，结论在那一件里作出", "A case of its own reviews it; the conclusion is made there"
    ),
    "review_under_way": Words("已经立案复核", "A case of its own reviews it already"),
    "appeal_on_the_first": Words(
        "这是复核件，申诉请在原件上提出", "This case reviews another; appeal on the first one"
    ),
    "final_decided": Words(
        "已经复查、复核终结，同一事实不再重新办理，只作关联",
        "Both reviews are over; the same facts are linked, not handled again",
    ),
    "not_a_review": Words("这不是复核件", "This case reviews no other"),
    "is_a_review": Words("复核件不并案", "A case of review is not joined"),
    "concluded": Words("复核已有结论", "The review has come to its conclusion"),
    "handled_before": Words("原来承办过的人不能复核", "Who handled the matter before does not review it"),
    "unknown_case": Words("没有这一件，或者您看不到", "There is no such case, or you may not see it"),
    "same_case": Words("不能和自己关联", "A case is not tied to itself"),
    "already_joined": Words("已经和那一件并案", "It is joined with that case already"),
    "leads_a_group": Words(
        "该件带着其他件并案，先拆分再并入别的件", "The case leads a group; separate it first"
    ),
    "member_of_a_group": Words("该件已并入别的件", "The case is a member of another group"),
    "not_joined": Words("没有和那一件并案", "It is not joined with that case"),
    "already_linked": Words("已经这样关联过", "It is linked in that way already"),
    "other_kind": Words("类型不同的件不能并案", "Cases of different kinds are not joined"),
    "group_full": Words("这一组已经满了，另选一件作主件", "The group is full; take another case as its lead"),
    "case_ended": Words("那一件已经办结，不能并案，可以关联", "That case has ended; link it instead"),
    "survey_over": Words("这一轮的评价已经结束", "The survey of this round is over"),
    "not_dissatisfied": Words(
        "客户没有表示不满意，按通常办法结案", "The customer is not dissatisfied; close it in the usual way"
    ),
    "ending_proposed": Words("已经提请结案", "An ending is proposed already"),
    "no_ending": Words("没有待审批的结案申请", "No proposed ending is waiting"),
    "already_settled": Words("已经和解", "It is settled already"),
    "not_settled": Words("还没有和解", "It is not settled"),
    "conduct_reported_already": Words(
        "已有一份行为记录等待复核", "A record of conduct waits for its review already"
    ),
    "not_archived": Words("该件尚未归档", "The case is not archived yet"),
    "disposed": Words("该件已经销毁", "The case has been disposed of"),
    "disposal_proposed": Words("已提请销毁，等待确认", "Disposal is proposed and waits for its confirmation"),
    "nothing_to_redact": Words(
        "第 {of} 条记录没有可隐去的这项文字", "Record {of} has no such text to take out"
    ),
    "rests_on_text": Words(
        "级别、时限或条件要用到这项内容，不能隐去",
        "A level, a limit or a condition rests on this; it cannot be taken out",
    ),
    "file_not_kept": Words(
        "本件没有这份附件，或者已经删除", "The case keeps no such file, or it is deleted already"
    ),
    "no_disposal": Words("没有待确认的销毁", "No disposal is waiting"),
    "own_disposal": Words(
        "自己提请或者同意的销毁，须由别人确认", "Nobody confirms the disposal that he proposed or granted"
    ),
    "retention_running": Words("保管期限未满，不得销毁", "The time of keeping is not over"),
    "retention_unknown": Words(
        "归档时没有写明保管期限，先改定保管期限", "Nobody said how long it is kept; set that first"
    ),
    "kept_for_ever": Words("保管期限为永久，不得销毁", "The case is kept for ever"),
    "retention_unreadable": Words(
        "保管期限请写成“10 年”“三年”“永久”这样", "Write the time of keeping as “10 years” or “permanent”"
    ),
    "retention_too_short": Words("短于管理办法规定的保管期限", "Shorter than the rule book wants it kept"),
    "deletion_waiting": Words("删除申请还没有决定", "A request for deletion waits for its decision"),
    "no_deletion_request": Words("没有待决定的删除申请", "No request for deletion is waiting"),
    "no_conduct": Words("没有等待复核的行为记录", "No record of conduct is waiting"),
    "no_protection": Words("没有等待决定的求助", "No request for protection is waiting"),
    "protection_asked_already": Words("您的求助正在等待决定", "Your request is waiting for its decision"),
    "protection_decided": Words("这次求助已经决定", "The request is decided already"),
    "own_request": Words("自己的求助不能由自己决定", "Nobody decides on his own request"),
    "measures_needed": Words("同意的，选出采取的措施", "Say which measures are taken"),
    "not_protected": Words("没有生效的保护措施", "No measures are in force"),
    "own_report": Words("自己记录的行为不能由自己复核", "Nobody reviews his own record"),
    "limit_needed": Words("写明到哪一天为止，最长一年", "Say until which day, a year at most"),
    "no_recusal_request": Words("没有等待决定的回避申请", "No request for recusal is waiting"),
    "recusal_who_needed": Words("同意回避的，选出回避的人", "Say who is to stay out"),
    "respondent_stays_out": Words("被投诉人始终回避", "Who is complained about stays out"),
    "not_recused": Words("此人没有回避", "This person is not recused"),
    "not_a_suggestion": Words("这不是建议件", "This is not a suggestion"),
    "ambiguous_person": Words(
        "有几位同名的人员，请选是哪一位", "Several people have this name; say who is meant"
    ),
    "not_appealed": Words("没有待复核的申诉", "No appeal is waiting"),
    "unknown_rule": Words("管理办法里没有这条时限", "The rule book has no such time limit"),
    "nothing_owed": Words("这条时限现在没有待办", "Nothing is owed under this rule now"),
    "not_stalled": Words("该件没有停滞", "The case has not stalled"),
    "stalled_already": Words(
        "停滞已经记下，首问责任人已被询问", "The stall is on record, the first contact was asked"
    ),
    "due_not_later": Words("新的期限须晚于原期限", "The new due time must be later than the old one"),
    "unknown_level": Words("管理办法里没有这个级别", "The rule book has no such level"),
    "unknown_category": Words("管理办法里没有这个分类", "The rule book has no such category"),
    "unknown_fact": Words("管理办法里没有这个登记项", "The rule book has no such field"),
    "wrong_fact": Words("登记项的内容不合要求", "The field's value does not fit"),
    "unknown_unit": Words("本单位没有这个部门", "There is no such unit"),
    "unknown_person": Words("本单位没有这名人员", "There is no such person"),
    "unknown_file": Words("没有这份附件", "There is no such file"),
    "same_version": Words("已是现行版本", "It is under the version in force already"),
    "level_unknown_yet": Words(
        "严重程度和紧急程度还不足以定级", "Severity and urgency do not suffice to grade"
    ),
    "not_permitted": Words("您的角色不能作此操作", "Your role may not do this"),
    "forbidden": Words("管理办法禁止", "The rule book forbids it"),
    "handler_recused": Words("此人应当回避，不能承办", "Who is recused must not handle the case"),
    "recused": Words(
        "您是被投诉人或已回避，不能参与这一件", "You are complained about or recused and must stay out"
    ),
    "already_recused": Words("此人已经回避", "This person is recused already"),
    "nothing_to_review": Words(
        "还没有调查结论，也没有答复，无从质检", "There is neither a finding nor a reply to review"
    ),
    "own_work": Words("自己承办的件不能由自己质检", "Nobody reviews his own work"),
    "shares_not_whole": Words(
        "责任比例最多两位小数，合计须为 100%", "Shares have at most two decimals and sum to 100 %"
    ),
    "not_attributed": Words("还没有认定责任", "Responsibility is not attributed yet"),
    "disputed": Words("有责任异议等待仲裁", "An objection to the attribution waits for a ruling"),
    "already_ruled": Words("责任已经仲裁，不能再改", "Responsibility has been ruled on"),
    "not_disputed": Words("没有待仲裁的责任异议", "No objection is waiting for a ruling"),
    "own_share": Words(
        "本人或本部门分担责任，不能由您仲裁", "Who has a share, or whose unit has one, does not rule"
    ),
    "two_testers": Words("复检须由两名不同的人员共同完成", "A re-test takes two different persons"),
    "no_improvement": Words("还没有改进措施", "No improvement is planned yet"),
    "designated": Words(
        "本件已指定承办，不能退回或者转给别的部门", "The unit was designated and cannot give the case back"
    ),
    "no_such_paper": Words("没有这份待办的督办文书", "There is no such document of supervision"),
    "not_addressed": Words("这份督办文书不是发给您所在部门的", "The document is not addressed to your unit"),
    "already_received": Words("这份督办文书已经签收", "The document is signed for already"),
    "not_received": Words("先签收督办文书，再报送落实情况", "Sign for the document first"),
    "already_answered": Words("落实情况已经报送", "The document is answered already"),
    "not_answered": Words("还没有报送落实情况，无从审核", "There is no reply to review yet"),
    "own_answer": Words("自己报送的落实情况不能自己审核", "Nobody reviews his own reply"),
    "not_issuer": Words(
        "这份督办文书不是您发出的，请由发文人或者投诉办撤回",
        "You did not issue this document; who did, or the complaint office, withdraws it",
    ),
    "answered_not_withdrawn": Words(
        "落实情况已经报送，不能再撤回，请审核",
        "The document is answered; review the reply instead of withdrawing it",
    ),
    "paper_withdrawn": Words("这份督办文书已经撤回", "The document has been withdrawn"),
    "paper_closed": Words("这份督办文书已经审结", "The document is reviewed and closed already"),
    "reply_by_past": Words("要求报送的期限须晚于现在", "The reply must be demanded for a later time"),
    "no_such_decision": Words("没有这一条待落实的会议决定", "There is no such decision to carry out"),
    "decision_done": Words("这一条会议决定已经落实", "The decision is carried out already"),
    "unknown_ground": Words("管理办法里没有这个事由", "The rule book has no such ground"),
    "ground_needed": Words("须选定管理办法规定的事由", "A ground of the rule book must be named"),
    "record_confirmed_already": Words("记录已经确认", "The record is confirmed already"),
}

REASONS: Mapping[str, Words] = {**_REASONS, **RESPONSIBILITY_REASONS}
"""Code → words, in both languages."""


class Refused(Exception):  # noqa: N818 the design's word
    """
    A command that the rules refuse. Nothing was written.

    `clause` is the clause's id in the rule book ("" for the product's own rules), `say` the rule book's
    own words where it has some.
    """

    def __init__(
        self, code: str, *, clause: str = "", say: Words | None = None, facts: JsonObject | None = None
    ) -> None:
        super().__init__(code)
        self.code, self.clause = code, clause
        self.facts: JsonObject = facts or {}
        self.say = say or REASONS[code]
