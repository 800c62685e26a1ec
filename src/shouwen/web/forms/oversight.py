"""Forms about the handling: quality, responsibility, accountability, improvement, recusal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.responsibility import StandardItem
from shouwen.web.forms.command import CommandForm, choice, line, options, segments, text
from shouwen.web.forms.responsibility import SANCTIONS
from shouwen.web.forms.rows import Column, RowsForm
from shouwen.web.forms.screening import set_options, staff_options

PASSED = (("true", _("合格")), ("false", _("不合格")))
REACHED = (("true", _("达到目标")), ("false", _("未达目标")))


class ReviewQuality(RowsForm):
    """By the standard of the rule book: points for every item, the score follows; without one, criteria of one's own."""

    key, prefix_of_cells, legend = "scores", "score", _("评分项")
    columns = (
        Column(name="criterion", label=_("质检标准")),
        Column(name="points", label=_("得分"), kind="number"),
    )
    score = forms.CharField(
        label=_("总分（0–100）"),
        required=False,
        widget=forms.NumberInput(
            attrs={"class": "form-control num", "min": "0", "max": "100", "step": "0.01", "data-needed": ""}
        ),
    )
    passed = segments(_("质检结论"), PASSED, needed=True)
    rework = text(_("返工要求"), rows=3, hint=_("不合格的须写明，承办人据此重新办理。"))
    note = text(_("说明"), rows=3)

    def settle(self) -> None:
        if self.basis.case.standard is not None:
            self.template = "web/case/fields_quality.html"
            del self.fields["score"], self.fields["passed"]

    @property
    def items(self) -> list[tuple[StandardItem, str]]:
        """Every item of the standard with the points typed for it."""
        typed = {row["criterion"]: row["points"] for row in self._typed()}
        standard = self.basis.case.standard
        return [(item, typed.get(item.id, "")) for item in standard.items] if standard else []

    def told(self, rows: list[dict[str, str]]) -> object:
        return {row["criterion"]: row["points"] for row in rows if row["points"]}


class HoldAccountable(CommandForm):
    who = line(_("责任人"), needed=True)
    unit = choice(_("所在部门"))
    kind = choice(_("追究方式"), SANCTIONS, needed=True)
    clause = line(_("依据条款"))
    note = text(_("说明"), rows=3)

    def settle(self) -> None:
        set_options(self, "unit", options(self.basis.words.units))


class TeachStaff(CommandForm):
    who = line(_("受教育人员"), needed=True)
    manner = line(_("教育方式"), hint=_("例如：案例学习、培训、谈话。"))
    note = text(_("说明"), rows=3)


class PlanImprovement(CommandForm):
    hint = _("防止同类问题再次发生。")
    what = text(_("改进措施"), needed=True)
    unit = choice(_("责任部门"))
    owner = line(_("责任人"))
    due = line(_("完成期限"), type="date")
    effect = text(_("预期效果"), rows=3)

    def settle(self) -> None:
        set_options(self, "unit", options(self.basis.words.units))


class EvaluateImprovement(CommandForm):
    reached = segments(_("改进效果"), REACHED, needed=True)
    note = text(_("说明"), rows=3)


class Recuse(CommandForm):
    hint = _("此人从此不能参与这一件；正由其承办的，须另行交办。")
    danger = True
    who = choice(_("回避人员"), needed=True)
    reason = text(_("回避理由"), rows=3)

    def settle(self) -> None:
        set_options(self, "who", staff_options(self))
