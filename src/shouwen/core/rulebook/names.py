"""The product's fixed words in both languages: events, commands, stages and what fields may hold."""

import re
from collections.abc import Mapping

from shouwen.core.rulebook import names_disposal, names_ties
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_responsibility import (
    ACCOUNTABILITY_NAMES,
    COMMANDS_OF_RESPONSIBILITY,
    EVENTS_OF_RESPONSIBILITY,
)
from shouwen.core.rulebook.names_supervision import RUNG_NAMES, SUPERVISION_COMMANDS, SUPERVISION_EVENTS

EVENT_NAMES: Mapping[str, Words] = {
    "registered": Words("登记", "registered"),
    "accepted": Words("受理", "accepted"),
    "declined": Words("不予受理", "declined"),
    "redirected": Words("转介", "redirected"),
    "supplement_requested": Words("要求补正", "supplement requested"),
    "supplemented": Words("补正", "supplemented"),
    "graded": Words("定级", "graded"),
    "assigned": Words("交办", "assigned"),
    "acknowledged": Words("签收", "acknowledged"),
    "returned": Words("退回", "returned"),
    "responded": Words("响应", "responded"),
    "analysis_started": Words("开始调查分析", "analysis started"),
    "evidence_added": Words("补充证据", "evidence added"),
    "finding_recorded": Words("作出调查结论", "finding recorded"),
    "root_cause_determined": Words("查明根本原因", "root cause determined"),
    "solution_proposed": Words("提出处理方案", "solution proposed"),
    "approval_given": Words("审批通过一步", "step of the approval given"),
    "solution_approved": Words("批准处理方案", "solution approved"),
    "solution_rejected": Words("退回处理方案", "solution rejected"),
    "consent_recorded": Words("记录客户意见", "consent recorded"),
    "measure_done": Words("完成一项措施", "measure done"),
    "measures_completed": Words("完成全部措施", "measures completed"),
    "replied": Words("答复", "replied"),
    "callback_made": Words("回访", "call-back made"),
    "satisfaction_recorded": Words("记录满意度", "satisfaction recorded"),
    "reopened": Words("重新处理", "reopened"),
    "appealed": Words("申诉", "appealed"),
    "review_decided": Words("复核", "review decided"),
    "withdrawn": Words("撤诉", "withdrawn"),
    "suspended": Words("中止", "suspended"),
    "resumed": Words("恢复", "resumed"),
    "extended": Words("延期", "extended"),
    "urged": Words("催办", "urged"),
    "escalated": Words("升级", "escalated"),
    "deadline_reminded": Words("到期提醒", "deadline reminded"),
    "deadline_missed": Words("逾期", "deadline missed"),
    "stalled": Words("停滞", "stalled"),
    "corrected": Words("更正", "corrected"),
    "noted": Words("记录工作", "noted"),
    "rebased": Words("改用新版办法", "put under another version"),
    "identity_verified": Words("核实身份与真实性", "identity verified"),
    "record_confirmed": Words("确认记录", "record confirmed"),
    "meeting_held": Words("召开协调会", "meeting held"),
    "contribution_requested": Words("征求协办意见", "contribution requested"),
    "contributed": Words("提交协办意见", "contributed"),
    "retested": Words("复检", "re-tested"),
    "validity_confirmed": Words("确认有效性", "validity confirmed"),
    "reported": Words("上报", "reported"),
    "quality_reviewed": Words("质检", "quality reviewed"),
    "responsibility_attributed": Words("认定责任", "responsibility attributed"),
    "responsibility_disputed": Words("提出责任异议", "responsibility disputed"),
    "responsibility_ruled": Words("仲裁责任", "responsibility ruled on"),
    **EVENTS_OF_RESPONSIBILITY,
    "accountability_recorded": Words("追究责任", "held to account"),
    "staff_taught": Words("教育相关人员", "staff taught"),
    "improvement_planned": Words("制定改进措施", "improvement planned"),
    "improvement_evaluated": Words("评估改进效果", "improvement evaluated"),
    "recused": Words("回避", "recused"),
    **SUPERVISION_EVENTS,
    **names_ties.EVENTS,
    "closed": Words("结案", "closed"),
    "archived": Words("归档", "archived"),
    **names_disposal.EVENTS,
}
"""Event → its name, worded so that it also names the step that a rule demands."""

COMMAND_NAMES: Mapping[str, Words] = {
    "register": Words("登记", "register"),
    "accept": Words("受理", "accept"),
    "decline": Words("不予受理", "decline"),
    "redirect": Words("转介", "redirect"),
    "request_supplement": Words("要求补正", "request a supplement"),
    "supplement": Words("补正", "supplement"),
    "grade": Words("定级", "grade"),
    "assign": Words("交办", "assign"),
    "acknowledge": Words("签收", "acknowledge"),
    "return": Words("退回", "return"),
    "respond": Words("响应", "respond"),
    "start_analysis": Words("开始调查分析", "start the analysis"),
    "add_evidence": Words("补充证据", "add evidence"),
    "record_finding": Words("记录调查结论", "record a finding"),
    "determine_root_cause": Words("记录根本原因", "determine the root cause"),
    "propose_solution": Words("提出处理方案", "propose a solution"),
    "approve_solution": Words("批准处理方案", "approve the solution"),
    "reject_solution": Words("退回处理方案", "send the solution back"),
    "record_consent": Words("记录客户意见", "record the customer's consent"),
    "complete_measure": Words("完成措施", "complete a measure"),
    "reply": Words("答复", "reply"),
    "make_callback": Words("回访", "make a call-back"),
    "record_satisfaction": Words("记录满意度", "record satisfaction"),
    "reopen": Words("重新处理", "reopen"),
    "appeal": Words("申诉", "appeal"),
    "decide_review": Words("复核", "decide the review"),
    "withdraw": Words("撤诉", "withdraw"),
    "suspend": Words("中止", "suspend"),
    "resume": Words("恢复", "resume"),
    "extend": Words("延期", "extend"),
    "urge": Words("催办", "urge"),
    "escalate": Words("升级", "escalate"),
    "remind_deadline": Words("到期提醒", "remind of a deadline"),
    "miss_deadline": Words("记为逾期", "record a missed deadline"),
    "report_stall": Words("记为停滞", "record that the case stalls"),
    "correct": Words("更正", "correct"),
    "note": Words("记录工作", "note"),
    "rebase": Words("改用新版办法", "put under another version"),
    "identify": Words("核实身份与真实性", "verify the identity"),
    "confirm_record": Words("确认记录", "confirm the record"),
    "hold_meeting": Words("记录协调会", "hold a meeting"),
    "request_contribution": Words("征求协办意见", "request a contribution"),
    "contribute": Words("提交协办意见", "contribute"),
    "record_retest": Words("记录复检", "record a re-test"),
    "confirm_validity": Words("确认有效性", "confirm the validity"),
    "report_outside": Words("上报", "report"),
    "review_quality": Words("质检", "review the quality"),
    **COMMANDS_OF_RESPONSIBILITY,
    "hold_accountable": Words("追究责任", "hold to account"),
    "teach_staff": Words("教育相关人员", "teach the staff"),
    "plan_improvement": Words("制定改进措施", "plan an improvement"),
    "evaluate_improvement": Words("评估改进效果", "evaluate the improvement"),
    "recuse": Words("回避", "recuse"),
    **SUPERVISION_COMMANDS,
    **names_ties.COMMANDS,
    "close": Words("结案", "close"),
    "archive": Words("归档", "archive"),
    **names_disposal.COMMANDS,
}

KIND_NAMES: Mapping[str, Words] = {
    "complaint": Words("投诉", "complaint"),
    "inquiry": Words("咨询", "inquiry"),
    "suggestion": Words("建议", "suggestion"),
    "problem": Words("问题", "problem"),
    "review": Words("复核", "review"),
}
"""A review is opened by the office upon an appeal; nobody registers one."""

CHANNEL_NAMES: Mapping[str, Words] = {
    "hotline": Words("热线电话", "hotline"),
    "visit": Words("来访", "visit"),
    "letter": Words("来信", "letter"),
    "fax": Words("传真", "fax"),
    "email": Words("电子邮件", "e-mail"),
    "web": Words("网站", "web site"),
    "app": Words("手机应用", "app"),
    "chat": Words("在线客服", "online chat"),
    "social": Words("社交媒体", "social media"),
    "im": Words("即时通讯", "instant messaging"),
    "onsite": Words("现场", "on the spot"),
    "transferred": Words("上级或有关部门转来", "transferred"),
}

STAGE_NAMES: Mapping[str, Words] = {
    "registered": Words("待受理", "registered"),
    "supplementing": Words("待补正", "waiting for a supplement"),
    "accepted": Words("已受理", "accepted"),
    "assigned": Words("待签收", "assigned"),
    "handling": Words("处理中", "being handled"),
    "approving": Words("待审批", "waiting for approval"),
    "consenting": Words("征求客户意见", "waiting for consent"),
    "executing": Words("落实措施", "measures under way"),
    "replying": Words("待答复", "to be answered"),
    "replied": Words("已答复", "answered"),
    "dissatisfied": Words("客户不满意", "customer dissatisfied"),
    "satisfied": Words("客户满意", "customer satisfied"),
    "suspended": Words("中止", "suspended"),
    "reviewing": Words("复核中", "under review"),
    "closed": Words("已结案", "closed"),
    "declined": Words("不予受理", "declined"),
    "redirected": Words("已转介", "redirected"),
    "withdrawn": Words("已撤诉", "withdrawn"),
    "archived": Words("已归档", "archived"),
}

SEVERITY_NAMES: Mapping[str, Words] = {
    "high": Words("严重", "severe"),
    "medium": Words("较重", "moderate"),
    "low": Words("轻微", "slight"),
}
URGENCY_NAMES: Mapping[str, Words] = {
    "high": Words("紧急", "urgent"),
    "medium": Words("较急", "fairly urgent"),
    "low": Words("不急", "not urgent"),
}
PREVALENCE_NAMES: Mapping[str, Words] = {
    "single": Words("个别", "one customer"),
    "many": Words("多人", "many customers"),
}
FLAG_NAMES: Mapping[str, Words] = {
    "legal": Words("法律纠纷", "legal dispute"),
    "media": Words("媒体曝光", "media exposure"),
    "safety": Words("人身安全", "safety"),
    "core_interest": Words("核心利益", "core interests"),
    "group": Words("群体性", "group"),
}
FINDING_STAGE_NAMES: Mapping[str, Words] = {
    "preliminary": Words("初步", "preliminary"),
    "in_depth": Words("深入", "in-depth"),
}
VALIDITY_NAMES: Mapping[str, Words] = {
    "valid": Words("有效", "valid"),
    "partly_valid": Words("部分有效", "partly valid"),
    "invalid": Words("无效", "invalid"),
}
CONSENT_NAMES: Mapping[str, Words] = {
    "agreed": Words("同意", "agreed"),
    "refused": Words("不同意", "refused"),
}
SATISFIED_NAMES: Mapping[str, Words] = {
    "yes": Words("满意", "satisfied"),
    "no": Words("不满意", "dissatisfied"),
}
GENUINE_NAMES: Mapping[str, Words] = {"yes": Words("属实", "genuine"), "no": Words("不属实", "not genuine")}
RETEST_NAMES: Mapping[str, Words] = {
    "confirmed": Words("维持原结果", "the first result stands"),
    "refuted": Words("推翻原结果", "the first result was wrong"),
}
QUALITY_NAMES: Mapping[str, Words] = {"passed": Words("合格", "passed"), "failed": Words("不合格", "failed")}
IMPROVEMENT_NAMES: Mapping[str, Words] = {
    "reached": Words("达到目标", "goal reached"),
    "missed": Words("未达目标", "goal missed"),
}
MEASURE_NAMES: Mapping[str, Words] = {
    "return": Words("退货", "return"), "exchange": Words("换货", "exchange"), "refund": Words("退款", "refund"),
    "compensation": Words("赔偿", "compensation"), "repair": Words("维修", "repair"), "discount": Words("减免优惠", "discount"),
    "redo": Words("重新服务", "service done again"), "apology": Words("道歉", "apology"), "training": Words("培训", "training"),
    "staff_change": Words("调整人员", "staff change"), "other": Words("其他", "other"),
}  # fmt: skip
"""The kinds of measures of a solution."""
REPORTED_TO_NAMES: Mapping[str, Words] = {
    "regulator": Words("监管机构", "regulator"), "superior": Words("上级单位", "superior office"),
    "management": Words("管理层", "management"), "authority": Words("主管部门", "authority"),
}  # fmt: skip
"""The usual ones; any other place may be named."""

VALUE_NAMES: Mapping[str, Mapping[str, Words]] = {
    "kind": KIND_NAMES,
    "channel": CHANNEL_NAMES,
    "stage": STAGE_NAMES,
    "severity": SEVERITY_NAMES,
    "urgency": URGENCY_NAMES,
    "prevalence": PREVALENCE_NAMES,
    "findings": FINDING_STAGE_NAMES,
    "validity": VALIDITY_NAMES,
    "consent": CONSENT_NAMES,
    "satisfied": SATISFIED_NAMES,
    "genuine": GENUINE_NAMES,
    "retest": RETEST_NAMES,
    "quality": QUALITY_NAMES,
    "improvement": IMPROVEMENT_NAMES,
    "rungs": RUNG_NAMES,
    "accountable_kinds": ACCOUNTABILITY_NAMES,
    **names_ties.VALUES,
    **names_disposal.VALUES,
}
"""Variable of conditions → the values that it can have, with their names. Flags are open and not here."""

_NUMBERED = re.compile(r"c(\d+(?:-\d+)*)")


def clause_name(clause: str) -> Words:
    """A clause as people cite it: `c4-6` is 第4.6条; any other identifier stands for itself."""
    found = _NUMBERED.fullmatch(clause)
    number = found[1].replace("-", ".") if found else ""
    return Words(f"第{number}条", f"clause {number}") if number else Words(clause)


VERDICT_NAMES: Mapping[str, Words] = {
    "broken": Words("未做到", "broken"), "pending": Words("进行中", "pending"), "kept": Words("已做到", "kept"),
    "excused": Words("免除", "excused"), "not_applicable": Words("不适用", "not applicable"),
    "statement": Words("原则性条款", "statement"),
}  # fmt: skip
"""What a case shows of a clause."""

STATUS_NAMES: Mapping[str, Words] = {
    "open": Words("进行中", "open"), "paused": Words("暂停", "paused"), "met": Words("按时", "on time"),
    "met_late": Words("逾期完成", "done late"), "missed": Words("逾期未完成", "late, not done"),
    "excused": Words("免除", "excused"),
}  # fmt: skip
"""How an obligation stands, in tables of text."""
