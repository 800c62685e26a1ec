"""Periodic work: which periods it is owed for, when each is due, whether it was in time, and under which version."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.obligations import Obligations, Status
from shouwen.core.periodic import Duty, Reign, duties, period_of
from shouwen.core.rulebook.comparison import compare
from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.model import Every
from shouwen.core.rulebook.words import in_words
from shouwen.core.worktime import WorkCalendar, china
from tests.core.rulebook.files import SOUND

ZONE = ZoneInfo("Asia/Shanghai")
WORK = "{id: report, clause: c1, name: {zh: 反馈报告, en: the report}, every: month, by: supervisor, within: 5wd, contents: {main: {zh: 主要意见, en: Opinions}, lessons: 教训}}"
BOOK = f"{SOUND}periodic:\n  - {WORK}\n"
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def reign(text: str = BOOK, *, first: date = date(2026, 1, 1), version: int = 1) -> Reign:
    book = load(text, name="trial")
    return Reign(first=first, version=version, rules=Obligations(book, WorkCalendar(book.calendar, china())))


def owed(*reigns: Reign, at: str, since: date = date(2000, 1, 1), **done: str) -> tuple[Duty, ...]:
    """`done`: the last day of a period as `m20260930`, when."""
    told = {
        ("report", date.fromisoformat(day[1:])): datetime.fromisoformat(when).replace(tzinfo=ZONE)
        for day, when in done.items()
    }
    return duties(
        reigns or (reign(),), told, since=since, now=datetime.fromisoformat(at).replace(tzinfo=ZONE)
    )


@given(day=DAYS, every=st.sampled_from(Every))
def test_every_day_belongs_to_one_period_and_periods_follow_each_other(day: date, every: Every) -> None:
    period = period_of(every, day)
    assert period.first <= day <= period.last
    assert period_of(every, period.first) == period == period_of(every, period.last)
    assert period_of(every, period.last + timedelta(days=1)).first == period.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [
        ("week", "2026-11-16", "2026-11-22"),
        ("month", "2026-11-01", "2026-11-30"),
        ("quarter", "2026-10-01", "2026-12-31"),
        ("half_year", "2026-07-01", "2026-12-31"),
        ("year", "2026-01-01", "2026-12-31"),
    ],
)
def test_periods_are_those_of_the_calendar(every: str, first: str, last: str) -> None:
    period = period_of(Every(every), date(2026, 11, 22))
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


def test_the_clock_starts_when_the_period_is_over_and_knows_holidays() -> None:
    due = {duty.period.first.month: duty.due_at for duty in owed(at="2026-11-23 09:00")}
    assert due[10] == datetime(2026, 11, 6, 18, tzinfo=ZONE)
    assert due[9] == datetime(2026, 10, 13, 18, tzinfo=ZONE), (
        "the National Day holiday and its make-up Saturday"
    )
    assert due[11] == datetime(2026, 12, 7, 18, tzinfo=ZONE), "the present month is there already"
    assert 12 not in due


def test_done_in_time_late_missed_or_still_open() -> None:
    found = owed(
        at="2026-11-03 09:00", m20260731="2026-08-07 18:00:00", m20260831="2026-09-07 18:00:01", m20261130="2026-11-02 10:00"
    )  # fmt: skip
    statuses = {duty.period.first.month: duty.status for duty in found}
    assert statuses[7] is Status.MET, "the due instant itself is still in time"
    assert statuses[8] is Status.MET_LATE
    assert statuses[9] is Status.MISSED
    assert statuses[10] is Status.OPEN
    assert statuses[11] is Status.MET, "what is done within the period counts"


def test_a_period_is_owed_under_the_version_of_its_last_day() -> None:
    quarterly = BOOK.replace("every: month", "every: quarter").replace("version: 1", "version: 2")
    found = owed(reign(), reign(quarterly, first=date(2026, 8, 15), version=2), at="2026-11-23 09:00")
    assert [(duty.period.last.isoformat(), duty.version) for duty in found[:3]] == [
        ("2026-12-31", 2), ("2026-09-30", 2), ("2026-07-31", 1),
    ]  # fmt: skip


def test_what_ended_before_the_rule_held_is_not_owed() -> None:
    found = owed(reign(first=date(2026, 9, 30)), at="2026-10-15 09:00")
    assert [duty.period.last for duty in found] == [date(2026, 10, 31), date(2026, 9, 30)]
    assert owed(at="2026-10-15 09:00", since=date(2026, 10, 1))[-1].period.first == date(2026, 10, 1)


@pytest.mark.parametrize("first", [date(9999, 12, 31), date(2030, 1, 1)])
def test_a_version_that_comes_into_force_later_owes_nothing_yet(first: date) -> None:
    assert owed(reign(first=first), at="2026-11-23 09:00") == ()
    assert owed(at="2026-11-23 09:00", since=first) == ()


def test_it_reads_as_a_sentence_in_both_languages() -> None:
    book = load(BOOK, name="trial")
    assert "每月结束后 5 个工作日内，投诉办公室须完成反馈报告，写明主要意见、教训（第1条）" in str(
        in_words(book)
    )
    assert "the report within 5 working days after the end of each month" in str(in_words(book, "en"))


@pytest.mark.parametrize(
    ("told", "wrong", "code"),
    [
        ("every: month", "every: fortnight", "bad-value"),
        ("by: supervisor", "by: nobody", "role-nobody-holds"),
        ("within: 5wd", "within: {parameter: unknown}", "unknown-parameter"),
        ("within: 5wd", "within: soon", "bad-limit"),
        ("clause: c1", "clause: c9", "unknown-clause"),
        ("contents: {main: {zh: 主要意见, en: Opinions}, lessons: 教训}", "contents: {}", "too-short"),
    ],
)
def test_what_is_wrong_with_it_is_told(told: str, wrong: str, code: str) -> None:
    assert code in [fault.code for fault in check(BOOK.replace(f"report, {told}" if told.startswith("clause") else told, f"report, {wrong}" if told.startswith("clause") else wrong), name="trial")]  # fmt: skip


def test_a_clause_may_rest_on_periodic_work_alone() -> None:
    alone = BOOK.replace("  c1: 条款一\n", "  c1: 条款一\n  c2: 定期报告\n").replace(
        "report, clause: c1", "report, clause: c2"
    )
    assert check(alone, name="trial") == ()


def test_a_figure_is_compared_with_the_version_before() -> None:
    changed = load(BOOK.replace("within: 5wd", "within: 3wd"), name="trial")
    (difference,) = compare(load(BOOK, name="trial"), changed)
    assert (difference.section, difference.id, difference.clause) == ("periodic", "report", "c1")
    assert [(one.label, one.before, one.after) for one in difference.figures] == [
        ("时限", "5 个工作日", "3 个工作日")
    ]
