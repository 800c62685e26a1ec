"""Forms of solving: propose, approve, consent, carry out, reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, segments, text
from shouwen.web.forms.handling import MANNERS
from shouwen.web.forms.screening import set_options

EMPTY_ROWS = 2
YES_NO_AGREED = (("true", _("同意")), ("false", _("不同意")))


@dataclass(frozen=True, slots=True)
class MeasureRow:
    what: str = ""
    owner: str = ""
    due: str = ""


class ProposeSolution(CommandForm):
    """Measures as rows (what, owner, due) and the amount."""

    template = "web/case/fields_solution.html"
    note = text(_("方案说明"), rows=3)
    amount = forms.CharField(
        label=_("涉及金额（元）"),
        required=False,
        help_text=_("没有则留空；金额决定由谁审批。"),
        widget=forms.NumberInput(
            attrs={"class": "form-control num", "min": "0", "step": "0.01", "inputmode": "decimal"}
        ),
    )

    @property
    def rows(self) -> list[MeasureRow]:
        """What was typed, and always room for more."""
        return [*self._typed(), *(MeasureRow() for _row in range(EMPTY_ROWS))]

    def to_data(self) -> dict[str, object]:
        rows = [{"what": row.what, "owner": row.owner, "due": row.due} for row in self._typed()]
        return {**super().to_data(), "measures": rows}

    def field_of(self, place: Sequence[str]) -> str:
        return "" if place[:1] == ["measures"] else super().field_of(place)

    def _typed(self) -> list[MeasureRow]:
        if not isinstance(self.data, QueryDict):
            return []
        columns = (self.data.getlist(f"measure_{name}") for name in ("what", "owner", "due"))
        rows = [MeasureRow(*(cell.strip() for cell in cells)) for cells in zip(*columns, strict=False)]
        return [row for row in rows if row.what or row.owner or row.due]


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
