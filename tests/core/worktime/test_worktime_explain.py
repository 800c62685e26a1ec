from datetime import UTC, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worktime_cast import OFFICE, OWN, at, calendars, instants, law, limits, line, pauses

from shouwen.core.worktime import Limit, Pause, explain
from shouwen.core.worktime.dayruns import runs
from shouwen.core.worktime.wording import length


def notes(start, limit, *stops, calendar=OFFICE):
    wait = [Pause(at(begin), at(end)) for begin, end in stops]
    return [step.note for step in explain(calendar, at(start), Limit.parse(limit), wait).trace]


def test_national_day_2026_in_working_days():
    assert notes("2026-09-30 16:40", "4wd") == [
        "2026年9月30日（周三）16:40 起算",
        "时限 4 个工作日：起算当日不计，自次日起数工作日",
        "10月1日至10月7日 公休，不计",
        "10月8日至10月9日 计第 1 至第 2 个工作日",
        "10月10日（周六）调休上班，计第 3 个工作日",
        "10月11日（周日）休息日，不计",
        "10月12日（周一）计第 4 个工作日",
        "截止于10月12日（周一）18:00，即当日停止业务活动的时间",
    ]


def test_national_day_2026_in_working_hours():
    told = explain(OFFICE, at("2026-09-30 18:30"), Limit.parse("4wh"))
    assert [(step.at, step.note) for step in told.trace[2:]] == [
        (at("2026-10-08 09:00"), "起算时不在工作时间内，自10月8日（周四）09:00 起计"),
        (at("2026-10-08 09:00"), "10月8日（周四）计 4 小时"),
        (at("2026-10-08 14:00"), "届满于10月8日（周四）14:00"),
    ]


def test_a_last_day_that_is_a_holiday():
    assert notes("2026-09-25 16:40", "10d")[1:] == [
        "时限 10 日：起算当日不计，最后一日为10月5日（周一）",
        "10月5日至10月7日 公休，不计",
        "最后一日不上班，顺延至其后第一个工作日10月8日（周四）",
        "截止于10月8日（周四）18:00，即当日停止业务活动的时间",
    ]


def test_months_without_the_day():
    assert "该月没有31日，取月末日，最后一日为2月28日（周六）" in notes("2026-01-31 20:00", "1mo")[1]
    assert notes("2026-01-30 20:00", "end of month")[1] == "时限为本月内：最后一日为1月31日（周六）"


@pytest.mark.parametrize(
    ("limit", "note"),
    [
        ("24h", "9月14日（周一）10:00至9月16日（周三）11:30 暂停：补回 49 小时 30 分"),
        ("40wh", "9月14日（周一）10:00至9月16日（周三）11:30 暂停：其间工作时间 17 小时 30 分，如数补回"),
        (
            "5wd",
            "9月14日（周一）10:00至9月16日（周三）11:30 暂停：首日不计，其后至末日有 2 个工作日，如数补回",
        ),
        ("5d", "9月14日（周一）10:00至9月16日（周三）11:30 暂停：首末两日相隔 2 日，如数补回"),
    ],
)
def test_pauses_are_credited_in_the_open(limit, note):
    told = notes("2026-09-14 09:00", limit, ("2026-09-14 10:00", "2026-09-16 11:30"))
    assert note in told


def test_a_pause_that_gives_nothing_says_why():
    late = notes("2026-09-14 09:00", "2h", ("2026-09-14 12:00", "2026-09-14 13:00"))
    assert late[2] == "9月14日（周一）12:00至9月14日（周一）13:00 暂停：开始时时限已届满，不补回"
    short = notes("2026-09-14 09:00", "2wd", ("2026-09-14 12:00", "2026-09-14 13:00"))
    assert short[2].endswith("有 0 个工作日，不补回")


def test_calendar_days_tell_the_new_last_day():
    told = notes("2026-09-14 09:00", "5d", ("2026-09-14 10:00", "2026-09-16 11:30"))
    assert "补回后最后一日为9月21日（周一）" in told


def test_unannounced_holidays_are_a_warning_not_a_secret():
    told = notes("2026-12-31 09:00", "1wd")
    assert told[-1] == "暂定：没有2027年的放假安排，自2027年1月1日（周五）起按每周作息推算，公布后须重算"


def test_the_organisations_own_days():
    told = notes("2026-09-30 16:40", "5wd", calendar=OWN)
    assert "10月3日（周六）本单位安排上班，计第 1 个工作日" in told
    assert "10月12日（周一）本单位停业，不计" in told


def test_midnight_is_told_as_24_00():
    assert notes("2026-10-16 16:40", "1wd", calendar=OWN)[-1] == "截止于10月19日（周一）24:00"


def test_long_limits_stay_readable():
    for limit in ("100wd", "1000wd", "9000wh"):
        told = notes(
            "2019-01-31 20:00",
            limit,
            *[(f"2019-02-{day:02} 10:00", f"2019-02-{day:02} 15:00") for day in range(1, 28)],
        )
        assert 5 < len(told) <= 40
        assert any(note.startswith("另有 20 次暂停") for note in told)


@law
@given(st.data(), calendars, instants, limits)
def test_every_trace_begins_at_the_start_and_ends_when_due(data, calendar, start, limit):
    told = explain(calendar, start, limit, data.draw(pauses(start)))
    assert line(told.trace[0].at) == start
    assert told.trace[-1].at == told.due_at
    assert 3 <= len(told.trace) <= 40
    assert all(step.at.tzinfo is calendar.zone and step.note.strip() == step.note for step in told.trace)
    assert told.provisional == any("暂定" in step.note for step in told.trace)


@law
@given(calendars, instants, st.integers(0, 900), st.integers(4, 30))
def test_runs_leave_no_date_out(calendar, start, days, most):
    first = start.date()
    last = first + timedelta(days=days)
    found = runs(calendar, first, last, most)
    assert (found[0].first, found[-1].last) == (first, last)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(found))
    assert sum(run.worked for run in found) == calendar.working_days_between(first - timedelta(days=1), last)
    assert len(found) <= most
    assert all(run.note("计入") for run in found)


def test_lengths():
    second = 1_000_000
    assert length(0) == "0 小时"
    assert length(5) == "不足 1 秒"
    assert length(3661 * second) == "1 小时 1 分 1 秒"
    assert length(26 * 3600 * second) == "26 小时"


def test_seconds_are_told_when_there_are_some():
    told = explain(OFFICE, at("2026-09-14 09:00:05").astimezone(UTC), Limit.parse("1h"))
    assert told.trace[-1].note == "届满于9月14日（周一）10:00:05"
