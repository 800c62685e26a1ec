"""What problems say, in both languages. Refusals of the rules bring their own words."""

from collections.abc import Mapping

from shouwen.core.rulebook.model import Words

TITLES: Mapping[int, Words] = {
    400: Words("请求不能读取", "The request cannot be read"),
    401: Words("未登录", "Not signed in"),
    403: Words("无权操作", "Not permitted"),
    404: Words("没有找到", "Not found"),
    405: Words("不支持此方法", "Method not allowed"),
    409: Words("冲突", "Conflict"),
    413: Words("内容过大", "Content too large"),
    415: Words("不接收这种内容", "Unsupported media type"),
    422: Words("内容不合要求", "Content refused"),
    429: Words("请求过于频繁", "Too many requests"),
    500: Words("系统错误", "Internal error"),
    503: Words("系统忙", "Busy"),
}

DETAILS: Mapping[str, Words] = {
    "unauthenticated": Words(
        "缺少访问令牌，或令牌无效：请在请求头加 Authorization: Bearer 令牌",
        "A valid token is missing: send Authorization: Bearer TOKEN",
    ),
    "not_found": Words("没有找到，或者您无权查看", "There is no such thing, or you may not see it"),
    "no_such_address": Words("没有这个地址", "There is no such address"),
    "method_not_allowed": Words("这个地址不支持此方法", "This address does not take the method"),
    "version": Words(
        "这件投诉刚被别人处理过，现在是第 {version} 版，请重新载入",
        "Someone else was faster: the case is at version {version} now; reload it",
    ),
    "draft_version": Words(
        "草稿刚被别人改过，现在是第 {version} 稿，请重新载入",
        "Someone else was faster: the draft was saved as {version}; reload it",
    ),
    "draft_exists": Words("已经有一份草稿", "There is a draft already"),
    "rule_book_faults": Words(
        "草稿还有 {count} 处错误，改正后才能施行",
        "The draft has {count} faults; mend them before it is put in force",
    ),
    "change_faults": Words(
        "改动有 {count} 处错误，没有开始推演", "The change has {count} faults; nothing was started"
    ),
    "not_permitted": Words("您的角色不能作此操作", "Your role may not do this"),
    "key_reused": Words(
        "这个 Idempotency-Key 已经用于另一个请求", "This Idempotency-Key was used for another request"
    ),
    "too_large": Words("请求超过 {limit} 字节", "The request is over {limit} bytes"),
    "media_type": Words("请用 {expected} 发送", "Send it as {expected}"),
    "malformed": Words("不是完整的 JSON（UTF-8）", "This is not well-formed JSON in UTF-8"),
    "malformed_form": Words("表单内容不完整", "The form data is not well-formed"),
    "too_many_parts": Words("表单的部分过多或过大", "The form has too many or too large parts"),
    "bad_fields": Words("有字段不合要求，见 errors", "Some fields do not fit, see errors"),
    "too_fast": Words("请求过于频繁，请 {seconds} 秒后再试", "Too many requests; try again in {seconds} s"),
    "broken_case": Words(
        "这件投诉的记录已损坏（第 {seq} 个事件），请联系管理员",
        "The record of this case is damaged at event {seq}; tell the administrator",
    ),
    "internal": Words(
        "系统出错，请把编号 {reference} 告诉管理员",
        "Something went wrong; tell the administrator this reference: {reference}",
    ),
    "busy": Words("系统忙，请稍后再试", "The system is busy; try again"),
}

FIELDS: Mapping[str, Words] = {
    "missing": Words("必填", "is required"),
    "unnamed": Words("必填；不愿留名的写 anonymous: true", "is required, or say anonymous: true"),
    "string_too_long": Words("过长，至多 {max_length} 字", "is too long: at most {max_length} characters"),
    "string_too_short": Words("不能为空", "must not be empty"),
    "string_type": Words("须为文字", "must be text"),
    "too_short": Words("不能为空", "must not be empty"),
    "too_long": Words("过多，至多 {max_length} 项", "has too many: at most {max_length}"),
    "int_type": Words("须为整数", "must be a whole number"),
    "int_parsing": Words("须为整数", "must be a whole number"),
    "bool_type": Words("须为 true 或 false", "must be true or false"),
    "bool_parsing": Words("须为 true 或 false", "must be true or false"),
    "dict_type": Words("须为 JSON 对象", "must be a JSON object"),
    "model_type": Words("须为 JSON 对象", "must be a JSON object"),
    "tuple_type": Words("须为列表", "must be a list"),
    "list_type": Words("须为列表", "must be a list"),
    "date_unreadable": Words("须为日期，如 2026-09-30", "must be a date such as 2026-09-30"),
    "string_unicode": Words("含有不能使用的字符", "has characters that cannot be kept"),
    "string_pattern_mismatch": Words("格式不对", "has a wrong form"),
    "literal_error": Words("不是可选的值", "is not one of the allowed values"),
    "control_characters": Words("含有控制字符", "has control characters"),
    "one_line": Words("须为一行", "must be one line"),
    "too_deep": Words("嵌套过深或名称过长", "is nested too deeply or has too long a name"),
    "bad_number": Words("须为正整数", "must be a positive whole number"),
    "unknown_field": Words("没有这个字段", "is not known here"),
    "unknown_command": Words("没有这个命令", "is not a command"),
    "not_an_object": Words("须为 JSON 对象", "must be a JSON object"),
    "not_a_time": Words("须为带时区偏移的时间，如 2026-09-30T16:40:00+08:00", "must be a time with offset"),
    "not_a_day": Words("须为日期，如 2026-09-30", "must be a date such as 2026-09-30"),
    "bad_cursor": Words("不是上一页给出的游标", "is not a cursor of the page before"),
    "bad_key": Words("须为 1 至 200 个可见字符", "must be 1 to 200 visible characters"),
    "list_of_numbers": Words("须为 1 至 200 个受理编号的列表", "must be a list of 1 to 200 case numbers"),
    "after_the_end": Words("晚于结束日期", "is after the last day"),
    "too_long_a_period": Words("时间范围过大", "is too long a period"),
    "one_file": Words("须恰好有一个文件", "must be exactly one file"),
    "greater_than_equal": Words("不能小于 {ge}", "must be at least {ge}"),
    "less_than_equal": Words("不能大于 {le}", "must be at most {le}"),
    "unknown_category": Words("管理办法里没有这个分类", "is not a category of the rule book"),
    "unknown_fact": Words("管理办法里没有这个登记项", "is not a field of the rule book"),
    "unknown_level": Words("管理办法里没有这个级别", "is not a level of the rule book"),
    "wrong_fact": Words("不合登记项的类型或选项", "does not fit the type or the options of the field"),
    "not_a_number": Words("不是有限的数", "is not a finite number"),
}
_TYPES = Words("类型或格式不对", "has a wrong type or form")


def title(status: int, language: str) -> str:
    return TITLES[status].in_(language)


def detail(code: str, language: str, facts: Mapping[str, object]) -> str:
    return DETAILS[code].in_(language).format(**facts)


def field(code: str, language: str, limits: Mapping[str, object]) -> str:
    """What is wrong with one field, with the limit it went over."""
    said = FIELDS.get(code, _TYPES).in_(language)
    return said.format(**limits) if "{" in said else said
