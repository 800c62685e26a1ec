"""Forms of the protection of staff."""

from django.utils.translation import gettext_lazy as _

from shouwen.application.views.protection import Plea
from shouwen.web.forms.command import CommandForm, choice, line, segments, several, text
from shouwen.web.forms.screening import set_options

THREATS = (
    ("abusive", _("辱骂")), ("threatening", _("威胁")), ("harassing", _("骚扰")), ("violent", _("动手")),
    ("other", _("其他")),
)  # fmt: skip
SHELTERS = (
    ("takeover", _("换人接手")), ("second_person", _("两人一起接待")), ("written_only", _("只用书面联系")),
    ("accompanied", _("上门有人陪同")), ("police", _("报警")),
)  # fmt: skip
GRANTED = (("true", _("同意，采取措施")), ("false", _("不同意")))
CONDUCT = (("true", _("一并记录")), ("false", _("不记录")))


class AskProtection(CommandForm):
    hint = _("只有投诉办公室、分管领导和您的负责人看得到经过；客户的来件照常办理。")
    kind = segments(_("遇到什么"), THREATS, needed=True)
    note = text(_("经过"), needed=True, hint=_("何时、何地、原话；录音和截图请在“证据”里上传。"), rows=5)
    conduct = segments(_("记入客户行为记录"), CONDUCT, hint=_("由别人复核，成立后有期限。"))
    file = choice(_("证据文件"))

    def settle(self) -> None:
        files = [(one.id, one.name[:60]) for one in self.basis.case.kept_files]
        set_options(self, "file", [("", "—"), *files])


class OfOne(CommandForm):
    """A form about one of the requests: those still to be decided, where a form does not say otherwise."""

    def settle(self) -> None:
        asked = [one for one in self.basis.case.pleas if self.offered(one)]
        set_options(
            self, "which", [(str(one.which), f"{one.which} · {one.who} · {one.kind}") for one in asked]
        )
        if asked and not self.is_bound:
            self.initial.setdefault("which", str(asked[0].which))

    def offered(self, plea: Plea) -> bool:
        return plea.open


class DecideProtection(OfOne):
    which = choice(_("哪一次求助"), needed=True)
    granted = segments(_("决定"), GRANTED, needed=True)
    measures = several(_("措施"), hint=_("同意的至少选一项。"))
    until = line(_("有效期至"), type="date", hint=_("同意的须写明，最长一年，到期自动失效。"))
    note = text(_("说明"), rows=3)

    def settle(self) -> None:
        super().settle()
        set_options(self, "measures", SHELTERS)


class EndProtection(OfOne):
    which = choice(_("哪一次求助"), needed=True)
    reason = text(_("理由"), needed=True, rows=3)

    def offered(self, plea: Plea) -> bool:
        return plea.in_force
