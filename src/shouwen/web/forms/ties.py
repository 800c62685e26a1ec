"""Forms of cases among each other: joining, separating, linking, representatives, review."""

from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, segments, text
from shouwen.web.forms.ending import UPHELD
from shouwen.web.forms.joint import lines_of
from shouwen.web.forms.screening import set_options

RELATIONS = (
    ("repeats", _("同一客户重复反映")), ("same_matter", _("同一事项")), ("after_final", _("终结后又反映")),
)  # fmt: skip


def _numbers(form: CommandForm) -> list[str]:
    """Cases that the reader may mean: those that stand beside this one on its page."""
    return [related.number for related in form.basis.case.related]


class Join(CommandForm):
    hint = _("并入主件一起查办；每位客户的时限、答复和评价仍各算各的，随时可以拆分。")
    template = "web/case/fields_numbers.html"
    case = line(
        _("并入哪一件"), needed=True, hint=_("填主件的编号。"), list="do-case-numbers", autocomplete="off"
    )
    reason = text(_("并案理由"), rows=3)

    @property
    def numbers(self) -> list[str]:
        return _numbers(self)


class Separate(CommandForm):
    hint = _("拆分后各自办理，已经做过的都留在各件里。")
    case = choice(_("和哪一件拆分"), needed=True)
    reason = text(_("拆分理由"), needed=True, rows=3)

    def settle(self) -> None:
        tied = self.basis.case.group
        set_options(self, "case", [(one.number, f"{one.number} {one.subject}"[:80]) for one in tied])


class NameRepresentatives(CommandForm):
    hint = _("多人共同投诉时推选的代表；人数以管理办法为限。")
    names = text(_("代表姓名"), needed=True, hint=_("一行一人。"), rows=4)

    def to_data(self) -> dict[str, object]:
        return lines_of(super().to_data(), "names")


class Link(CommandForm):
    hint = _("两件会互相注明；办理和时限不受影响。")
    template = "web/case/fields_numbers.html"
    case = line(_("关联哪一件"), needed=True, list="do-case-numbers", autocomplete="off")
    relation = segments(_("关系"), RELATIONS, needed=True)
    reason = text(_("说明"), rows=3)

    @property
    def numbers(self) -> list[str]:
        return _numbers(self)


class OpenReview(CommandForm):
    hint = _("另立一件复核，原来的结论不动；原来承办过的人看不到，也不能办。")
    reason = text(_("说明"), rows=3)


class ConcludeReview(CommandForm):
    hint = _("结论会写回原件，并告知客户。")
    upheld = segments(_("复核结论"), UPHELD, needed=True)
    reason = text(_("理由"), needed=True, rows=5)
