"""The keys of events and what they may hold, as the conditions over them (`after_where`, `do_where`) are worded."""

from collections.abc import Mapping

from shouwen.core.rulebook import names_disposal, names_ties
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names import FINDING_STAGE_NAMES
from shouwen.core.rulebook.names_responsibility import ACCOUNTABILITY_NAMES, AWARD_NAMES, PRAISE_NAMES
from shouwen.core.rulebook.names_supervision import CAUSE_NAMES, RETURN_NAMES, RUNG_NAMES

EVENT_KEY_NAMES: Mapping[str, Words] = {
    "agreed": Words("客户同意", "the customer agrees"),
    "satisfied": Words("客户满意", "the customer is satisfied"),
    "reached": Words("已接通", "the customer was reached"),
    "upheld": Words("维持原结论", "the first result stands"),
    "told": Words("告知客户", "told to the customer"),
    "stage": Words("阶段", "stage"),
    "validity": Words("有效性", "validity"),
    "manner": Words("方式", "manner"),
    "kind": Words("种类", "kind"),
    "to": Words("对象", "addressee"),
    "rule": Words("规则", "rule"),
    "score": Words("评分", "score"),
    "amount": Words("金额", "amount"),
    "result": Words("结果", "result"),
    "unit": Words("部门", "unit"),
    "handler": Words("承办人", "handler"),
    "level": Words("级别", "level"),
    "channel": Words("渠道", "channel"),
    "category": Words("分类", "category"),
    "round": Words("轮次", "round"),
    "which": Words("措施序号", "number of the measure"),
    "by": Words("由谁", "by whom"),
    "genuine": Words("属实", "the matter is genuine"),
    "passed": Words("合格", "passed"),
    "confirmed": Words("维持原检测结果", "the first result stands"),
    "shares": Words("责任划分", "the shares"),
    "scores": Words("评分项", "criteria"),
    "attendees": Words("参会人", "who attended"),
    "decisions": Words("会议决定", "decisions"),
    "topic": Words("议题", "topic"),
    "sample": Words("样品编号", "sample"),
    "testers": Words("检测人员", "testers"),
    "number": Words("文号", "document number"),
    "who": Words("人员", "who"),
    "clause": Words("依据条款", "clause"),
    "owner": Words("责任人", "owner"),
    "due": Words("完成期限", "due date"),
    "since": Words("自何时起", "since"),
    "lesson": Words("经验教训", "lesson"),
    "retention": Words("保管期限", "retention"),
    "assisting": Words("协办部门", "assisting units"),
    "rung": Words("文书种类", "rung"),
    "ground": Words("事由", "ground"),
    "basis": Words("依据的事由", "ground of the rule book"),
    "days": Words("延长的天数", "days added"),
    "days_in_all": Words("累计延长的天数", "days added in all"),
    "earlier_cases": Words("同一联系方式此前的件", "earlier cases of the contact"),
    "reply_by": Words("报送期限", "reply demanded by"),
    "returns": Words("退回次数", "times returned"),
    "meeting": Words("第几次会议", "meeting"),
    "person": Words("责任人", "person"),
    **names_ties.KEYS,
    **names_disposal.KEYS,
    "units": Words("送达部门", "units served"),
    "edition": Words("第几版", "edition"),
    "evidence": Words("证据", "evidence"),
    "object_until": Words("异议截止", "object until"),
    "source": Words("来源", "source"),
    "waived": Words("放弃申辩", "the defence was waived"),
    "approved": Words("批准", "approved"),
    "in_force_on": Words("生效日期", "in force from"),
    "voucher": Words("凭证号", "voucher"),
}

EVENT_KEY_DENIALS: Mapping[str, Words] = {
    "agreed": Words("客户不同意", "the customer does not agree"),
    "satisfied": Words("客户不满意", "the customer is dissatisfied"),
    "reached": Words("未接通", "the customer was not reached"),
    "upheld": Words("改变原结论", "the first result does not stand"),
    "told": Words("不告知客户", "not told to the customer"),
    "genuine": Words("不属实", "the matter is not genuine"),
    "passed": Words("不合格", "not passed"),
    "confirmed": Words("推翻原检测结果", "the first result was wrong"),
    **names_ties.DENIALS,
    "waived": Words("作了申辩", "a defence was made"),
    "approved": Words("不批准", "not approved"),
}
"""The opposite of the keys that are true or false."""

OWN_KEY_NAMES: Mapping[tuple[str, str], Words] = {
    ("improvement_evaluated", "reached"): Words("改进达到目标", "the improvement met its goal"),
    ("responsibility_ruled", "upheld"): Words("维持原认定", "the attribution stands"),
    ("accountability_recorded", "kind"): Words("追究方式", "consequence"),
    ("supervision_reviewed", "passed"): Words("审结", "the document is ended"),
    ("conduct_reviewed", "confirmed"): Words("记录成立", "the record stands"),
    ("objection_reviewed", "agreed"): Words("异议成立", "the objection is accepted"),
}
OWN_KEY_DENIALS: Mapping[tuple[str, str], Words] = {
    ("improvement_evaluated", "reached"): Words("改进未达目标", "the improvement missed its goal"),
    ("responsibility_ruled", "upheld"): Words("改变原认定", "the attribution is changed"),
    ("supervision_reviewed", "passed"): Words("退回重办", "sent back to be done again"),
    ("conduct_reviewed", "confirmed"): Words("记录不成立", "the record does not stand"),
    ("objection_reviewed", "agreed"): Words("异议不成立", "the objection is not accepted"),
}
"""(event, key) → name and opposite, where the key means something else than in other events."""

EVENT_VALUES: Mapping[tuple[str, str], Mapping[str, Words]] = {
    ("finding_recorded", "stage"): FINDING_STAGE_NAMES,
    ("accountability_recorded", "kind"): ACCOUNTABILITY_NAMES,
    ("supervision_issued", "rung"): RUNG_NAMES,
    ("supervision_issued", "ground"): CAUSE_NAMES,
    ("returned", "ground"): RETURN_NAMES,
    **names_ties.EVENT_VALUES,
    **names_disposal.EVENT_VALUES,
    ("sanction_proposed", "kind"): ACCOUNTABILITY_NAMES,
    ("award_proposed", "kind"): AWARD_NAMES,
    ("praise_recorded", "source"): PRAISE_NAMES,
}
"""(event, key) → all the values that it can have."""
