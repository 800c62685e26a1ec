"""The fixed words of transfer and supervision in both languages."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

SUPERVISION_EVENTS: Mapping[str, Words] = {
    "designated": Words("指定承办", "unit designated"),
    "supervision_issued": Words("发出督办文书", "supervision document issued"),
    "supervision_received": Words("签收督办文书", "supervision document received"),
    "supervision_answered": Words("报送落实情况", "supervision document answered"),
    "supervision_reviewed": Words("审核落实情况", "reply to supervision reviewed"),
    "supervision_withdrawn": Words("撤回督办文书", "supervision document withdrawn"),
    "decision_done": Words("落实会议决定", "decision of a meeting carried out"),
}
SUPERVISION_COMMANDS: Mapping[str, Words] = {
    "designate": Words("指定承办", "designate a unit"),
    "issue_supervision": Words("发督办文书", "issue a supervision document"),
    "receive_supervision": Words("签收督办文书", "sign for a supervision document"),
    "answer_supervision": Words("报送落实情况", "answer a supervision document"),
    "review_supervision": Words("审核落实情况", "review the reply"),
    "withdraw_supervision": Words("撤回督办文书", "withdraw a supervision document"),
    "complete_decision": Words("落实会议决定", "carry out a decision"),
}
RUNG_NAMES: Mapping[str, Words] = {
    "warning": Words("预警", "early warning"), "urging": Words("催办", "urging"),
    "supervision": Words("督办", "supervision"), "circular": Words("通报", "circular"),
    "interview": Words("约谈", "interview"), "listing": Words("挂牌督办", "public listing"),
}  # fmt: skip
"""The rungs of the escalation ladder, from the lowest."""
CAUSE_NAMES: Mapping[str, Words] = {
    "late": Words("逾期", "late"), "repeated": Words("重复投诉", "repeated complaint"),
    "refused": Words("推诿退回", "given back"), "dissatisfied": Words("客户不满意", "customer dissatisfied"),
    "media": Words("媒体关注", "media"), "group": Words("群体性", "group"),
    "regulator": Words("监管或上级交办", "regulator or superior"), "other": Words("其他", "other"),
}  # fmt: skip
"""Why a document of supervision is issued."""
RETURN_NAMES: Mapping[str, Words] = {
    "not_ours": Words("不属本部门职责", "not this unit's business"), "misclassified": Words("分类有误", "wrong category"),
    "unclear": Words("材料不清", "material unclear"), "recusal": Words("应当回避", "must stay out"),
    "other": Words("其他", "other"),
}  # fmt: skip
"""Grounds on which a unit gives a case back."""
PAPER_NAMES: Mapping[str, Words] = {
    "issued": Words("待签收", "to be signed for"), "received": Words("待报送落实情况", "to be answered"),
    "answered": Words("待审核", "to be reviewed"), "sent_back": Words("退回重办", "sent back"),
    "closed": Words("已审结", "ended"), "withdrawn": Words("已撤回", "withdrawn"),
}  # fmt: skip
"""Where a document of supervision stands."""
