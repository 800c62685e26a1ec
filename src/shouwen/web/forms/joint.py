"""Forms of joint work: identity, record, meeting, contributions, re-test, validity, reports to others."""

from django.utils.translation import gettext_lazy as _

from shouwen.web.forms.command import CommandForm, choice, line, options, segments, text
from shouwen.web.forms.handling import VALIDITIES
from shouwen.web.forms.rows import RowsForm
from shouwen.web.forms.screening import set_options
from shouwen.web.forms.solving import TO_DO

GENUINE = (("true", _("属实")), ("false", _("不属实")))
CONFIRMED = (("true", _("维持原检测结果")), ("false", _("推翻原检测结果")))
IDENTIFIED = (
    ("", "—"), ("证件", _("证件")), ("订单或会员信息", _("订单或会员信息")), ("电话核对", _("电话核对")),
    ("当面", _("当面")),
)  # fmt: skip
"""The value goes on record as it is, in the language of the record."""
PLACES = (
    ("regulator", _("监管机构")), ("superior", _("上级单位")), ("management", _("管理层")),
    ("authority", _("主管部门")),
)  # fmt: skip


def lines_of(data: dict[str, object], name: str) -> dict[str, object]:
    """The data with the text of one field as the list of its lines."""
    told = [part.strip() for part in str(data.get(name, "")).splitlines()]
    return {**data, name: [part for part in told if part]}


class Identify(CommandForm):
    hint = _("核对投诉人身份，并查明所反映的事是否真实、有无恶意。")
    manner = choice(_("核实方式"), IDENTIFIED)
    genuine = segments(_("核实结果"), GENUINE, needed=True)
    note = text(_("说明"), rows=3)


class ConfirmRecord(CommandForm):
    hint = _("请客户核对登记内容；登记内容更正后须重新确认。")
    note = text(_("说明"), rows=3)


class HoldMeeting(RowsForm):
    key, prefix_of_cells, legend = "decisions", "decision", _("会议决定")
    columns = TO_DO
    topic = line(_("议题"), needed=True)
    attendees = text(_("参会人"), hint=_("一行一人。"), rows=3)
    minutes = text(_("会议纪要"), rows=6)

    def to_data(self) -> dict[str, object]:
        return lines_of(super().to_data(), "attendees")


class RequestContribution(CommandForm):
    unit = choice(_("请哪个部门"), needed=True)
    what = text(_("请该部门做什么"), needed=True, rows=3)
    due = line(_("交回期限"), type="date")

    def settle(self) -> None:
        set_options(self, "unit", options(self.basis.words.units))


class Contribute(CommandForm):
    hint = _("以您所在部门的名义提交。")
    content = text(_("协办意见"), needed=True, rows=6)


class RecordRetest(CommandForm):
    sample = line(_("样品编号"), needed=True)
    testers = text(_("检测人员"), needed=True, hint=_("至少两人，一行一人。"), rows=2)
    confirmed = segments(_("复检结论"), CONFIRMED, needed=True)
    note = text(_("说明"), rows=3)

    def to_data(self) -> dict[str, object]:
        return lines_of(super().to_data(), "testers")


class ConfirmValidity(CommandForm):
    validity = segments(_("投诉是否成立"), VALIDITIES, needed=True)
    note = text(_("说明"), rows=3)


class ReportOutside(CommandForm):
    """The usual places are offered by name, any other may be written."""

    template = "web/case/fields_report.html"
    to = line(_("报给谁"), needed=True, list="do-to-places", autocomplete="off")
    number = line(_("文号"))
    note = text(_("说明"), rows=3)

    @property
    def places(self) -> list[str]:
        return [str(name) for _id, name in PLACES]

    def to_data(self) -> dict[str, object]:
        data = super().to_data()
        known = {str(name): id_ for id_, name in PLACES}
        return data | ({"to": known.get(str(data["to"]), data["to"])} if "to" in data else {})
