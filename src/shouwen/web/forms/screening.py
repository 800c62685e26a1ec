"""Forms of screening: accept, decline, redirect, supplement, grade, assign and correct."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.names import Named
from shouwen.web.forms.command import CommandForm, choice, is_needed, line, options, segments, several, text
from shouwen.web.forms.own_fields import OWN, changed, own_field, typed
from shouwen.web.wording import without_empty

PREVALENCES = (("single", _("个别")), ("many", _("多人")))
GRADES = (("low", _("低")), ("medium", _("中")), ("high", _("高")))


class Accept(CommandForm):
    hint = _("受理后开始计算办理时限，客户会收到通知。")
    note = text(_("备注"), rows=3)


class Decline(CommandForm):
    hint = _("须写明理由，并告诉客户还可以找谁。")
    danger = True
    reason = text(_("不予受理的理由"), needed=True)
    guidance = text(_("其他途径"), needed=True, hint=_("例如：可向哪个部门反映、怎样联系。"), rows=3)


class Redirect(CommandForm):
    hint = _("转给其他单位办理，本单位到此办结。")
    danger = True
    to = line(_("转往单位"), needed=True)
    reason = text(_("理由"), rows=3)


class RequestSupplement(CommandForm):
    hint = _("等待客户补正期间暂停计时。")
    items = text(_("请客户补充的材料"), needed=True, hint=_("一行一项，客户会逐项看到。"), rows=4)

    def settle(self) -> None:
        self.fields["items"].initial = "\n".join(self.basis.case.missing)

    def to_data(self) -> dict[str, object]:
        data = super().to_data()
        lines = [item.strip() for item in str(data.get("items", "")).splitlines()]
        return {**data, "items": [item for item in lines if item]}


class Supplement(CommandForm):
    hint = _("记下客户补充的内容，恢复计时。材料文件请在“证据”里上传。")
    content = text(_("补充内容"), needed=True)


class Grade(CommandForm):
    hint = _("级别由管理办法按下面的情况得出；需要直接定级时再选级别。")
    severity = segments(_("严重程度"), GRADES)
    urgency = segments(_("紧急程度"), GRADES)
    prevalence = segments(_("影响面"), PREVALENCES)
    flags = several(_("标记"))
    level = choice(_("直接定级"))
    reason = text(_("定级说明"), rows=2)

    def settle(self) -> None:
        words = self.basis.words
        set_options(self, "level", options(words.levels, blank=_("按规则得出")))
        for name in ("severity", "urgency", "prevalence", "flags"):
            if name in words.grades:
                set_options(self, name, options(words.grades[name], blank=None))
        if not words.grades.get("flags"):
            self.fields.pop("flags", None)


class Assign(CommandForm):
    template = "web/case/fields_units.html"
    unit = choice(_("主办部门"), needed=True)
    handler = choice(_("承办人"), hint=_("可不选，由部门签收时确定。"))
    assisting = several(_("协办部门"))
    note = text(_("交办要求"), rows=3)

    def settle(self) -> None:
        words = self.basis.words
        set_options(self, "unit", options(words.units))
        set_options(self, "handler", staff_options(self))
        set_options(self, "assisting", options(words.units, blank=None))


class Correct(CommandForm):
    """Asks for the category and the organisation's own fields as they stand; what was changed is what is said."""

    hint = _("更正或补记登记内容，原内容仍留在经过里。只改要改的，其余不动。")
    reason = text(_("更正理由"), needed=True, rows=3)
    category = choice(_("分类"))
    facts = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
    """That the fields came with the form: a box that is not ticked sends nothing."""

    def settle(self) -> None:
        words, case = self.basis.words, self.basis.case
        set_options(self, "category", category_options(words.categories))
        self.fields["category"].initial = case.category.id
        self.own = [one for one in words.fields if not one.kinds or case.kind.id in one.kinds]
        for one in self.own:
            self.fields[OWN + one.id] = own_field(replace(one, required=False))
            self.fields[OWN + one.id].initial = case.own.get(one.id)

    def to_data(self) -> dict[str, object]:
        self.is_valid()  # cleans, once: faults told since then stay
        told, known = self.cleaned_data, self.basis.case
        category = told.get("category")
        data = without_empty(
            {"reason": told.get("reason"), "category": category if category != known.category.id else ""}
        )
        values = {one.id: typed(one, told.get(OWN + one.id)) for one in self.own} if told.get("facts") else {}
        facts = {name: value for name, value in values.items() if changed(value, known.own.get(name))}
        return {**data, "facts": facts} if facts else data

    def field_of(self, place: Sequence[str]) -> str:
        return OWN + place[-1] if place and OWN + place[-1] in self.fields else super().field_of(place)


def category_options(categories: Sequence[tuple[int, object]]) -> list[tuple[str, object]]:
    """The tree as a select shows it: children stand in from their parent."""
    tree = [(getattr(c, "id", ""), "\u3000" * depth + str(getattr(c, "name", ""))) for depth, c in categories]
    return [("", "—"), *tree]


def staff_options(form: CommandForm) -> list[tuple[object, object]]:
    """People under their units."""
    units = {unit.id: unit.name for unit in form.basis.words.units}
    grouped = groupby(sorted(form.basis.words.staff, key=lambda pair: pair[0]), key=lambda pair: pair[0])
    return [
        ("", "—"),
        *(
            (units.get(unit, unit), [(who.id, _with_absence(form, who)) for _unit, who in people])
            for unit, people in grouped
        ),
    ]


def _with_absence(form: CommandForm, who: Named) -> str:
    """The name, and that he is away: no reason to refuse, but to think of his deputy."""
    away = form.basis.away.get(who.id)
    if away is None:
        return who.name
    if not away.deputy_name:
        return _("%(name)s（离岗）") % {"name": who.name}
    return _("%(name)s（离岗，由%(deputy)s代理）") % {"name": who.name, "deputy": away.deputy_name}


def set_options(form: CommandForm, name: str, choices: Sequence[tuple[object, object]]) -> None:
    """A field with nothing to choose is left out; where it has to be filled in it says so."""
    field = form.fields[name]
    if not choices and not is_needed(field):
        del form.fields[name]
        return
    field.choices = list(choices) or [("", _("现在没有可选的"))]  # type: ignore[attr-defined]
