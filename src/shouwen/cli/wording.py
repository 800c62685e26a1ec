"""Errors in one line: those that the application tells its users, and those nobody foresaw."""

import sys


def in_one_line(error: Exception) -> str:
    """The message for an error that a command let through."""
    told = _told_by_the_application(error)
    if told:
        return told
    text = str(error).strip() or "没有说明"
    return f"程序错误：{type(error).__name__}：{text}（设 SHOUWEN_TRACEBACK=1 可看调用栈）"


def _told_by_the_application(error: Exception) -> str:
    # the modules were loaded if the error comes from there; loading them here would cost a second
    if (errors := sys.modules.get("shouwen.application.errors")) is not None:
        if isinstance(error, errors.NotFoundError):
            return f"没有找到{f'：{error}' if str(error) else ''}"
        if isinstance(error, errors.BrokenCaseError):
            return f"投诉件 {error.number} 的第 {error.seq} 个事件有误：{error.reason}"
        if isinstance(error, errors.FileRefusedError):
            return str(error.say.zh)
        if isinstance(error, errors.Refused):
            return f"不予办理：{error.say.zh}"
        if isinstance(error, errors.BadDataError):
            return "；".join(f"{field.pointer}：{field.code}" for field in error.fields) or str(error)
    administration = sys.modules.get("shouwen.application.administration")
    if administration is not None and isinstance(error, administration.AdministrationError):
        return str(error)
    if (database := sys.modules.get("django.db")) is not None and isinstance(error, database.DatabaseError):
        return f"数据库不可用：{error}"
    return ""
