"""What lists and timers read of a case, held against its stream: the row of a case is nothing but what its events come to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import OperationalError

from shouwen.core.case import events as e
from shouwen.core.obligations import Ledger, Obligations
from shouwen.store.models import Case
from shouwen.store.projection import Household, row_of

NAMES = {
    "number": "编号", "rule_book": "管理办法版本", "kind": "类型", "channel": "渠道", "category": "分类", "level": "级别", "stage": "阶段",
    "unit_id": "主办部门", "handler_id": "承办人", "receiver_id": "首问责任人", "subject": "标题", "complainant": "投诉人",
    "contact_index": "联系方式索引", "registered_at": "登记时间", "registered_on": "登记日期", "due_at": "到期时间", "paused": "计时暂停",
    "stalls_at": "停滞时间", "round": "轮次", "satisfied": "是否满意", "replied_at": "答复时间", "closed_at": "结束时间",
    "closed_on": "结束日期", "on_time": "是否按时", "result": "办理结果", "respond_minutes": "响应用时", "reply_minutes": "答复用时",
    "close_minutes": "办结用时", "dispose_from": "可销毁日期",
}  # fmt: skip
"""The columns as a reader of the report knows them."""

_SAID = frozenset(
    {"rule_book", "kind", "channel", "category", "level", "stage", "paused", "round", "satisfied"}
)
"""Told with both values; the others with their name alone: they may be somebody's words or person."""
_PEOPLE = {"unit_id": "unit", "handler_id": "handler", "receiver_id": "registered_by"}


def readable_cases(number: str = "") -> Iterator[Case | str]:
    """The cases one by one, in their order; in place of a row that cannot be read, its number."""
    rows = Case.objects.order_by("pk")
    if number:
        rows = rows.filter(number=number)
    for pk, told in rows.values_list("pk", "number").iterator(chunk_size=2000):
        try:
            yield Case.objects.select_related("organisation").get(pk=pk)
        except (ValueError, TypeError, OverflowError, OperationalError) as error:
            if isinstance(error, OperationalError) and "Could not decode" not in str(error):
                raise
            yield str(told)


def differing(
    case: Case,
    stream: list[e.Event],
    ledger: Ledger,
    *,
    rules: Obligations,
    household: Household,
    now: datetime,
) -> str:
    """
    The columns of the row that say something else than the stream, in words; "" where all agree.

    What follows the clock may be as of the last event or as of now; what follows a calendar that is not published yet is
    left out, and so is, of a disposed case, what rested on texts that are gone. People whose accounts were closed since
    stay where they stood.
    """
    state = ledger.state
    owed = ledger.obligations(stream[-1].at, reminders=False)
    wanted = row_of(stream, state, owed, rules=rules, household=household) | {"stalls_at": ledger.stalls_at()}
    wanted["rule_book"] = _rule_book(stream)
    passed_over = {"version"}
    if any(one.provisional for one in owed):
        passed_over |= {"due_at", "stalls_at"}
    if state.disposal == "done":
        passed_over |= {"due_at", "stalls_at", "on_time", "level"}
    for column, named in _PEOPLE.items():
        names = household.unit_names if column == "unit_id" else household.accounts
        if names.get(getattr(case, column) or 0) == getattr(state, named):
            passed_over.add(column)
    if wanted["on_time"] != case.on_time:
        later = row_of(
            stream, state, ledger.obligations(now, reminders=False), rules=rules, household=household
        )
        wanted["on_time"] = later["on_time"]
    found = []
    for column, value in wanted.items():
        stands = f"{rules.book.slug}@{rules.book.version}" if column == "rule_book" else getattr(case, column)
        if column not in passed_over and stands != value:
            told = f"（记为{_said(stands)}，应为{_said(value)}）" if column in _SAID else ""
            found.append(NAMES[column] + told)
    return "、".join(found)


def _rule_book(stream: Sequence[e.Event]) -> str:
    for event in reversed(stream):
        if isinstance(event.data, e.Rebased):
            return f"{event.data.rule_book}@{event.data.to_version}"
    return stream[0].rule_book


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)[:40] if value not in ("", None) else "空"
