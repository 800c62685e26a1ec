"""How the ledger is narrowed: the filter behind a query string, the controls, the chips of what is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shouwen.application.views.forms import FormWords
from shouwen.application.views.lists import LedgerFilter
from shouwen.application.views.names import Named
from shouwen.core.rulebook.names import STAGE_NAMES
from shouwen.web import formats

YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
PLAIN = (
    "state",
    "level",
    "kind",
    "channel",
    "category",
    "category_is",
    "unit",
    "handler",
    "satisfied",
    "result",
    "clause",
    "verdict",
    "returned_by",
    "q",
)
DAYS = ("registered_from", "registered_to", "closed_from", "closed_to", "returned_from", "returned_to")
FLAGS = ("overdue", "on_time", "open")
LONGEST = 200
MORE = ("handler", "channel", "kind", "overdue", "open", "on_time", "satisfied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One filter that is set; `without` is the query string that takes it off."""

    label: str
    value: str
    without: str


def filter_of(query: QueryDict) -> LedgerFilter:
    """The filter that a query string asks for; what cannot be read is left out."""
    plain = {name: query.get(name, "").replace("\0", "").strip()[:LONGEST] for name in PLAIN}
    days = {name: _day(query.get(name, "")) for name in DAYS}
    flags = {name: YES_NO.get(query.get(name, "")) for name in FLAGS}
    return LedgerFilter(**plain, **days, **flags, due_before=_instant(query.get("due_before", "")))  # type: ignore[arg-type]


def selects(words: FormWords, query: QueryDict) -> tuple[Select, ...]:
    """The selects of the filter bar, with what is chosen."""
    return tuple(
        Select(
            name=name,
            label=label,
            options=tuple(Option(id=o.id, name=o.name, chosen=query.get(name) == o.id) for o in things),
        )
        for name, label, things in _choices(words)
    )


def texts(query: QueryDict) -> tuple[Day, ...]:
    """The day fields of the filter bar."""
    return tuple(
        Day(name=name, label=label, value=query.get(name, "")) for name, label in _day_labels().items()
    )


def more_open(query: QueryDict) -> bool:
    """Whether one of the controls behind “more” is set."""
    return any(query.get(name) for name in (*MORE, *DAYS))


def chips(words: FormWords, query: QueryDict) -> tuple[Chip, ...]:
    """What the list is narrowed by, in words."""
    named: dict[str, tuple[str, dict[str, str]]] = {
        name: (label, {"-": _("未定"), **{o.id: o.name for o in things}})
        for name, label, things in _choices(words)
    }
    named["category_is"] = named["category"]
    named["returned_by"] = (_("退回部门"), {})
    named["clause"] = (_("条款"), {})
    named["verdict"] = (_("条款对照"), {"broken": _("没做到"), "kept": _("做到")})
    named["result"] = (_("处理结果"), {"-": _("未定"), **{s.id: s.name for s in stages()}})
    yes_no = {"1": _("是"), "0": _("否"), "true": _("是"), "false": _("否")}
    for name in FLAGS:
        named[name][1].update(yes_no)
    days = _day_labels()
    found = []
    for key in query:
        value = query.get(key, "")
        if not value or key == "cursor":
            continue
        if key in named:
            label, names = named[key]
            value = formats.clause_named(value) if key == "clause" else value
            found.append(Chip(label=label, value=names.get(value, value).strip(), without=_less(query, key)))
        elif key in days or key in ("q", "due_before"):
            label = days.get(key) or {"q": _("搜索"), "due_before": _("到期早于")}[key]
            found.append(Chip(label=label, value=value, without=_less(query, key)))
    return tuple(found)


def stages() -> tuple[Named, ...]:
    """Stages in the order of the flow, in words."""
    language = get_language() or "zh-hans"
    return tuple(Named(id=stage, name=name.in_(language)) for stage, name in STAGE_NAMES.items())


def _choices(words: FormWords) -> tuple[tuple[str, str, Sequence[Named]], ...]:
    categories = [Named(id=c.id, name="\u3000" * depth + c.name) for depth, c in words.categories]
    yes_no = (Named(id="yes", name=_("是")), Named(id="no", name=_("否")))
    return (
        ("state", _("环节"), stages()),
        ("level", _("级别"), words.levels),
        ("category", _("分类"), categories),
        ("unit", _("主办部门"), words.units),
        ("handler", _("承办人"), [who for _unit, who in words.staff]),
        ("channel", _("渠道"), words.channels),
        ("kind", _("类型"), words.kinds),
        ("overdue", _("逾期"), yes_no),
        ("open", _("在办"), yes_no),
        ("on_time", _("按时办结"), yes_no),
        ("satisfied", _("满意"), yes_no),
    )


def _day_labels() -> dict[str, str]:
    return {
        "registered_from": _("登记起"), "registered_to": _("登记止"),
        "closed_from": _("结案起"), "closed_to": _("结案止"), "returned_from": _("退回起"), "returned_to": _("退回止"),
    }  # fmt: skip


def _less(query: QueryDict, key: str) -> str:
    copy = query.copy()
    for gone in (key, "cursor"):
        copy.pop(gone, None)
    return copy.urlencode()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
