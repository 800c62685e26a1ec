"""Forms of keeping and disposal: time of keeping, request for deletion, disposal by two people."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shouwen.core.case.events import private_keys
from shouwen.core.rulebook.event_keys import EVENT_KEY_NAMES
from shouwen.web import formats
from shouwen.web.forms.command import CommandForm, choice, line, segments, several, text
from shouwen.web.forms.screening import set_options

GROUNDS = (
    ("", "—"), ("purpose_over", _("处理目的已实现或者不再必要")), ("kept_too_long", _("保存期限已届满")),
    ("consent_withdrawn", _("撤回同意")), ("unlawful", _("违反法律或者约定处理")), ("other", _("其他")),
)  # fmt: skip
DECISIONS = (
    ("granted", _("同意删除")), ("kept", _("保管期满前只存不用")), ("refused", _("不予删除")),
)  # fmt: skip


REDACTIONS = (
    ("third_party", _("涉及他人隐私")), ("wrong_case", _("误录，不属于本件")), ("needless", _("超出处理需要")),
    ("secret", _("涉及商业秘密或者国家秘密")), ("ordered", _("有关机关要求")), ("other", _("其他")),
)  # fmt: skip


class RedactText(CommandForm):
    """Any record of the case that holds text; which of its texts, all where none is ticked."""

    hint = _(
        "隐去的文字永久删除，不能恢复；谁、何时、为什么隐去了哪一项，记入办理经过。级别、时限要用到的内容不能隐去。"
    )
    danger = True
    of = choice(_("哪一条记录"), needed=True)
    keys = several(_("隐去哪些内容"), hint=_("一项不选，就隐去这一条的全部文字。"))
    ground = choice(_("事由"), (("", "—"), *REDACTIONS), needed=True)
    reason = text(_("说明"), needed=True, hint=_("不要在这里重复要隐去的内容。"), rows=3)

    def settle(self) -> None:
        held = [(entry, private_keys(entry.type)) for entry in self.basis.case.timeline]
        found = [(entry, keys) for entry, keys in held if keys and entry.type != "text_redacted"]
        told = [
            (str(entry.seq), formats.beside(f"{entry.seq}. {entry.name}", formats.moment(entry.at, now=self.basis.now)))
            for entry, _keys in found
        ]  # fmt: skip
        set_options(self, "of", [("", "—"), *told])
        names = sorted({key for _entry, keys in found for key in keys})
        language = get_language() or "zh-hans"
        set_options(self, "keys", [(key, EVENT_KEY_NAMES[key].in_(language)) for key in names if key in EVENT_KEY_NAMES])  # fmt: skip


class RedactFile(CommandForm):
    hint = _("文件内容永久删除，不能恢复；名称、大小和校验值保留，谁、何时、为什么删除记入办理经过。")
    danger = True
    file = choice(_("哪一份附件"), needed=True)
    ground = choice(_("事由"), (("", "—"), *REDACTIONS), needed=True)
    reason = text(_("说明"), needed=True, hint=_("不要在这里重复要删除的内容。"), rows=3)

    def settle(self) -> None:
        told = [
            (one.id, formats.beside(one.name[:80], formats.moment(one.at, now=self.basis.now)))
            for one in self.basis.case.kept_files
        ]
        set_options(self, "file", [("", "—"), *told] if told else [])


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
