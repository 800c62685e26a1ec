"""Stages and events as customers would say them; what has no everyday word keeps its name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.case import Entry
from shouwen.application.views.names import Named

_STAGES: Mapping[str, Promise] = {
    "registered": _("已经收到，正等着受理"),
    "supplementing": _("等您补充材料"),
    "accepted": _("已经受理，正在安排人办"),
    "assigned": _("已经交给负责的部门"),
    "handling": _("正在调查处理"),
    "approving": _("处理办法正等领导定"),
    "consenting": _("等您对处理办法的意见"),
    "executing": _("正在照定好的办法做"),
    "replying": _("已经做好，准备答复您"),
    "replied": _("已经答复，等您评价"),
    "dissatisfied": _("您说不满意，我们在想下一步怎么办"),
    "satisfied": _("您说满意，快要办结"),
    "suspended": _("暂时停下，能继续时马上接着办"),
    "reviewing": _("正在复核您的申诉"),
    "closed": _("已经办结"),
    "archived": _("已经办结"),
    "declined": _("没有受理，原因见下面"),
    "redirected": _("已经转给别的单位，见下面"),
    "withdrawn": _("已按您的意思撤回"),
    "disposed": _("记录已经按规定销毁"),
}
_OWN_STAGES: Mapping[tuple[str, str], Promise] = {
    ("inquiry", "registered"): _("已经收到，正在为您查清"),
    ("inquiry", "accepted"): _("正在为您查清"),
    ("inquiry", "assigned"): _("已经交给知道的部门，等他们答复"),
    ("inquiry", "handling"): _("正在为您查清"),
    ("inquiry", "reviewing"): _("您对答复有异议，正在复核"),
    ("suggestion", "registered"): _("已经收到，正等着看"),
    ("suggestion", "accepted"): _("已经收下，正在转给相关部门"),
    ("suggestion", "assigned"): _("已经转给相关部门"),
    ("suggestion", "handling"): _("相关部门正在研究"),
    ("suggestion", "approving"): _("怎么采纳，正等领导定"),
    ("suggestion", "executing"): _("正在照建议改进"),
    ("suggestion", "replying"): _("已经有了结论，准备答复您"),
    ("suggestion", "reviewing"): _("您对答复有异议，正在复核"),
    ("problem", "handling"): _("正在查原因"),
    ("problem", "approving"): _("解决办法正等领导定"),
    ("problem", "consenting"): _("等您对解决办法的意见"),
    ("problem", "executing"): _("正在解决"),
    ("problem", "replying"): _("已经解决，准备答复您"),
    ("problem", "dissatisfied"): _("您说还没有解决好，我们在调整办法"),
}
"""(kind, stage) → what is said where that kind of case goes a way of its own."""
_EVENTS: Mapping[str, Promise] = {
    "registered": _("提交了这件事"),
    "accepted": _("受理了"),
    "declined": _("没有受理"),
    "redirected": _("转给了别的单位"),
    "supplement_requested": _("请您补充"),
    "supplemented": _("补充了"),
    "assigned": _("交给了负责的部门"),
    "responded": _("联系了您"),
    "consent_recorded": _("对处理办法的意见"),
    "replied": _("答复"),
    "satisfaction_recorded": _("评价"),
    "reopened": _("重新处理"),
    "appealed": _("申诉"),
    "review_decided": _("复核结果"),
    "withdrawn": _("撤回了"),
    "suspended": _("暂时停下"),
    "resumed": _("接着办"),
    "extended": _("延长了期限"),
    "urged": _("催办"),
    "noted": _("留言"),
    "evidence_added": _("传了文件"),
    "survey_answered": _("逐项作了评价"),
    "recusal_requested": _("申请了某人回避"),
    "recusal_decided": _("对回避申请作了决定"),
    "review_opened": _("专门立案复核"),
    "settled": _("和您达成一致"),
    "deletion_requested": _("申请了删除个人信息"),
    "deletion_decided": _("决定了您的删除申请"),
    "disposed": _("按规定销毁了记录"),
    "suggestion_decided": _("决定了建议是否采纳"),
    "closed": _("办结了"),
}


def stage(stage: Named, kind: str = "complaint") -> str:
    """Where the case stands, in the words of its kind."""
    words: Mapping[str, Promise | str] = _STAGES
    return str(_OWN_STAGES.get((kind, stage.id)) or words.get(stage.id, stage.name))


def event(entry: Entry) -> str:
    """What happened, fit to follow “You” or “We”."""
    if entry.type == "registered" and not entry.actor:  # told by telephone or at the counter
        return str(_("把这件事登记下来"))
    return str(_EVENTS.get(entry.type, entry.name))
