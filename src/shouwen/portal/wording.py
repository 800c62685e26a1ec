"""What went wrong, in words for customers: no clause numbers, no office terms, and what to do next."""

from collections.abc import Mapping
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from shouwen.application.errors import BadField, FileRefusedError, Refused

_REFUSED: Mapping[str, Promise] = {
    "not_waiting": _("您补充的内容我们已经收到，现在没有在等您补充的东西了。"),
    "already_rated": _("您已经评价过这次处理了，谢谢。"),
    "already_agreed": _("您已经同意了这个方案，我们会照办。"),
    "already_appealed": _("您的申诉已经收到，正在复核，请等我们的结果。"),
    "no_solution": _("处理办法刚刚有变动，请先看看最新进展。"),
    "not_replied": _("我们还没有给您答复，等答复以后才能作这一步。"),
    "ended": _("这件事已经办完了，不能再作这一步。"),
    "survey_over": _("这一轮的评价已经结束，谢谢您。"),
    "final_decided": _("已经复查复核完毕，同样的事不再重新办理。"),
    "appeal_on_the_first": _("请在原来那一件上提出申诉。"),
    "archived": _("这件事已经归档，不能再改动。如果还有问题，请另外提交一件，或者打电话给我们。"),
    "waiting": _("我们正在等您补充材料，请先补充。"),
}
_BAD: Mapping[str, Promise] = {
    "string_too_short": _("这一项还没有填。"),
    "missing": _("这一项还没有填。"),
    "string_pattern_mismatch": _("看起来不太对，请检查一下。"),
    "control_characters": _("里面有认不出的字符，请重新输入。"),
    "one_line": _("请写在一行里。"),
}
_WRONG_FACT = _("这一项填得不太对，请检查一下。")
_OTHERWISE = _("这一项没有被接受，请检查一下。")
_FILES: Mapping[str, Promise] = {
    "too_large": _("文件太大了，请压缩后再传，或者分几次传"),
    "empty": _("文件是空的"),
    "type_not_allowed": _("不收这种类型的文件，请换成照片、PDF 或文档"),
    "false_type": _("文件内容和它的名字对不上，请换一个"),
    "archive_bomb": _("压缩包打不开或过大，请直接传里面的文件"),
}


def refusal(refused: Refused) -> str:
    """Why a step was not taken; the rule book's own words where we have none."""
    words = _REFUSED.get(refused.code)
    return str(words) if words is not None else refused.say.in_(get_language() or "zh-hans")


def wrong_fact() -> str:
    return str(_WRONG_FACT)


def bad_field(bad: BadField) -> str:
    if bad.code == "string_too_long":
        return too_long(bad.limits.get("max_length"))
    return str(_BAD.get(bad.code, _OTHERWISE))


def too_long(most: object) -> str:
    return gettext("写得太长了，最多 %(most)s 个字。") % {"most": most}


def refused_file(name: str, refused: FileRefusedError) -> str:
    """The file and why it was not taken."""
    words = _FILES.get(refused.code)
    why = str(words) if words is not None else refused.say.in_(get_language() or "zh-hans")
    return gettext("“%(name)s”没有收下：%(why)s。") % {"name": shortened(name), "why": why}


def shortened(name: str, *, most: int = 40) -> str:
    """A file name of bearable length, its ending kept."""
    return name if len(name) <= most else f"{name[: most - 12]}…{name[-10:]}"


def how_long(seconds: int) -> str:
    """A waiting time, rounded up to minutes or hours."""
    minutes = max(1, ceil(seconds / 60))
    if minutes < 100:
        return gettext("%(n)s 分钟") % {"n": minutes}
    return gettext("%(n)s 小时") % {"n": ceil(minutes / 60)}
