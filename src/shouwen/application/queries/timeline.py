"""A stream in words: one entry for each event, with the lines that it says."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.application.views import Attachment, Entry
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.codec import happening_to_json
from shouwen.core.rulebook.model import Words
from shouwen.core.values import Json

_LABELS: Mapping[str, Words] = {
    "channel": Words("渠道", "Channel"), "category": Words("分类", "Category"), "unit": Words("主办部门", "Lead unit"),
    "handler": Words("承办人", "Handler"), "assisting": Words("协办部门", "Assisting"), "note": Words("说明", "Note"),
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
    "due_at": Words("期限", "Due"), "at_mark": Words("时点", "Mark"),
}  # fmt: skip
_YES_NO: Mapping[str, tuple[Words, Words]] = {
    "agreed": (Words("同意", "agreed"), Words("不同意", "refused")),
    "reached": (Words("已接通", "reached"), Words("未接通", "not reached")),
    "satisfied": (Words("满意", "satisfied"), Words("不满意", "dissatisfied")),
    "upheld": (Words("维持原结果", "upheld"), Words("撤销原结果", "set aside")),
}
_ON_THE_PAGE = frozenset(
    {"subject", "description", "complainant", "facts", "details", "demand", "respondent", "place"}
)
"""Keys that the head of the page shows; the timeline does not repeat them."""

CUSTOMER_SEES = frozenset({
    "registered", "accepted", "declined", "redirected", "supplement_requested", "supplemented", "assigned",
    "responded", "replied", "withdrawn", "appealed", "review_decided", "reopened", "closed",
    "satisfaction_recorded", "consent_recorded", "urged", "extended",
})  # fmt: skip
"""Events that the customer is told of."""


def entries(
    stream: Iterable[e.Event],
    *,
    words: Wording,
    zone: ZoneInfo,
    files: Mapping[str, Attachment],
    people: Mapping[str, str],
) -> tuple[Entry, ...]:
    """The timeline for staff, oldest first; `people` are names by account."""
    shown = tuple(_entry(event, words, zone, files) for event in stream)
    return tuple(replace(entry, lines=_named(entry.lines, words, people)) for entry in shown)


def _named(
    told: tuple[tuple[str, str], ...], words: Wording, people: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    handler = _LABELS["handler"].in_(words.language)
    return tuple((label, people.get(text, text) if label == handler else text) for label, text in told)


def _entry(event: e.Event, words: Wording, zone: ZoneInfo, files: Mapping[str, Attachment]) -> Entry:
    data = event.data
    return Entry(
        seq=event.seq,
        type=data.type,
        name=words.event(data.type).name,
        at=event.at.astimezone(zone),
        actor=event.actor.name,
        role=words.role(event.actor.role).name,
        lines=lines(event, words, zone),
        attachment=files.get(data.file) if isinstance(data, e.EvidenceAdded) else None,
        quiet=event.actor.role == "system",
    )


def lines(event: e.Event, words: Wording, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """(label, text) pairs of what the event says, in the order of its keys."""
    told = happening_to_json(event.data)
    shown: list[tuple[str, str]] = []
    for key in e.keys(event.data.type):
        value = told.get(key)
        if key not in _LABELS or key in _ON_THE_PAGE or value in (None, "", []):
            continue
        if event.data.type == "evidence_added" and key == "kind":
            shown.append((_LABELS[key].in_(words.language), str(value)))
            continue
        shown.append((_LABELS[key].in_(words.language), _text(key, value, words, zone)))
    return tuple(shown)


def _text(key: str, value: Json, words: Wording, zone: ZoneInfo) -> str:
    if key in _YES_NO and isinstance(value, bool):
        return _YES_NO[key][0 if value else 1].in_(words.language)
    if key in ("new_due", "due_at"):
        return datetime.fromisoformat(str(value)).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if key == "measures" and isinstance(value, list):
        return "；".join(f"{n}. {m['what']}" for n, m in enumerate(value, start=1) if isinstance(m, dict))
    if isinstance(value, list):
        return "、".join(words.value(key, str(v)) for v in value)
    named = {
        "channel": words.channel, "category": words.category, "level": words.level, "to": words.role, "kind": words.kind,
    }  # fmt: skip
    if key in named:
        return named[key](str(value)).name
    if key == "rule":
        return words.rule(str(value))
    if key == "stage":
        return words.value("findings", str(value))
    if key in ("severity", "urgency", "prevalence", "validity"):
        return words.value(key, str(value))
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return str(value)
