"""Forms of the escalation ladder and of what meetings decided."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.web import formats
from shouwen.web.forms.command import CommandForm, Label, choice, line, options, segments, text
from shouwen.web.forms.screening import set_options, staff_options
from shouwen.web.forms.supervision import rule_options
from shouwen.web.wording import iso

RUNGS = (
    ("warning", _("预警")), ("urging", _("催办")), ("supervision", _("督办")), ("circular", _("通报")),
    ("interview", _("约谈")), ("listing", _("挂牌督办")),
)  # fmt: skip
CAUSES = (
    ("late", _("逾期")), ("repeated", _("重复投诉")), ("refused", _("推诿退回")), ("dissatisfied", _("客户不满意")),
    ("media", _("媒体关注")), ("group", _("群体性")), ("regulator", _("监管或上级交办")), ("other", _("其他")),
)  # fmt: skip
VERDICTS = (("true", _("审结")), ("false", _("退回重办")))


def moment(label: Label, *, needed: bool = False, hint: Label = "") -> forms.CharField:
    attrs = {"type": "datetime-local", "class": "form-control num", **({"data-needed": ""} if needed else {})}
    widget = forms.DateTimeInput(attrs=attrs)
    return forms.CharField(label=label, required=False, help_text=hint, widget=widget)


class Timed(CommandForm):
    """A form with an instant, told in the zone of the case."""

    instant: ClassVar[str] = "reply_by"

    def to_data(self) -> dict[str, object]:
        data = super().to_data()
        if self.instant in data:
            data[self.instant] = iso(str(data[self.instant]), zone_of=self.basis.case.registered_at)
        return data


class Designate(CommandForm):
    template = "web/case/fields_units.html"
    hint = _("争议由此了结：被指定的部门不能再退回。这一裁定记入职责归属先例。")
    unit = choice(_("指定承办部门"), needed=True)
    handler = choice(_("承办人"), hint=_("可不选，由部门签收时确定。"))
    reason = text(_("指定的理由"), needed=True, rows=3)

    def settle(self) -> None:
        set_options(self, "unit", options(self.basis.words.units))
        set_options(self, "handler", staff_options(self))


class IssueSupervision(Timed):
    hint = _("发出后自动编号，受文部门须签收并按期报送落实情况。")
    rung = segments(_("文书种类"), RUNGS, needed=True)
    unit = choice(_("受文部门"), needed=True)
    person = choice(_("责任人"))
    ground = choice(_("事由"), CAUSES, needed=True)
    rule = choice(_("涉及的时限"))
    reason = text(_("情况说明"), rows=3)
    demands = text(_("督办要求"), needed=True, hint=_("一事一文，写清要做到什么。"), rows=4)
    reply_by = moment(_("报送落实情况的期限"), needed=True)

    def settle(self) -> None:
        words, case = self.basis.words, self.basis.case
        set_options(self, "unit", options(words.units))
        set_options(self, "person", staff_options(self))
        set_options(self, "rule", [("", "—"), *rule_options(self)])
        set_options(self, "ground", [("", "—"), *CAUSES])
        self.fields["unit"].initial = case.unit


class OfPaper(CommandForm):
    """A form about one of the open documents of the case."""

    standing: ClassVar[tuple[str, ...]] = ()

    def settle(self) -> None:
        now = self.basis.now
        found = [paper for paper in self.basis.case.papers if paper.stands.id in self.standing]
        named = [
            (
                p.number,
                formats.beside(f"{p.number} {p.rung.name} {p.unit}", formats.moment(p.reply_by, now=now)),
            )
            for p in found
        ]
        set_options(self, "number", named)


class ReceiveSupervision(OfPaper):
    standing = ("issued",)
    number = choice(_("文号"), needed=True)


class AnswerSupervision(OfPaper):
    hint = _("一事一文：怎么落实的、现在什么情况、有什么建议。")
    standing = ("received", "sent_back")
    number = choice(_("文号"), needed=True)
    progress = text(_("落实过程"), needed=True)
    situation = text(_("基本情况"), rows=3)
    suggestions = text(_("意见建议"), rows=3)


class ReviewSupervision(OfPaper, Timed):
    standing = ("answered",)
    number = choice(_("文号"), needed=True)
    passed = segments(_("审核结论"), VERDICTS, needed=True)
    opinion = text(_("审核意见"), rows=3)
    reply_by = moment(_("重办期限"), hint=_("退回重办时填写。"))


class WithdrawSupervision(OfPaper):
    hint = _(
        "发错部门或者不该发的，报送落实情况之前可以撤回。文号不再使用，原来要求的报送不再需要，受文部门会收到通知。"
    )
    standing = ("issued", "received")
    number = choice(_("文号"), needed=True)
    reason = text(_("撤回的理由"), needed=True, rows=3)


class CompleteDecision(CommandForm):
    which = choice(_("落实的会议决定"), needed=True)
    note = line(_("落实情况"), limit=2000)

    def settle(self) -> None:
        open_ones = [d for d in self.basis.case.decisions if not d.done]
        set_options(self, "which", [(f"{d.meeting}.{d.which}", d.what[:80]) for d in open_ones])

    def to_data(self) -> dict[str, object]:
        data = super().to_data()
        meeting, _dot, which = str(data.get("which", "")).partition(".")
        return {**data, "meeting": meeting, "which": which} if meeting and which else data
