"""
Why a command is refused: a code, the clause where a rule book says so, and the facts.

The words are here once, in both languages; faces choose.
"""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words
from shouwen.core.values import JsonObject

REASONS: Mapping[str, Words] = {
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
    "already_rated": Words("本轮已记录满意度", "Satisfaction is recorded for this round"),
    "already_appealed": Words("已有一件申诉在复核", "An appeal is under review already"),
    "not_appealed": Words("没有待复核的申诉", "No appeal is waiting"),
    "unknown_rule": Words("管理办法里没有这条时限", "The rule book has no such time limit"),
    "nothing_owed": Words("这条时限现在没有待办", "Nothing is owed under this rule now"),
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
    "reply_by_past": Words("要求报送的期限须晚于现在", "The reply must be demanded for a later time"),
    "no_such_decision": Words("没有这一条待落实的会议决定", "There is no such decision to carry out"),
    "decision_done": Words("这一条会议决定已经落实", "The decision is carried out already"),
    "unknown_ground": Words("管理办法里没有这个事由", "The rule book has no such ground"),
    "ground_needed": Words("须选定管理办法规定的事由", "A ground of the rule book must be named"),
    "record_confirmed_already": Words("记录已经确认", "The record is confirmed already"),
}


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
