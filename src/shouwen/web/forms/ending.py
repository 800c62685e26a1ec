"""Forms after the reply: call-back, satisfaction, further rounds, appeal, closing, filing."""

from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, segments, text
from shouwen.web.forms.handling import MANNERS

REACHED = (("true", _("已接通")), ("false", _("未接通")))
SATISFIED = (("true", _("满意")), ("false", _("不满意")))
SCORES = tuple((str(n), str(n)) for n in range(1, 6))
UPHELD = (("true", _("维持原结果")), ("false", _("改变原结果")))
RESULTS = (
    ("", "—"), ("支持", _("支持")), ("部分支持", _("部分支持")), ("不支持", _("不支持")), ("和解", _("和解")),
    ("已答复", _("已答复")), ("终止", _("终止")),
)  # fmt: skip
"""The value goes on record as it is, in the language of the record."""


class MakeCallback(CommandForm):
    manner = choice(_("回访方式"), MANNERS)
    reached = segments(_("是否联系上客户"), REACHED, needed=True)
    note = text(_("回访记录"), rows=4)


class RecordSatisfaction(CommandForm):
    satisfied = segments(_("客户是否满意"), SATISFIED, needed=True)
    score = segments(_("评分"), SCORES, hint=_("5 分最高；客户没有打分可不选。"))
    comment = text(_("客户的评价"), rows=3)


class Reopen(CommandForm):
    hint = _("开始新一轮处理，轮次加一，时限重新计算。")
    reason = text(_("理由"), rows=3)


class Appeal(CommandForm):
    hint = _("客户对结果有异议，申请复核。")
    reason = text(_("申诉理由"), needed=True)


class DecideReview(CommandForm):
    upheld = segments(_("复核结论"), UPHELD, needed=True)
    reason = text(_("理由"), rows=4)


class Withdraw(CommandForm):
    hint = _("客户主动撤诉，办理到此结束。")
    danger = True
    reason = text(_("撤诉原因"), rows=3)


class Close(CommandForm):
    hint = _("结案条件由管理办法把关，不满足时会说明缺什么。")
    result = choice(_("处理结果"), RESULTS)
    lesson = text(_("经验教训"), hint=_("下次怎样可以不再发生。"), rows=4)


class Archive(CommandForm):
    hint = _("归档后不能再改动。")
    retention = line(
        _("保管期限"),
        hint=_("例如：10 年、永久。管理办法规定更长的，从其规定；都没有写的，到期不会提醒销毁。"),
    )
