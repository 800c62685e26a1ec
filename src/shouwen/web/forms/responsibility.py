"""Forms of responsibility: the division, its service, objections, rulings, awards and sanctions, payments."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.responsibility import ConsequenceLine
from shouwen.web.forms.command import CommandForm, Label, choice, line, options, segments, several, text
from shouwen.web.forms.rows import Column, RowsForm
from shouwen.web.forms.screening import set_options, staff_options

STANDS = (("true", _("维持原认定")), ("false", _("改变原认定")))
AGREED = (("true", _("异议成立，更正认定")), ("false", _("异议不成立，提交仲裁")))
APPROVED = (("true", _("批准")), ("false", _("不批准")))
SHARE_KINDS = (
    ("", "—"), ("direct", _("直接责任")), ("managing", _("管理责任")), ("main", _("主要责任")),
    ("secondary", _("次要责任")),
)  # fmt: skip
SANCTIONS = (
    ("", "—"), ("apology", _("道歉")), ("criticism", _("通报批评")), ("deduction", _("绩效扣减")),
    ("compensation", _("承担损失")), ("training", _("培训")), ("off_post", _("待岗")), ("dismissal", _("解聘")),
    ("other", _("其他")),
)  # fmt: skip
AWARDS = (
    ("", "—"), ("commendation", _("通报表扬")), ("bonus", _("奖金")), ("points", _("绩效加分")),
    ("certificate", _("证书")), ("promotion", _("晋升")), ("other", _("其他")),
)  # fmt: skip
SOURCES = (
    ("", "—"), ("letter", _("感谢信")), ("banner", _("锦旗")), ("call", _("来电表扬")), ("survey", _("满意度调查")),
    ("media", _("媒体")), ("other", _("其他")),
)  # fmt: skip


def money(label: Label, *, needed: bool = False, hint: Label = "") -> forms.CharField:
    attrs = {"class": "form-control num", "min": "0", "step": "0.01", "inputmode": "decimal"}
    if needed:
        attrs |= {"aria-required": "true", "data-needed": ""}
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.NumberInput(attrs=attrs))


class Division(RowsForm):
    """Shares of responsibility as rows, with their sum; the present division is there to begin with."""

    key, prefix_of_cells, legend = "shares", "share", _("责任划分，合计 100%")
    template = "web/case/fields_shares.html"

    def settle(self) -> None:
        self.columns = (
            Column(name="unit", label=_("责任部门"), kind="choice", options=options(self.basis.words.units)),
            Column(name="person", label=_("责任人")),
            Column(name="percent", label=_("比例（%）"), kind="number"),
            Column(name="kind", label=_("责任种类"), kind="choice", options=SHARE_KINDS),
            Column(name="clause", label=_("依据条款")),
        )
        if "evidence" in self.fields:
            set_options(
                self,
                "evidence",
                [(file.id, file.name) for file in self.basis.case.kept_files],
            )

    def _typed(self) -> list[dict[str, str]]:
        present = self.basis.case.responsibility.present
        if isinstance(self.data, QueryDict) or present is None:
            return super()._typed()
        return [
            {
                "unit": share.unit, "person": share.person, "percent": f"{share.percent:g}", "kind": share.kind.id,
                "clause": share.clause,
            }
            for share in present.shares
        ]  # fmt: skip


class AttributeResponsibility(Division):
    grounds = text(_("事实"), rows=4, hint=_("写进责任认定书。"))
    evidence = several(_("证据"))
    proposal = text(_("拟处理"), rows=2)
    reason = text(_("认定理由"), rows=3)

    def settle(self) -> None:
        super().settle()
        if self.basis.case.responsibility.present is not None:
            self.fields["reason"].label = _("更正理由")
            self.fields["reason"].widget.attrs["data-needed"] = ""


class ServeAttribution(CommandForm):
    hint = _("送达后起算异议期；不选部门的，送达全部尚未送达的责任部门。")
    units = several(_("送达部门"))
    manner = line(_("送达方式"), hint=_("例如：当面、系统、邮件。"))

    def settle(self) -> None:
        waiting = [one.unit for one in self.basis.case.responsibility.services if not one.served]
        set_options(self, "units", [(unit, unit) for unit in waiting])


class ReceiveAttribution(CommandForm):
    hint = _("以您所在部门的名义签收；签收不等于认可，异议期内仍可提出异议。")
    note = text(_("说明"), rows=2)


class DisputeResponsibility(CommandForm):
    hint = _("以您所在部门的名义提出，先由牵头部门复核，再由投诉办公室或分管领导仲裁。")
    evidence = several(_("证据"))
    reason = text(_("异议理由"), needed=True)

    def settle(self) -> None:
        set_options(
            self,
            "evidence",
            [(file.id, file.name) for file in self.basis.case.kept_files],
        )


class ReviewObjection(Division):
    hint = _("异议成立的，填写更正后的责任划分；不成立的不必填，提交仲裁。")
    agreed = segments(_("复核结论"), AGREED, needed=True)
    opinion = text(_("复核意见"), needed=True, rows=3)

    def to_data(self) -> dict[str, object]:
        data = super().to_data()
        return data if data.get("agreed") == "true" else {k: v for k, v in data.items() if k != self.key}


class RuleOnResponsibility(Division):
    hint = _("维持原认定时不必再填责任划分。")
    upheld = segments(_("仲裁结论"), STANDS, needed=True)
    evidence = several(_("依据的证据"))
    reason = text(_("理由"), rows=3)

    def to_data(self) -> dict[str, object]:
        data = super().to_data()
        return {k: v for k, v in data.items() if k != self.key} if data.get("upheld") == "true" else data


class Person(CommandForm):
    """Whom it concerns: one of the staff, or a group or somebody outside by name."""

    def settle(self) -> None:
        set_options(self, "who", staff_options(self))


class RecordPraise(Person):
    hint = _("受表扬的人和事；可据此提请奖励。")
    who = choice(_("受表扬人"), needed=True)
    source = choice(_("来源"), SOURCES, needed=True)
    text = text(_("表扬内容"), needed=True, rows=4)


class ProposeSanction(Person):
    hint = _("提请后听取当事人申辩，再由他人审批，自生效日期起记入奖惩记录。")
    who = choice(_("责任人"), needed=True)
    kind = choice(_("处罚种类"), SANCTIONS, needed=True)
    amount = money(_("金额或分值"), hint=_("没有的不填。"))
    clause = line(_("依据条款"))
    reason = text(_("理由"), needed=True, rows=3)


class ProposeAward(Person):
    hint = _("提请后由他人审批，自生效日期起记入奖惩记录。")
    who = choice(_("受奖人"), needed=True)
    kind = choice(_("奖励种类"), AWARDS, needed=True)
    amount = money(_("金额或分值"), hint=_("没有的不填。"))
    clause = line(_("依据条款"))
    reason = text(_("理由"), needed=True, rows=3)


def _open(form: CommandForm, *, sanctions_only: bool = False) -> list[tuple[str, str]]:
    waiting: Sequence[ConsequenceLine] = [
        one
        for one in form.basis.case.responsibility.consequences
        if not one.decided.id and not (sanctions_only and (one.award or one.heard))
    ]
    return [(str(one.which), f"{one.which}. {one.who} · {one.kind.name}") for one in waiting]


class HearDefence(CommandForm):
    which = choice(_("哪一项"), needed=True)
    waived = choice(_("是否放弃申辩"), (("false", _("作了申辩")), ("true", _("放弃申辩"))))
    statement = text(_("申辩内容"), rows=4)

    def settle(self) -> None:
        set_options(self, "which", _open(self, sanctions_only=True))


class DecideConsequence(CommandForm):
    which = choice(_("哪一项"), needed=True)
    approved = segments(_("审批结论"), APPROVED, needed=True)
    in_force_on = line(_("生效日期"), type="date", hint=_("不填则自今日起生效。"))
    reason = text(_("审批意见"), rows=3, hint=_("不批准的须写明理由。"))

    def settle(self) -> None:
        set_options(self, "which", _open(self))


class RecordPayment(CommandForm):
    hint = _("实际支付的赔付；登记后按责任比例分摊的是实付金额。")
    amount = money(_("金额（元）"), needed=True)
    manner = line(_("支付方式"))
    voucher = line(_("支付凭证号"), needed=True)
    note = text(_("说明"), rows=2)
