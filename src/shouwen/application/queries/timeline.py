"""A stream in words: one entry for each event, with the lines that it says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.application.punctuation import beside, listed, strung
from shouwen.application.views.case import Attachment, Entry
from shouwen.application.wording import Wording, who_acted
from shouwen.core.case import events as e
from shouwen.core.case.codec import happening_to_json
from shouwen.core.case.events_disposal import FileRedacted
from shouwen.core.rulebook import event_keys, names_disposal, names_ties
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names import FLAG_NAMES, REPORTED_TO_NAMES
from shouwen.core.rulebook.names_responsibility import SHARE_NAMES
from shouwen.core.values import Json, JsonObject

_LABELS: Mapping[str, Words] = {
    "channel": Words("渠道", "Channel"), "category": Words("分类", "Category"), "unit": Words("主办部门", "Lead unit"),
    "handler": Words("承办人", "Handler"), "assisting": Words("协办部门", "Assisting"), "before": Words("原主办部门", "Before"), "note": Words("说明", "Note"),
    "reason": Words("理由", "Reason"), "guidance": Words("指引", "Guidance"), "to": Words("去向", "To"),
    "items": Words("需补正", "Asked for"), "content": Words("内容", "Content"), "level": Words("级别", "Level"),
    "severity": Words("严重程度", "Severity"), "urgency": Words("紧急程度", "Urgency"), "prevalence": Words("影响面", "Prevalence"),
    "flags": Words("标记", "Flags"), "manner": Words("方式", "Manner"), "name": Words("文件", "File"), "kind": Words("种类", "Kind"),
    "stage": Words("阶段", "Stage"), "validity": Words("有效性", "Validity"), "finding": Words("结论", "Finding"),
    "cause": Words("根本原因", "Root cause"), "measures": Words("措施", "Measures"), "amount": Words("金额（元）", "Amount (yuan)"),
    "which": Words("第几条", "Which"), "text": Words("答复", "Reply"), "agreed": Words("客户意见", "Consent"),
    "reached": Words("是否接通", "Reached"), "satisfied": Words("满意度", "Satisfaction"), "score": Words("评分", "Score"),
    "comment": Words("评语", "Comment"), "round": Words("轮次", "Round"), "upheld": Words("结论", "Result"),
    "ground": Words("理由", "Ground"), "rule": Words("时限", "Time limit"), "new_due": Words("新期限", "New due time"),
    "result": Words("结果", "Result"), "lesson": Words("经验教训", "Lesson"), "retention": Words("保管期限", "Retention"),
    "due_at": Words("期限", "Due"), "since": Words("自何时起没有进展", "Nothing since"), "at_mark": Words("时点", "Mark"),
    "genuine": Words("核实结果", "Checked"), "topic": Words("议题", "Topic"), "attendees": Words("参会人", "Attended"),
    "decisions": Words("决定", "Decisions"), "minutes": Words("纪要", "Minutes"), "what": Words("事项", "What"),
    "due": Words("期限", "Due"), "owner": Words("责任人", "Owner"), "effect": Words("预期效果", "Expected effect"), "sample": Words("样品编号", "Sample"),
    "testers": Words("检测人员", "Testers"), "confirmed": Words("复检结论", "Re-test"), "number": Words("文号", "Document number"),
    "scores": Words("评分项", "Criteria"), "passed": Words("质检结论", "Verdict"), "shares": Words("责任划分", "Shares"),
    "who": Words("人员", "Who"), "clause": Words("依据", "Clause"),
    "basis": Words("法定事由", "Ground of the rules"), "old_due": Words("原期限", "Old due time"),
    "approver": Words("批准人", "Approved by"), "rung": Words("文书种类", "Kind of document"),
    "person": Words("责任人", "Person"), "demands": Words("督办要求", "Demands"),
    "reply_by": Words("报送期限", "Reply demanded by"), "progress": Words("落实过程", "What was done"),
    "situation": Words("基本情况", "How matters stand"), "suggestions": Words("意见建议", "Proposals"),
    "opinion": Words("审核意见", "Opinion"),
    **names_ties.KEYS,
    **names_disposal.KEYS,
    "units": Words("送达部门", "Served on"), "edition": Words("第几版", "Edition"), "grounds": Words("事实", "Facts"),
    "proposal": Words("拟处理", "Proposed"), "object_until": Words("异议截止", "Object until"),
    "source": Words("来源", "Source"), "waived": Words("申辩", "Defence"), "statement": Words("申辩内容", "Statement"),
    "approved": Words("审批结论", "Decision"), "in_force_on": Words("生效日期", "In force from"), "voucher": Words("凭证号", "Voucher"),
    "rework": Words("返工要求", "To be done again"), "step": Words("审批步骤", "Step"),
}  # fmt: skip
_PEOPLE = tuple(_LABELS[key] for key in ("handler", "who", "person", "approver"))
_YES_NO: Mapping[str, tuple[Words, Words]] = {
    "agreed": (Words("同意", "agreed"), Words("不同意", "refused")),
    "reached": (Words("已接通", "reached"), Words("未接通", "not reached")),
    "satisfied": (Words("满意", "satisfied"), Words("不满意", "dissatisfied")),
    "upheld": (Words("维持原结果", "upheld"), Words("撤销原结果", "set aside")),
    "genuine": (Words("属实", "genuine"), Words("不属实", "not genuine")),
    "confirmed": (
        Words("维持原检测结果", "the first result stands"),
        Words("推翻原检测结果", "the first result was wrong"),
    ),
    "passed": (Words("合格", "passed"), Words("不合格", "not passed")),
    "kept": (Words("已履行", "performed"), Words("没有履行", "not performed")),
    "granted": (Words("同意回避", "granted"), Words("不同意回避", "not granted")),
    "waived": (Words("放弃申辩", "waived"), Words("已申辩", "made")),
    "approved": (Words("批准", "approved"), Words("不批准", "not approved")),
}
_OWN: Mapping[tuple[str, str], Words] = {
    ("suspended", "ground"): Words("理由", "Ground"), ("registered", "unit"): Words("登记部门", "Registering unit"),
    ("reported", "to"): Words("报给", "Reported to"), ("improvement_evaluated", "reached"): Words("改进效果", "Effect"),
    ("returned", "unit"): Words("退回部门", "Given back by"), ("returned", "ground"): Words("退回事由", "Ground"),
    ("designated", "unit"): Words("指定部门", "Unit designated"), ("supervision_issued", "unit"): Words("受文部门", "To"),
    ("supervision_issued", "ground"): Words("事由", "Ground"), ("supervision_issued", "reason"): Words("情况说明", "Facts"),
    ("supervision_issued", "person"): Words("责任人", "Person"),
    ("supervision_withdrawn", "unit"): Words("受文部门", "To"),
    ("supervision_reviewed", "unit"): Words("部门", "Unit"), ("supervision_reviewed", "passed"): Words("审核结论", "Verdict"),
    ("supervision_reviewed", "reply_by"): Words("重办期限", "To be done by"),
    ("deletion_decided", "until"): Words("保管至", "Kept until"), ("deletion_requested", "ground"): Words("情形", "Ground"),
    ("disposed", "basis"): Words("依据", "Basis"),
    ("text_redacted", "what"): Words("记录", "Kind of record"), ("text_redacted", "ground"): Words("事由", "Ground"),
    ("file_redacted", "ground"): Words("事由", "Ground"), ("file_redacted", "of"): Words("第几条记录", "Record"),
    ("file_redacted", "size"): Words("大小（字节）", "Size (bytes)"),
    ("protection_asked", "which"): Words("第几次", "Request"), ("protection_decided", "which"): Words("第几次", "Request"),
    ("protection_ended", "which"): Words("第几次", "Request"), ("protection_asked", "kind"): Words("遇到什么", "What happened"),
    ("protection_asked", "unit"): Words("部门", "Unit"), ("protection_asked", "note"): Words("经过", "Facts"),
    ("protection_decided", "granted"): Words("决定", "Decision"),
    ("finding_recorded", "ground"): Words("不成立的情形", "Ground"), ("ending_proposed", "ground"): Words("情形", "Ground"),
    ("conduct_reviewed", "confirmed"): Words("复核结论", "Review"),
    ("conduct_reviewed", "measures"): Words("应对办法", "Measures"), ("survey_answered", "result"): Words("结果", "Result"),
    ("contributed", "unit"): Words("部门", "Unit"), ("contribution_requested", "unit"): Words("部门", "Unit"),
    ("responsibility_disputed", "unit"): Words("部门", "Unit"), ("accountability_recorded", "unit"): Words("部门", "Unit"),
    ("accountability_recorded", "kind"): Words("追究方式", "Consequence"),
    ("sanction_proposed", "kind"): Words("处罚种类", "Sanction"), ("award_proposed", "kind"): Words("奖励种类", "Award"),
    ("improvement_planned", "unit"): Words("责任部门", "Unit"), ("praise_recorded", "text"): Words("内容", "Text"), ("praise_recorded", "unit"): Words("部门", "Unit"),
    ("sanction_proposed", "unit"): Words("部门", "Unit"), ("award_proposed", "unit"): Words("部门", "Unit"),
    ("attribution_received", "unit"): Words("部门", "Unit"), ("objection_reviewed", "agreed"): Words("复核结论", "Review"),
    ("objection_reviewed", "opinion"): Words("复核意见", "Opinion"),
}  # fmt: skip
"""(event, key) → label, where the key means something else than in other events."""
_UNSAID = frozenset({("deadline_reminded", "instance"), ("deadline_missed", "instance")})
"""(event, key) that says nothing to a reader: which obligation of its rule it was."""
_ON_THE_PAGE = frozenset(
    {"subject", "description", "complainant", "facts", "details", "demand", "respondent", "place"}
)
"""Keys that the head of the page shows; the timeline does not repeat them."""

CUSTOMER_SEES = frozenset({
    "registered", "accepted", "declined", "redirected", "supplement_requested", "supplemented", "assigned",
    "responded", "replied", "withdrawn", "appealed", "review_decided", "reopened", "closed",
    "satisfaction_recorded", "consent_recorded", "urged", "extended", "record_confirmed", "suspended", "resumed",
    "review_opened", "recusal_decided", "settled", "suggestion_decided",
    "deletion_requested", "deletion_decided", "disposed",
})  # fmt: skip
"""Events that the customer is told of."""


def entries(
    stream: Iterable[e.Event],
    *,
    words: Wording,
    zone: ZoneInfo,
    files: Mapping[str, Attachment],
    people: Mapping[str, str],
    silent: Mapping[int, tuple[str, ...]],
) -> tuple[Entry, ...]:
    """The timeline for staff, oldest first; `people` are names by account, `silent` the units that let the time for
    objections pass, by the place of the service.
    """
    people_in = {name.in_(words.language) for name in (*_PEOPLE, _OWN["supervision_issued", "person"])}

    def named(label: str, text: str) -> tuple[str, str]:
        return label, people.get(text, text) if label in people_in else text

    return tuple(
        _with_silence(_entry(event, words, zone, files, named), silent.get(event.seq, ()), words)
        for event in stream
    )


def _with_silence(entry: Entry, units: tuple[str, ...], words: Wording) -> Entry:
    if not units:
        return entry
    label = words.pick("到期没有提出异议", "No objection in time")
    return replace(entry, lines=(*entry.lines, (label, listed(units, language=words.language))))


def _entry(
    event: e.Event,
    words: Wording,
    zone: ZoneInfo,
    files: Mapping[str, Attachment],
    named: Callable[[str, str], tuple[str, str]],
) -> Entry:
    data = event.data
    return Entry(
        seq=event.seq,
        type=data.type,
        name=words.event(data.type).name,
        at=event.at.astimezone(zone),
        actor=who_acted(event.actor, words.language),
        role=words.role(event.actor.role).name,
        lines=tuple(named(label, text) for label, text in lines(event, words, zone)),
        attachment=files.get(data.file) if isinstance(data, e.EvidenceAdded | FileRedacted) else None,
        quiet=event.actor.role == "system",
    )


def lines(
    event: e.Event, words: Wording, zone: ZoneInfo, *, only: frozenset[str] | None = None
) -> tuple[tuple[str, str], ...]:
    """(label, text) pairs of what the event says, in the order of its keys; `only` of these keys."""
    told = happening_to_json(event.data)
    shown: list[tuple[str, str]] = []
    for key in e.keys(event.data.type):
        value = getattr(event.data, key) if key == "which" else told.get(key)  # the first is said too
        if key not in _LABELS or key in _ON_THE_PAGE or (only is not None and key not in only):
            continue
        if value in (None, "", []) or (event.data.type, key) in _UNSAID:
            continue
        label = _OWN.get((event.data.type, key), _LABELS[key]).in_(words.language)
        own = _own_text(event.data.type, key, value, words)
        shown.append((label, _text(key, value, words, zone) if own is None else own))
    return tuple(shown)


def _own_text(event: str, key: str, value: Json, words: Wording) -> str | None:
    """What a key says in this event, where it says something else than in others; else None."""
    if (event, key) == ("evidence_added", "kind"):
        return str(value)
    if event == "quality_reviewed" and key == "scores" and isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: words.quality_place(item[0]))
        scores = (f"{words.quality_item(i)} {n:g}" for i, n in items if isinstance(n, int | float))
        return strung(scores, language=words.language)
    if event == "text_redacted" and key == "what":
        return words.event(str(value)).name
    if event == "text_redacted" and key == "keys" and isinstance(value, list):
        told = (event_keys.EVENT_KEY_NAMES.get(str(one), Words(str(one), str(one))) for one in value)
        return listed((one.in_(words.language) for one in told), language=words.language)
    if (event, key) == ("protection_decided", "measures") and isinstance(value, list):
        shelters = (names_ties.SHELTER_NAMES[str(m)].in_(words.language) for m in value)
        return listed(shelters, language=words.language)
    if (event, key) == ("quality_drawn", "ground"):
        return words.draw(str(value))
    if key == "which" and event in (
        "sanction_proposed",
        "award_proposed",
        "defence_heard",
        "consequence_decided",
        "accountability_recorded",
    ):
        return words.pick(f"奖惩第 {value} 项", f"award or sanction {value}")
    if (event, key) in event_keys.OWN_KEY_DENIALS:
        own = event_keys.OWN_KEY_NAMES if value else event_keys.OWN_KEY_DENIALS
        return own[event, key].in_(words.language)
    named = event_keys.EVENT_VALUES.get(
        (event, key), REPORTED_TO_NAMES if event == "reported" and key == "to" else {}
    )
    return named[str(value)].in_(words.language) if isinstance(value, str) and value in named else None


def _text(key: str, value: Json, words: Wording, zone: ZoneInfo) -> str:
    if key in _YES_NO and isinstance(value, bool):
        return _YES_NO[key][0 if value else 1].in_(words.language)
    if key in ("new_due", "old_due", "due_at", "reply_by", "object_until", "since"):
        return datetime.fromisoformat(str(value)).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if key == "shares" and isinstance(value, list):
        shares = (_share(share, words) for share in value if isinstance(share, dict))
        return strung(shares, language=words.language)
    if isinstance(value, dict):
        points = (f"{name} {n:g}" for name, n in value.items() if isinstance(n, int | float))
        return strung(points, language=words.language)
    if key == "names" and isinstance(value, list):
        return listed(map(str, value), language=words.language)
    if key in ("measures", "decisions") and isinstance(value, list):
        lines = (f"{n}. {_to_do(m, words)}" for n, m in enumerate(value, start=1) if isinstance(m, dict))
        return strung(lines, language=words.language)
    if key == "flags" and isinstance(value, list):
        flags = [(flag, FLAG_NAMES.get(flag)) for flag in map(str, value)]
        return listed(
            (name.in_(words.language) if name else flag for flag, name in flags), language=words.language
        )
    if isinstance(value, list):
        return listed((words.value(key, str(v)) for v in value), language=words.language)
    named = {
        "channel": words.channel, "category": words.category, "level": words.level, "to": words.role, "kind": words.kind,
    }  # fmt: skip
    if key in named:
        return named[key](str(value)).name
    if key == "rule":
        return words.rule(str(value))
    if key == "step":
        return words.step(str(value))
    if key == "basis":
        return words.ground(str(value))
    if key == "stage":
        return words.value("findings", str(value))
    if key in ("severity", "urgency", "prevalence", "validity"):
        return words.value(key, str(value))
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return str(value)


def _to_do(planned: JsonObject, words: Wording) -> str:
    """退货：寄回样机 (供应链部): of what kind, what, and by which unit, where it was told."""
    kind, unit = words.measure(str(planned.get("kind") or "")), str(planned.get("unit") or "")
    what = (
        words.pick(f"{kind}：{planned['what']}", f"{kind}: {planned['what']}")
        if kind
        else str(planned["what"])
    )
    return beside(what, unit, language=words.language)


def _share(share: JsonObject, words: Wording) -> str:
    """质量部 王敏 66.67%（主要责任）"""
    kind = SHARE_NAMES.get(str(share.get("kind")))
    parts = (share.get("unit"), share.get("person"), f"{share.get('percent')}%")
    told = " ".join(str(part) for part in parts if part)
    return beside(told, kind.in_(words.language) if kind else "", language=words.language)
