"""Forms of solving: propose, approve, consent, carry out, reply."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shouwen.core.rulebook.names import MEASURE_NAMES
from shouwen.web.forms.command import CommandForm, choice, segments, text
from shouwen.web.forms.handling import MANNERS
from shouwen.web.forms.rows import Column, RowsForm
from shouwen.web.forms.screening import set_options

YES_NO_AGREED = (("true", _("同意")), ("false", _("不同意")))


TO_DO = (
    Column(name="what", label=_("做什么"), limit=2000),
    Column(name="owner", label=_("责任人或部门"), kind="who"),
    Column(name="due", label=_("完成期限"), kind="date"),
)


class ProposeSolution(RowsForm):
    """Measures as rows (what, owner, due, kind) and the amount."""

    key, prefix_of_cells, legend = "measures", "measure", _("措施")
    note = text(_("方案说明"), rows=3)
    amount = forms.CharField(
        label=_("涉及金额（元）"),
        required=False,
        help_text=_("没有则留空；金额决定由谁审批。"),
        widget=forms.NumberInput(
            attrs={"class": "form-control num", "min": "0", "step": "0.01", "inputmode": "decimal"}
        ),
    )

    def settle(self) -> None:
        kinds = [("", "—"), *((kind, name.in_(get_language() or "")) for kind, name in MEASURE_NAMES.items())]
        self.columns = (*TO_DO, Column(name="kind", label=_("措施种类"), kind="choice", options=kinds))


class ApproveSolution(CommandForm):
    note = text(_("审批意见"), rows=3)


class RejectSolution(CommandForm):
    danger = True
    reason = text(_("退回修改的理由"), needed=True)


class RecordConsent(CommandForm):
    hint = _("把方案告诉客户，记下客户的意见。")
    agreed = segments(_("客户意见"), YES_NO_AGREED, needed=True)
    note = text(_("客户怎么说"), rows=3)


class CompleteMeasure(CommandForm):
    which = choice(_("完成的措施"), needed=True)
    note = text(_("完成情况"), rows=3)

    def settle(self) -> None:
        open_ones = [m for m in self.basis.case.measures if not m.done]
        set_options(self, "which", [(str(m.which), f"{m.which}. {m.what}"[:80]) for m in open_ones])


class Reply(CommandForm):
    hint = _("正式答复客户；办结时限到此为止。")
    manner = choice(_("答复方式"), MANNERS)
    text = text(_("答复内容"), needed=True, hint=_("礼貌用语，致歉与感谢，说清处理结果和改进措施。"), rows=8)
