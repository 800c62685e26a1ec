"""Forms of handling: acknowledge, return, respond, investigate and note."""

from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, segments, text
from shouwen.web.forms.screening import set_options, staff_options

MANNERS = (
    ("", "—"), ("电话", _("电话")), ("上门", _("上门")), ("当面", _("当面")), ("书面", _("书面")),
    ("电子邮件", _("电子邮件")), ("短信或在线消息", _("短信或在线消息")),
)  # fmt: skip
"""The value goes on record as it is, in the language of the record."""
FINDING_STAGES = (("preliminary", _("初步调查")), ("in_depth", _("深入调查")))
INVALID = (
    ("", "—"), ("no_fault", _("单位没有过错")), ("misunderstanding", _("误会")), ("own_fault", _("投诉人自己的过错")),
    ("out_of_scope", _("超出范围")), ("repeated", _("重复反映")), ("malicious", _("恶意")),
)  # fmt: skip
VALIDITIES = (("valid", _("有效")), ("partly_valid", _("部分有效")), ("invalid", _("无效")))


RETURN_GROUNDS = (
    ("", "—"), ("not_ours", _("不属本部门职责")), ("misclassified", _("分类有误")), ("unclear", _("材料不清")),
    ("recusal", _("应当回避")), ("other", _("其他")),
)  # fmt: skip


class Acknowledge(CommandForm):
    hint = _("签收后由本部门办理。")
    handler = choice(_("承办人"), hint=_("不选则由您本人承办。"))

    def settle(self) -> None:
        set_options(self, "handler", staff_options(self))


class Return(CommandForm):
    hint = _("退回交办方，时限不停止计算；退回次数和争议时间计入统计。")
    danger = True
    ground = choice(_("退回事由"), RETURN_GROUNDS)
    reason = text(_("退回理由"), needed=True)


class Respond(CommandForm):
    hint = _("与客户的第一次实质性联系。")
    manner = choice(_("联系方式"), MANNERS)
    note = text(_("沟通情况"), rows=4)


class StartAnalysis(CommandForm):
    note = text(_("调查思路"), rows=3)


class AddEvidence(CommandForm):
    hint = _("只记文字说明时用这里；文件请在“证据”里上传。")
    template = "web/case/fields_evidence.html"
    kind = line(
        _("证据种类"),
        hint=_("例如：订单记录、沟通记录、检测报告。"),
        list="do-evidence-kinds",
        autocomplete="off",
    )
    note = text(_("说明"), needed=True)

    def settle(self) -> None:
        if self.kinds:
            listed = (", " if all(map(str.isascii, self.kinds)) else "、").join(self.kinds)
            self.fields["kind"].help_text = _("管理办法要求的种类：%s。") % listed

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.basis.words.evidence_kinds


class RecordFinding(CommandForm):
    stage = segments(_("调查阶段"), FINDING_STAGES)
    validity = segments(_("投诉是否成立"), VALIDITIES)
    ground = choice(_("不成立的情形"), INVALID, hint=_("不成立的写明，答复时向客户解释。"))
    finding = text(_("调查结论"), needed=True, rows=6)


class DetermineRootCause(CommandForm):
    cause = text(_("根本原因"), needed=True, hint=_("连问几个为什么，写到可以改的那一层。"), rows=5)


class Note(CommandForm):
    note = text(_("内容"), needed=True)
    told = segments(_("给谁看"), (("", _("只给同事")), ("true", _("也告诉客户"))))
