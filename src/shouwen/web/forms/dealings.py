"""Forms of dealing with the customer beside the handling: survey, settlement, ending, conduct, recusal, suggestion."""

from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, segments, text
from shouwen.web.forms.ending import SATISFIED, SCORES
from shouwen.web.forms.joint import lines_of
from shouwen.web.forms.screening import set_options, staff_options

ENDING_GROUNDS = (("duty_done", _("已尽责客户仍不满意")), ("unreasonable", _("诉求不合理")))
SETTLEMENTS = (("settlement", _("和解")), ("mediation", _("调解")))
KEPT = (("true", _("已履行")), ("false", _("没有履行")))
CONDUCTS = (
    ("abusive", _("辱骂")), ("threatening", _("威胁")), ("harassing", _("骚扰")), ("malicious", _("恶意投诉")),
    ("other", _("其他")),
)  # fmt: skip
STANDS = (("true", _("记录成立")), ("false", _("记录不成立")))
GRANTED = (("true", _("同意回避")), ("false", _("不同意回避")))
ADOPTED = (("adopted", _("采纳")), ("partly", _("部分采纳")), ("declined", _("不采纳")))


class AnswerSurvey(CommandForm):
    hint = _("代客户填写，例如电话里逐项问到的；1 最差，5 最好。")
    timeliness = segments(_("及时性"), SCORES)
    attitude = segments(_("态度"), SCORES)
    professionalism = segments(_("专业"), SCORES)
    result = segments(_("结果"), SCORES)
    overall = segments(_("总体"), SCORES, needed=True)
    satisfied = segments(_("客户是否满意"), SATISFIED, needed=True)
    suggestion = text(_("客户的建议"), rows=3)


class ProposeEnding(CommandForm):
    hint = _("客户仍不满意而要结案的，写明理由，由别人批准。")
    ground = segments(_("情形"), ENDING_GROUNDS, needed=True)
    reason = text(_("理由"), needed=True, hint=_("做过哪些工作、依据什么、向客户怎样解释的。"), rows=5)


class ApproveEnding(CommandForm):
    hint = _("批准后可以结案；其他结案条件仍须满足。")
    note = text(_("审批意见"), rows=3)


class RejectEnding(CommandForm):
    reason = text(_("退回的理由"), needed=True, rows=3)


class Settle(CommandForm):
    hint = _("双方达成一致的，记下协议；可以当日结案。")
    manner = segments(_("方式"), SETTLEMENTS)
    parties = text(_("当事人"), hint=_("一行一人。"), rows=2)
    terms = text(_("协议内容"), needed=True, rows=5)
    signed_on = line(_("签字日期"), type="date")
    perform_by = line(_("履行期限"), type="date")
    mediator = line(_("调解人"))

    def to_data(self) -> dict[str, object]:
        return lines_of(super().to_data(), "parties")


class RecordPerformance(CommandForm):
    kept = segments(_("是否履行"), KEPT, needed=True)
    note = text(_("说明"), rows=3)


class ReportConduct(CommandForm):
    hint = _("只作记录，由别人复核，不因此拒绝受理或停办。")
    kind = segments(_("行为"), CONDUCTS, needed=True)
    note = text(
        _("经过和证据"), needed=True, hint=_("何时、何地、原话；录音和截图请在“证据”里上传。"), rows=5
    )
    file = choice(_("证据文件"))

    def settle(self) -> None:
        files = [(one.id, one.name[:60]) for one in self.basis.case.kept_files]
        set_options(self, "file", [("", "—"), *files])


class ReviewConduct(CommandForm):
    confirmed = segments(_("复核结果"), STANDS, needed=True)
    until = line(_("有效期至"), type="date", hint=_("成立的须写明，最长一年，到期自动失效。"))
    measures = text(_("应对办法"), hint=_("例如：两人接听、只用书面联系。"), rows=3)
    reason = text(_("理由"), rows=3)


class DeclareInterest(CommandForm):
    hint = _("您与当事人有亲属或其他利害关系的，申报后立即回避，不再看到该件。")
    danger = True
    relation = line(_("什么关系"), needed=True)
    note = text(_("说明"), rows=3)


class RequestRecusal(CommandForm):
    hint = _("记下客户提出的回避申请，由负责人决定。")
    person = line(_("申请谁回避"), needed=True)
    reason = text(_("理由"), needed=True, rows=3)


class DecideRecusal(CommandForm):
    granted = segments(_("决定"), GRANTED, needed=True)
    who = choice(_("回避的人"), hint=_("同意回避的须选。"))
    reason = text(_("理由"), needed=True, rows=3)

    def settle(self) -> None:
        set_options(self, "who", staff_options(self))


class LiftRecusal(CommandForm):
    hint = _("例外情况才用；理由和决定人会留下记录。")
    danger = True
    who = choice(_("谁"), needed=True)
    reason = text(_("理由"), needed=True, rows=3)

    def settle(self) -> None:
        set_options(self, "who", staff_options(self))


class DecideSuggestion(CommandForm):
    adopted = segments(_("是否采纳"), ADOPTED, needed=True)
    reason = text(_("理由"), hint=_("会告诉提出人。"), rows=4)
