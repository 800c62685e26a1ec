"""Explanations: how a due time came about, step by step, in Chinese. A hidden holiday must never look like an error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from shouwen.core.worktime.calendars import WorkCalendar
from shouwen.core.worktime.clocks import clock_for
from shouwen.core.worktime.dayruns import Run, runs
from shouwen.core.worktime.dues import GivenPause, Reckoning, reckon
from shouwen.core.worktime.ledger import MICROSECOND
from shouwen.core.worktime.limits import Limit, Unit
from shouwen.core.worktime.pauses import Pause
from shouwen.core.worktime.periods import last_day
from shouwen.core.worktime.wording import Wording, length

_MOST_RUNS: Final = 24
_MOST_PAUSES: Final = 8
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: the instant it is about, and a sentence in Chinese."""

    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer of `due_at` with its reasons; at most 40 steps, the last of which is at the due time."""

    due_at: datetime
    provisional: bool
    trace: tuple[Step, ...]


def explain(
    calendar: WorkCalendar, start: datetime, limit: Limit, pauses: Sequence[Pause] = ()
) -> Explanation:
    """As `due_at`, with the trace. Walks the dates of the limit one by one, so use it where people look."""
    reckoning = reckon(calendar, start, limit, pauses)
    trace = tuple(_Trace(calendar, limit, reckoning).steps())
    return Explanation(reckoning.ending.due_at, reckoning.unknown_on is not None, trace)


@dataclass(frozen=True, slots=True)
class _Trace:
    calendar: WorkCalendar
    limit: Limit
    found: Reckoning
    words: Wording = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", Wording(self.found.start.year))

    def steps(self) -> Iterator[Step]:
        start = self.found.start
        yield Step(start, f"{start.year}年{self.words.instant(start)} 起算")
        yield Step(start, f"时限{self._rule()}")
        yield from self._pauses()
        match self.limit.unit:
            case Unit.MINUTE | Unit.HOUR:
                pass
            case Unit.WORKING_HOUR:
                yield from self._working_time()
            case Unit.WORKING_DAY:
                yield from self._working_days()
            case _:
                yield from self._move()
        yield from self._end()

    def _rule(self) -> str:
        name = self.limit.words()[0]
        match self.limit.unit:
            case Unit.MINUTE | Unit.HOUR:
                return f" {name}：自起算时刻按钟点连续计算，昼夜不停"
            case Unit.WORKING_HOUR:
                return f" {name}：只计工作时间"
            case Unit.WORKING_DAY:
                return f" {name}：起算当日不计，自次日起数工作日"
        start_on = self.found.start.date()
        last_on = last_day(start_on, self.limit)
        if self.limit.unit.is_period_end:
            return f"为{name}：{self._period(last_on)}"
        until = f"最后一日为{self.words.weekday(last_on)}"
        if self.limit.unit in {Unit.MONTH, Unit.YEAR}:
            missing = last_on.day != start_on.day
            return (
                f" {name}：到期月的对应日为最后一日"
                + (f"，该月没有{start_on.day}日，取月末日" if missing else "")
                + f"，{until}"
            )
        return f" {name}：起算当日不计，{until}"

    def _period(self, last_on: date) -> str:
        """The last day of the period; of the next one where this one was over when the limit began."""
        begun_on = clock_for(self.calendar, self.found.start, self.limit).ending(0).last_on
        if begun_on is None or begun_on == last_on:
            return f"最后一日为{self.words.weekday(last_on)}"
        over = f"最后一日{self.words.weekday(last_on)}已停止业务活动"
        return f"{over}，计入下一期，最后一日为{self.words.weekday(begun_on)}"

    def _pauses(self) -> Iterator[Step]:
        given = self.found.pauses
        shown = given if len(given) <= _MOST_PAUSES else given[: _MOST_PAUSES - 1]
        for each in shown:
            yield Step(self.calendar.local(each.pause.start), self._pause(each))
        rest = given[len(shown) :]
        if rest:
            gained = self._amount(sum(each.credit or 0 for each in rest))
            yield Step(self.calendar.local(rest[0].pause.start), f"另有 {len(rest)} 次暂停，共补回 {gained}")
        if self.found.credit and self.found.ending.last_on and self.limit.unit is not Unit.WORKING_DAY:
            on = self.found.ending.last_on
            yield Step(self._midnight(on), f"补回后最后一日为{self.words.weekday(on)}")

    def _pause(self, given: GivenPause) -> str:
        local = self.calendar.local
        when = f"{self.words.instant(local(given.pause.start))}至{self.words.instant(local(given.pause.end))} 暂停"
        if given.credit is None:
            return f"{when}：开始时时限已届满，不补回"
        amount = self._amount(given.credit)
        match self.limit.unit:
            case Unit.MINUTE | Unit.HOUR:
                return f"{when}：补回 {amount}"
            case Unit.WORKING_HOUR:
                return f"{when}：其间工作时间 {amount}，" + ("如数补回" if given.credit else "不补回")
            case Unit.WORKING_DAY:
                return f"{when}：首日不计，其后至末日有 {amount}，" + (
                    "如数补回" if given.credit else "不补回"
                )
        return f"{when}：首末两日相隔 {amount}，" + ("如数补回" if given.credit else "不补回")

    def _amount(self, credit: int) -> str:
        match self.limit.unit:
            case Unit.MINUTE | Unit.HOUR | Unit.WORKING_HOUR:
                return length(credit)
            case Unit.WORKING_DAY:
                return f"{credit} 个工作日"
        return f"{credit} 日"

    def _working_time(self) -> Iterator[Step]:
        calendar, start, due = self.calendar, self.found.start, self.found.ending.due_at
        begin = calendar.next_working_time(start)
        if begin != start:
            yield Step(begin, f"起算时不在工作时间内，自{self.words.instant(begin)} 起计")
        for run in runs(calendar, begin.date(), calendar.day_ended_by(due), _MOST_RUNS):
            first = max(begin, self._midnight(run.first), key=_absolute)
            last = min(due, self._midnight(run.last + _ONE_DAY), key=_absolute)
            counted = length(calendar.measure_working(first, last) // MICROSECOND)
            yield Step(first, self._run(run, f"计 {counted}").note)

    def _working_days(self) -> Iterator[Step]:
        last_on = self.found.ending.last_on
        if last_on is None:
            return
        counted = 0
        for run in runs(self.calendar, self.found.start.date() + _ONE_DAY, last_on, _MOST_RUNS):
            first, counted = counted + 1, counted + run.worked
            several = f"第 {first} 至第 {counted} 个工作日"
            yield self._run(run, f"计第 {counted} 个工作日" if first == counted else f"计{several}")

    def _move(self) -> Iterator[Step]:
        last_on, closes_on = self.found.ending.last_on, self.found.ending.closes_on
        if last_on is None or closes_on is None or last_on == closes_on:
            return
        for run in runs(self.calendar, last_on, closes_on - _ONE_DAY, _MOST_RUNS):
            yield self._run(run, "")
        yield Step(
            self._midnight(closes_on),
            f"最后一日不上班，顺延至其后第一个工作日{self.words.weekday(closes_on)}",
        )

    def _end(self) -> Iterator[Step]:
        due, closes_on = self.found.ending.due_at, self.found.ending.closes_on
        if closes_on is None:
            yield Step(due, f"届满于{self.words.ending(due, self.calendar.day_ended_by(due))}")
        else:
            why = "，即当日停止业务活动的时间" if due.date() == closes_on else ""
            yield Step(due, f"截止于{self.words.ending(due, closes_on)}{why}")
        unknown_on = self.found.unknown_on
        if unknown_on is not None:
            since = self.words.weekday(unknown_on)
            note = f"暂定：没有{unknown_on.year}年的放假安排，自{since}起按每周作息推算，公布后须重算"
            yield Step(due, note)

    def _run(self, run: Run, counted: str) -> Step:
        gap = "" if run.first == run.last else " "
        return Step(
            self._midnight(run.first), f"{self.words.days(run.first, run.last)}{gap}{run.note(counted)}"
        )

    def _midnight(self, on: date) -> datetime:
        return datetime(on.year, on.month, on.day, tzinfo=self.calendar.zone)


def _absolute(at: datetime) -> datetime:
    return at.astimezone(UTC)
