"""The fixed words of keeping and disposal, in both languages."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

EVENTS: Mapping[str, Words] = {
    "retention_set": Words("改定保管期限", "time of keeping set anew"),
    "deletion_requested": Words("申请删除个人信息", "deletion requested"),
    "deletion_decided": Words("决定删除申请", "request for deletion decided"),
    "disposal_proposed": Words("提请销毁", "disposal proposed"),
    "disposal_rejected": Words("退回销毁", "disposal sent back"),
    "disposed": Words("销毁", "disposed of"),
    "text_redacted": Words("隐去文字", "text taken out"),
    "file_redacted": Words("删除附件", "file deleted"),
}

COMMANDS: Mapping[str, Words] = {
    "set_retention": Words("改定保管期限", "set how long it is kept"),
    "request_deletion": Words("申请删除个人信息", "request deletion"),
    "decide_deletion": Words("决定删除申请", "decide on the deletion"),
    "propose_disposal": Words("提请销毁", "propose disposal"),
    "reject_disposal": Words("退回销毁", "send the disposal back"),
    "dispose": Words("确认销毁", "confirm the disposal"),
    "redact_text": Words("隐去文字", "take out text"),
    "redact_file": Words("删除附件", "delete a file"),
}

GROUND_NAMES: Mapping[str, Words] = {
    "purpose_over": Words("处理目的已实现或者不再必要", "the purpose is met or needless"),
    "kept_too_long": Words("保存期限已届满", "the time of keeping is over"),
    "consent_withdrawn": Words("撤回同意", "consent withdrawn"),
    "unlawful": Words("违反法律或者约定处理", "handled against law or agreement"),
    "other": Words("其他", "other"),
}
REDACTION_NAMES: Mapping[str, Words] = {
    "third_party": Words("涉及他人隐私", "privacy of somebody else"),
    "wrong_case": Words("误录，不属于本件", "entered by mistake, not of this case"),
    "needless": Words("超出处理需要", "beyond what handling needs"),
    "secret": Words("涉及商业秘密或者国家秘密", "a secret of business or state"),
    "ordered": Words("有关机关要求", "demanded by an authority"),
    "other": Words("其他", "other"),
}
DECISION_NAMES: Mapping[str, Words] = {
    "granted": Words("同意删除", "granted"),
    "kept": Words("保管期满前只保存、不作他用", "stored until the time is over, used for nothing else"),
    "refused": Words("不予删除", "refused"),
}
BASIS_NAMES: Mapping[str, Words] = {
    "retention": Words("保管期满", "time of keeping over"),
    "request": Words("客户申请", "the customer's request"),
}
STANDS_NAMES: Mapping[str, Words] = {
    "asked": Words("待决定", "to be decided"),
    "kept": Words("只存不用", "stored only"),
    "refused": Words("不予删除", "refused"),
    "proposed": Words("待确认", "to be confirmed"),
    "rejected": Words("已退回", "sent back"),
    "disposed": Words("已销毁", "disposed of"),
}
"""How a case stands in the register of deletion and disposal."""
DELETION_NAMES: Mapping[str, Words] = {
    "asked": Words("待决定", "asked"),
    **DECISION_NAMES,
}
DISPOSAL_NAMES: Mapping[str, Words] = {
    "proposed": Words("已提请", "proposed"),
    "done": Words("已销毁", "done"),
}

VALUES: Mapping[str, Mapping[str, Words]] = {"deletion": DELETION_NAMES, "disposal": DISPOSAL_NAMES}
"""Variable of conditions → the values that it can have."""

KEYS: Mapping[str, Words] = {
    "decision": Words("决定", "decision"),
    "batch": Words("批次", "batch"),
    "texts": Words("文字项数", "texts"),
    "files": Words("文件数", "files"),
    "of": Words("第几条记录", "record"),
    "keys": Words("隐去的内容", "what was taken out"),
}

EVENT_VALUES: Mapping[tuple[str, str], Mapping[str, Words]] = {
    ("deletion_requested", "ground"): GROUND_NAMES,
    ("deletion_decided", "decision"): DECISION_NAMES,
    ("disposed", "basis"): BASIS_NAMES,
    ("text_redacted", "ground"): REDACTION_NAMES,
    ("file_redacted", "ground"): REDACTION_NAMES,
}
