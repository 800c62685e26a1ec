"""Words of responsibility and of quality review in both languages: events, commands, and what fields may hold."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

EVENTS_OF_RESPONSIBILITY: Mapping[str, Words] = {
    "attribution_served": Words("送达责任认定书", "attribution served"),
    "attribution_received": Words("签收责任认定书", "attribution received"),
    "objection_reviewed": Words("复核责任异议", "objection reviewed"),
    "praise_recorded": Words("记录表扬", "praise recorded"),
    "sanction_proposed": Words("提请处罚", "sanction proposed"),
    "award_proposed": Words("提请奖励", "award proposed"),
    "defence_heard": Words("听取申辩", "defence heard"),
    "consequence_decided": Words("审批奖惩", "award or sanction decided"),
    "payment_recorded": Words("支付赔付", "redress paid"),
    "quality_drawn": Words("抽中质检", "drawn for quality review"),
}
COMMANDS_OF_RESPONSIBILITY: Mapping[str, Words] = {
    "attribute_responsibility": Words("认定责任", "attribute responsibility"),
    "serve_attribution": Words("送达责任认定书", "serve the attribution"),
    "receive_attribution": Words("签收责任认定书", "receive the attribution"),
    "dispute_responsibility": Words("提出责任异议", "dispute the responsibility"),
    "review_objection": Words("复核责任异议", "review the objection"),
    "rule_on_responsibility": Words("仲裁责任", "rule on the responsibility"),
    "record_praise": Words("记录表扬", "record praise"),
    "propose_sanction": Words("提请处罚", "propose a sanction"),
    "propose_award": Words("提请奖励", "propose an award"),
    "hear_defence": Words("听取申辩", "hear the defence"),
    "decide_consequence": Words("审批奖惩", "decide an award or sanction"),
    "record_payment": Words("登记赔付", "record a payment"),
}
SHARE_NAMES: Mapping[str, Words] = {
    "direct": Words("直接责任", "direct"), "managing": Words("管理责任", "managing"),
    "main": Words("主要责任", "main"), "secondary": Words("次要责任", "secondary"),
}  # fmt: skip
ACCOUNTABILITY_NAMES: Mapping[str, Words] = {
    "apology": Words("道歉", "apology"), "criticism": Words("通报批评", "circular criticism"),
    "deduction": Words("绩效扣减", "deduction"), "compensation": Words("承担损失", "bearing the loss"),
    "training": Words("培训", "training"), "off_post": Words("待岗", "taken off post"),
    "dismissal": Words("解聘", "dismissal"), "other": Words("其他", "other"),
}  # fmt: skip
AWARD_NAMES: Mapping[str, Words] = {
    "commendation": Words("通报表扬", "commendation"), "bonus": Words("奖金", "bonus"),
    "points": Words("绩效加分", "points"), "certificate": Words("证书", "certificate"),
    "promotion": Words("晋升", "promotion"), "other": Words("其他", "other"),
}  # fmt: skip
PRAISE_NAMES: Mapping[str, Words] = {
    "letter": Words("感谢信", "letter"), "banner": Words("锦旗", "banner"), "call": Words("来电表扬", "call"),
    "survey": Words("满意度调查", "survey"), "media": Words("媒体", "media"), "other": Words("其他", "other"),
}  # fmt: skip
