"""The form of one entry of a rule book: its fields with labels and choices, and reading it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from shouwen.application import studio_entry
from shouwen.application.studio_entry import CONDITIONS, EntryView
from shouwen.application.views import Named
from shouwen.core.rulebook.entry import LIMITS, SHAPES, Fields
from shouwen.core.rulebook.outline import Outline
from shouwen.web.forms.condition import ConditionField, of_post, of_text

LONGEST = 2000
_LATER = {
    "when": 1,
    "from": 2,
    "not_before": 2,
    "remind": 2,
    "escalate": 2,
    "pause": 2,
    "after_where": 3,
    "do_where": 3,
}
"""Fields that come after the others: what, when and who is asked first."""
SELECTS = ("clause", "by", "after", "do", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField:
    """One field. `kind` says how it is asked: line, area, select, checks, tick, limit, condition."""

    name: str
    label: str
    kind: str
    value: object = ""
    choices: tuple[Named, ...] = ()
    faults: tuple[str, ...] = ()
    hint: str = ""
    condition: ConditionField | None = None
    source: str = ""
    """Of a limit: the figure that it comes from."""


def form_fields(view: EntryView, conditions: Mapping[str, ConditionField], language: str) -> list[EntryField]:
    """The fields of an entry in the order in which people think of them."""
    labels, hints = _labels(view.section), _hints(view.section)
    found = []
    for name in _order(view):
        value = view.fields[name]
        kind = _kind(name, value)
        limit = str(value) if kind == "limit" else ""
        asked = "parameter" if kind == "limit" else "do_command" if _commands(view.section, name) else name
        choices = (
            studio_entry.choices(view.outline, asked, language)
            if kind in ("select", "checks", "limit")
            else ()
        )
        if kind == "checks" and isinstance(
            value, tuple
        ):  # in the order in which they were chosen, then the others
            choices = tuple(
                sorted(choices, key=lambda one: value.index(one.id) if one.id in value else len(value))
            )
        found.append(
            EntryField(
                name=name, label=labels[name], kind=kind, choices=choices, faults=view.faults.get(name, ()),
                value=("" if limit.startswith("=") else limit) if limit else "、".join(value) if name == "remind" and isinstance(value, tuple) else value,
                hint=hints.get(name, ""), condition=conditions.get(name), source=limit.removeprefix("=") if limit.startswith("=") else "",
            )
        )  # fmt: skip
    return found


def conditions_of(view: EntryView, language: str) -> dict[str, ConditionField]:
    """The conditions of an entry as the file has them."""
    return {
        name: of_text(
            name, str(view.fields[name]), studio_entry.variables(view.outline, name, view.fields, language)
        )
        for name in SHAPES[view.section]
        if name in CONDITIONS
    }


def read(
    section: str, told: QueryDict, seen: Outline, language: str
) -> tuple[Fields, dict[str, ConditionField]]:
    """What the form says: the fields, and the conditions as they were put together."""
    filled: Fields = {}
    for name, shape in SHAPES[section].items():
        if shape == "words":
            for part in (f"{name}_zh", f"{name}_en"):
                filled[part] = _line(told, part)
        elif shape == "flag":
            filled[name] = name in told
        elif name == "remind":
            joined = _line(told, name).replace("，", "、").replace(",", "、").replace(" ", "、")
            filled[name] = tuple(filter(None, joined.split("、")))
        elif shape == "list":
            filled[name] = tuple(text for text in told.getlist(name) if text)
        elif name in LIMITS:
            source = told.get(f"{name}_from", "")
            filled[name] = f"={source}" if source else _line(told, name)
        elif name not in CONDITIONS:
            filled[name] = _line(told, name)
    conditions = {}
    for name in SHAPES[section]:
        if name in CONDITIONS:
            variables = studio_entry.variables(seen, name, filled, language)
            conditions[name] = of_post(name, told, variables)
            filled[name] = conditions[name].text
    return filled, conditions


def _line(told: QueryDict, name: str) -> str:
    return " ".join(told.get(name, "").split())[:LONGEST]


def _order(view: EntryView) -> list[str]:
    keys: list[str] = []
    shapes = SHAPES[view.section]
    for name, shape in sorted(shapes.items(), key=lambda item: _LATER.get(item[0], 0)):
        keys += [f"{name}_zh", f"{name}_en"] if shape == "words" else [name]
    if not (view.new and view.section in ("clauses", "levels", "parameters")):
        keys.remove("id")
    return keys


def _commands(section: str, name: str) -> bool:
    return name == "do" and section in ("may", "never")


def _kind(name: str, value: object) -> str:
    if name in CONDITIONS:
        return "condition"
    if name in LIMITS:
        return "limit"
    if isinstance(value, bool):
        return "tick"
    if name == "remind":
        return "line"
    if isinstance(value, tuple):
        return "checks"
    if name in SELECTS:
        return "select"
    return "area" if name in ("text_zh", "text_en", "note", "say_zh", "say_en") else "line"


def _labels(section: str) -> dict[str, str]:
    labels = {
        "id": _("编号"), "clause": _("所依据的条款"), "name_zh": _("名称"), "name_en": _("英文名称"),
        "after": _("从哪一步起算"), "after_where": _("对起算那一步的要求"), "when": _("适用条件"), "do": _("须完成哪一步"),
        "do_where": _("对完成那一步的要求"), "by": _("由谁负责"), "within": _("时限"), "from": _("从何时起算"), "not_before": _("不早于何时"), "remind": _("提醒"),
        "escalate": _("逾期升级至"), "pause": _("等待客户或中止期间照常计时"), "while": _("在什么情况下不得"), "say_zh": _("告诉操作人的话"),
        "say_en": _("告诉操作人的话（英文）"), "text_zh": _("条文"), "text_en": _("英文条文"), "origin": _("数字的出处"),
        "note": _("说明"), "statement": _("宣示性条款（不由系统计算，可以没有规则）"), "value": _("数值"),
    }  # fmt: skip
    if section in ("may", "never"):
        labels |= {"do": _("哪些操作"), "do_where": _("对本次所填内容的要求")}
    if section == "may":
        labels["by"] = _("谁可以")
    if section == "levels":
        labels["when"] = _("判定条件")
    return labels


def _hints(section: str) -> dict[str, str]:
    return {
        "do_where": _("看操作时填写的内容，如金额；不写就不看。") if section in ("may", "never") else "",
        "within": _(
            "30min（分钟）、2h（小时）、4wh（工作小时）、3wd（工作日）、10d（天）、end of month（月底）"
        ),
        "from": _("起算那一步之后多久（3d、1mo），或写明日期的项目；不写就从那一步起算。提前做的也算。"),
        "not_before": _("写法相同，但在那之前做的不算完成。两项只写一项。"),
        "remind": _("时限的百分数（80%）或到期前的提前量（2h），多个用顿号隔开"),
        "value": _("原文留白、由本单位填写的数值"),
    }
