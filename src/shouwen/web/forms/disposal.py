"""Forms of keeping and disposal: time of keeping, request for deletion, disposal by two people."""

from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, segments, text

GROUNDS = (
    ("", "—"), ("purpose_over", _("处理目的已实现或者不再必要")), ("kept_too_long", _("保存期限已届满")),
    ("consent_withdrawn", _("撤回同意")), ("unlawful", _("违反法律或者约定处理")), ("other", _("其他")),
)  # fmt: skip
DECISIONS = (
    ("granted", _("同意删除")), ("kept", _("保管期满前只存不用")), ("refused", _("不予删除")),
)  # fmt: skip


class SetRetention(CommandForm):
    hint = _("诉讼、审计等需要延长的，或者归档时没有写明的，在这里改定。")
    retention = line(_("保管期限"), needed=True, hint=_("例如：10 年、永久。"))
    reason = text(_("理由"), needed=True, rows=3)


class RequestDeletion(CommandForm):
    hint = _("代客户登记；先核实是本人。由投诉办公室决定，客户会看到结果。")
    ground = choice(_("客户的理由"), GROUNDS, needed=True)
    reason = text(_("说明"), rows=3)


class DecideDeletion(CommandForm):
    hint = _("同意的，由另一人确认后删除个人信息、文字和附件；法定保管期限没有满的，选“只存不用”。")
    decision = segments(_("决定"), DECISIONS, needed=True)
    reason = text(_("理由"), needed=True, hint=_("客户会看到。"), rows=4)


class ProposeDisposal(CommandForm):
    hint = _("保管期满才能提请；由另一人确认。")
    note = text(_("说明"), rows=3)


class RejectDisposal(CommandForm):
    reason = text(_("退回的理由"), needed=True, rows=3)


class Dispose(CommandForm):
    hint = _("确认后，个人信息、文字和附件永久删除，不能恢复；环节、时间和统计数字保留。")
    danger = True
