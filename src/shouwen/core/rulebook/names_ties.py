"""The fixed words of ties between cases and of dealings with the customer, in both languages."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

EVENTS: Mapping[str, Words] = {
    "joined": Words("并案", "joined"),
    "separated": Words("拆分", "separated"),
    "group_counted": Words("并案户数变动", "group counted"),
    "representatives_named": Words("推选代表", "representatives named"),
    "linked": Words("关联", "linked"),
    "review_opened": Words("立案复核", "review opened"),
    "review_concluded": Words("作出复核结论", "review concluded"),
    "survey_answered": Words("填写满意度调查", "survey answered"),
    "ending_proposed": Words("提请结案", "ending proposed"),
    "ending_approved": Words("批准结案", "ending approved"),
    "ending_rejected": Words("退回结案申请", "ending rejected"),
    "settled": Words("和解", "settled"),
    "settlement_performed": Words("核查和解履行", "settlement performance checked"),
    "conduct_reported": Words("记录不当行为", "conduct reported"),
    "conduct_reviewed": Words("复核不当行为记录", "conduct reviewed"),
    "interest_declared": Words("申报利害关系", "interest declared"),
    "recusal_requested": Words("申请回避", "recusal requested"),
    "recusal_decided": Words("决定回避申请", "recusal decided"),
    "recusal_lifted": Words("撤销回避", "recusal lifted"),
    "suggestion_decided": Words("决定是否采纳", "suggestion decided"),
    "protection_asked": Words("员工求助", "protection asked for"),
    "protection_decided": Words("决定员工保护", "protection decided"),
    "protection_ended": Words("解除员工保护", "protection ended"),
}

COMMANDS: Mapping[str, Words] = {
    "join": Words("并案", "join with another case"),
    "separate": Words("拆分", "separate from the group"),
    "count_group": Words("更新并案户数", "count the group"),
    "name_representatives": Words("登记代表", "name representatives"),
    "link": Words("关联", "link"),
    "open_review": Words("立案复核", "open a case of review"),
    "conclude_review": Words("作出复核结论", "conclude the review"),
    "answer_survey": Words("填写满意度调查", "answer the survey"),
    "propose_ending": Words("提请结案", "propose an ending"),
    "approve_ending": Words("批准结案", "approve the ending"),
    "reject_ending": Words("退回结案申请", "reject the ending"),
    "settle": Words("记录和解", "record a settlement"),
    "record_performance": Words("核查和解履行", "check the performance"),
    "report_conduct": Words("记录不当行为", "report conduct"),
    "review_conduct": Words("复核不当行为记录", "review the conduct"),
    "declare_interest": Words("申报利害关系", "declare an interest"),
    "request_recusal": Words("申请回避", "request a recusal"),
    "decide_recusal": Words("决定回避申请", "decide on the recusal"),
    "lift_recusal": Words("撤销回避", "lift a recusal"),
    "decide_suggestion": Words("决定是否采纳", "decide on the suggestion"),
    "ask_protection": Words("求助", "ask for protection"),
    "decide_protection": Words("决定员工保护", "decide on the protection"),
    "end_protection": Words("解除员工保护", "end the protection"),
}

PART_NAMES: Mapping[str, Words] = {"lead": Words("主件", "lead"), "member": Words("从件", "member")}
RELATION_NAMES: Mapping[str, Words] = {
    "repeats": Words("同一客户重复反映", "the same customer again"),
    "same_matter": Words("同一事项", "the same matter"),
    "after_final": Words("终结后又反映", "after the last instance"),
}
ENDING_NAMES: Mapping[str, Words] = {
    "proposed": Words("已提请", "proposed"),
    "approved": Words("已批准", "approved"),
    "rejected": Words("已退回", "rejected"),
}
GROUND_NAMES: Mapping[str, Words] = {
    "duty_done": Words("已尽责客户仍不满意", "duty done, customer still dissatisfied"),
    "unreasonable": Words("诉求不合理", "demand unreasonable"),
}
INVALID_NAMES: Mapping[str, Words] = {
    "no_fault": Words("单位没有过错", "no fault of the organisation"),
    "misunderstanding": Words("误会", "misunderstanding"),
    "own_fault": Words("投诉人自己的过错", "the complainant's own fault"),
    "out_of_scope": Words("超出范围", "out of scope"),
    "repeated": Words("重复反映", "repeated"),
    "malicious": Words("恶意", "malicious"),
}
SETTLEMENT_NAMES: Mapping[str, Words] = {
    "settlement": Words("和解", "settlement"),
    "mediation": Words("调解", "mediation"),
}
CONDUCT_NAMES: Mapping[str, Words] = {
    "abusive": Words("辱骂", "abusive"),
    "threatening": Words("威胁", "threatening"),
    "harassing": Words("骚扰", "harassing"),
    "malicious": Words("恶意投诉", "malicious"),
    "other": Words("其他", "other"),
}
THREAT_NAMES: Mapping[str, Words] = {
    "abusive": Words("辱骂", "abusive"),
    "threatening": Words("威胁", "threatening"),
    "harassing": Words("骚扰", "harassing"),
    "violent": Words("动手", "violent"),
    "other": Words("其他", "other"),
}
SHELTER_NAMES: Mapping[str, Words] = {
    "takeover": Words("换人接手", "another takes over"),
    "second_person": Words("两人一起接待", "two persons together"),
    "written_only": Words("只用书面联系", "in writing only"),
    "accompanied": Words("上门有人陪同", "accompanied on visits"),
    "police": Words("报警", "report to the police"),
}
"""What is done to protect one of the staff."""
ADOPTION_NAMES: Mapping[str, Words] = {
    "adopted": Words("采纳", "adopted"),
    "partly": Words("部分采纳", "partly adopted"),
    "declined": Words("不采纳", "not adopted"),
}
CONCLUSION_NAMES: Mapping[str, Words] = {
    "upheld": Words("维持", "upheld"),
    "changed": Words("改变", "changed"),
}
PERFORMED_NAMES: Mapping[str, Words] = {
    "yes": Words("已履行", "performed"),
    "no": Words("没有履行", "not performed"),
}

VALUES: Mapping[str, Mapping[str, Words]] = {
    "group_part": PART_NAMES,
    "ending": ENDING_NAMES,
    "ending_ground": GROUND_NAMES,
    "invalid_ground": INVALID_NAMES,
    "adopted": ADOPTION_NAMES,
    "concluded": CONCLUSION_NAMES,
    "performed": PERFORMED_NAMES,
}
"""Variable of conditions → the values that it can have."""

KEYS: Mapping[str, Words] = {
    "case": Words("另一件", "the other case"),
    "part": Words("并案中的位置", "part in the group"),
    "size": Words("客户（户）数", "customers"),
    "names": Words("代表", "representatives"),
    "count": Words("代表人数", "number of representatives"),
    "relation": Words("关系", "relation"),
    "instance": Words("审级", "instance"),
    "ground": Words("情形", "ground"),
    "timeliness": Words("及时性", "timeliness"),
    "attitude": Words("态度", "attitude"),
    "professionalism": Words("专业", "professionalism"),
    "overall": Words("总体", "overall"),
    "parties": Words("当事人", "parties"),
    "terms": Words("协议内容", "terms"),
    "signed_on": Words("签字日期", "signed on"),
    "perform_by": Words("履行期限", "to be performed by"),
    "mediator": Words("调解人", "mediator"),
    "kept": Words("已履行", "performed"),
    "until": Words("有效期至", "until"),
    "granted": Words("同意", "granted"),
    "person": Words("申请回避的人", "who is to stay out"),
    "adopted": Words("采纳情况", "adoption"),
    "suggestion": Words("建议", "suggestion"),
    "external_from": Words("来文单位", "sender"),
    "external_on": Words("来文日期", "date of the letter"),
    "external_due": Words("来文要求的答复日期", "answer wanted by"),
    "external_ref": Words("来文编号", "number of the letter"),
}
DENIALS: Mapping[str, Words] = {
    "kept": Words("没有履行", "not performed"),
    "granted": Words("不同意", "not granted"),
}

EVENT_VALUES: Mapping[tuple[str, str], Mapping[str, Words]] = {
    ("joined", "part"): PART_NAMES,
    ("separated", "part"): PART_NAMES,
    ("linked", "relation"): RELATION_NAMES,
    ("finding_recorded", "ground"): INVALID_NAMES,
    ("ending_proposed", "ground"): GROUND_NAMES,
    ("settled", "manner"): SETTLEMENT_NAMES,
    ("conduct_reported", "kind"): CONDUCT_NAMES,
    ("suggestion_decided", "adopted"): ADOPTION_NAMES,
    ("protection_asked", "kind"): THREAT_NAMES,
    ("protection_decided", "measures"): SHELTER_NAMES,
}
