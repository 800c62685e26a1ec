"""Forms of supervision: urge, escalate, extend, suspend, resume, re-base."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.lists import Owed
from shouwen.web import formats
from shouwen.web.forms.command import CommandForm, choice, options, text
from shouwen.web.forms.screening import set_options
from shouwen.web.wording import iso


def _live(form: CommandForm) -> list[Owed]:
    return [owed for owed in form.basis.case.owed if owed.status in ("open", "paused", "missed")]


def rule_options(form: CommandForm) -> list[tuple[str, str]]:
    now = form.basis.now
    return [(o.rule, formats.beside(o.rule_name, formats.moment(o.due_at, now=now))) for o in _live(form)]


def offer_grounds(form: CommandForm, command: str) -> None:
    """The grounds that the rule book has for the command, of which one must be named; no field where it has none."""
    found = form.basis.words.grounds.get(command, ())
    if found:
        set_options(form, "basis_of", options(found))
        form.fields["basis_of"].widget.attrs |= {"aria-required": "true", "data-needed": ""}
    else:
        del form.fields["basis_of"]


def grounded(data: dict[str, object]) -> dict[str, object]:
    """The field is not called `basis`: a form has its own."""
    ground = data.pop("basis_of", None)
    return {**data, "basis": ground} if ground else data


class Urge(CommandForm):
    hint = _("催办会记入经过并通知承办人。")
    rule = choice(_("催办事项"))
    note = text(_("催办要求"), rows=3)

    def settle(self) -> None:
        set_options(self, "rule", [("", _("整件")), *rule_options(self)])


class Escalate(CommandForm):
    to = choice(_("升级至"), needed=True)
    reason = text(_("理由"), rows=3)

    def settle(self) -> None:
        set_options(self, "to", options(self.basis.words.roles))


class Extend(CommandForm):
    hint = _("只改一条时限；原期限、新期限、理由都会留下记录。")
    rule = choice(_("延长哪一条"), needed=True)
    new_due = forms.CharField(
        label=_("新的期限"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "form-control num", "data-needed": ""}
        ),
    )
    basis_of = choice(_("延期事由"))
    reason = text(_("延期理由"), needed=True)

    def settle(self) -> None:
        offer_grounds(self, "extend")
        set_options(self, "rule", rule_options(self))

    def to_data(self) -> dict[str, object]:
        data = grounded(super().to_data())
        if "new_due" in data:
            data["new_due"] = iso(str(data["new_due"]), zone_of=self.basis.case.registered_at)
        return data


class Suspend(CommandForm):
    hint = _("中止期间暂停计时，恢复后补回。")
    danger = True
    basis_of = choice(_("中止事由"))
    ground = text(_("中止理由"), needed=True)

    def settle(self) -> None:
        offer_grounds(self, "suspend")

    def to_data(self) -> dict[str, object]:
        return grounded(super().to_data())


class Resume(CommandForm):
    note = text(_("说明"), rows=3)


class Rebase(CommandForm):
    hint = _("改按现行版本的管理办法办理，时限随之重算。")
    reason = text(_("理由"), needed=True)
