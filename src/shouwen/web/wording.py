"""Faults of single fields, in the words of the person who filled them in."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from shouwen.application.errors import BadField


def fault_of(field: BadField) -> str:
    """One sentence that says what to do about it."""
    limits = field.limits
    needed = _("请填写这一项。")
    match field.code:
        case "missing" | "none_required":
            return needed
        case "string_too_short" | "too_short":
            return needed
        case "string_too_long":
            return _("太长了，最多 %s 个字。") % limits.get("max_length", "")
        case "too_long":
            return _("太多了，最多 %s 项。") % limits.get("max_length", "")
        case "literal_error" | "enum":
            return _("请在给出的选项里选择。")
        case "control_characters":
            return _("含有不能识别的控制字符，请删去后再提交。")
        case "one_line":
            return _("这一项只能写一行。")
        case "string_pattern_mismatch":
            return _("格式不对，请核对。")
        case "greater_than_equal":
            return _("不能小于 %s。") % limits.get("ge", 0)
        case "less_than_equal":
            return _("不能大于 %s。") % limits.get("le", "")
        case "bool_parsing" | "bool_type":
            return _("请选择其中一项。")
        case "int_parsing" | "float_parsing" | "int_type" | "float_type" | "finite_number" | "int_from_float":
            return _("请填写数字。")
        case code if code.startswith(("datetime", "timezone", "date")):
            return _("请填写日期和时间。")
        case _:
            return _("内容不合要求，请核对。")


def place_of(pointer: str) -> list[str]:
    """`/complainant/phone` → [complainant, phone]."""
    return [part for part in pointer.split("/") if part]


def iso(text: str, *, zone_of: datetime) -> str:
    """`2026-11-22T16:40` of a form, as an instant in the zone of `zone_of`; unreadable text stays as it is."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone_of.tzinfo).isoformat()
    except ValueError:
        return text


def without_empty(data: Mapping[str, object]) -> dict[str, object]:
    """The data that was told: fields left empty are left out, so that the core says what is missing."""
    return {key: value for key, value in data.items() if value not in ("", None, [], ())}
