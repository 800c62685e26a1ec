"""Forms about the handling: quality, responsibility, accountability, improvement, recusal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, options, segments, text
from shouwen.web.forms.rows import Column, RowsForm
from shouwen.web.forms.screening import set_options, staff_options

PASSED = (("true", _("合格")), ("false", _("不合格")))
STANDS = (("true", _("维持原认定")), ("false", _("改变原认定")))
REACHED = (("true", _("达到目标")), ("false", _("未达目标")))
SHARE_KINDS = (
    ("", "—"), ("direct", _("直接责任")), ("managing", _("管理责任")), ("main", _("主要责任")),
    ("secondary", _("次要责任")),
)  # fmt: skip
ACCOUNTABILITIES = (
    ("", "—"), ("apology", _("道歉")), ("criticism", _("通报批评")), ("deduction", _("绩效扣减")),
    ("compensation", _("承担损失")), ("training", _("培训")), ("off_post", _("待岗")), ("dismissal", _("解聘")),
    ("other", _("其他")),
)  # fmt: skip


class ReviewQuality(RowsForm):
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
    note = text(_("说明"), rows=3)

    def told(self, rows: list[dict[str, str]]) -> object:
        return {row["criterion"]: row["points"] for row in rows}


class Division(RowsForm):
    """Shares of responsibility as rows."""

    key, prefix_of_cells, legend = "shares", "share", _("责任划分，合计 100%")

    def settle(self) -> None:
        self.columns = (
            Column(name="unit", label=_("责任部门"), kind="choice", options=options(self.basis.words.units)),
            Column(name="person", label=_("责任人")),
            Column(name="percent", label=_("比例（%）"), kind="number"),
            Column(name="kind", label=_("责任种类"), kind="choice", options=SHARE_KINDS),
            Column(name="clause", label=_("依据条款")),
        )


class AttributeResponsibility(Division):
    reason = text(_("认定理由"), rows=3)


class DisputeResponsibility(CommandForm):
    hint = _("以您所在部门的名义提出，由投诉办公室或分管领导仲裁。")
    reason = text(_("异议理由"), needed=True)


class RuleOnResponsibility(Division):
    hint = _("维持原认定时不必再填责任划分。")
    upheld = segments(_("仲裁结论"), STANDS, needed=True)
    reason = text(_("理由"), rows=3)


class HoldAccountable(CommandForm):
    who = line(_("责任人"), needed=True)
    unit = choice(_("所在部门"))
    kind = choice(_("追究方式"), ACCOUNTABILITIES, needed=True)
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
    owner = line(_("责任人或部门"))
    due = line(_("完成期限"), type="date")


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
