"""
The periodic work of each rule book, told with a virtual clock: due so long after its period, kept by the last moment, broken
by a second later or when nobody does it, and what it has to say.
"""

from datetime import date, datetime, timedelta

import pytest

from shouwen.core.obligations import Obligations
from shouwen.core.periodic import VERDICTS, Duty, Reign, duties
from shouwen.core.worktime import WorkCalendar, china
from shouwen.rulebooks import rule_book, shipped
from tests.scenarios.stage import ZONE

WORKS = [
    # R01: the feedback report, the analysis report to management
    ("complaints-office", "c7-1", "feedback-report", "2026-09-30", "2026-10-13 18:00", "主要意见"),
    ("complaints-office", "c8-2", "analysis-report", "2026-09-30", "2026-10-20 18:00", "潜在风险"),
    # R02: the analysis report and the review meeting
    ("responsibility", "c5-1", "analysis-report", "2026-03-31", "2026-04-15 18:00", "评审会意见"),
    # R05: training, assessment, one employee a month, three stars a quarter, one team a year
    ("four-level", "c8-1", "training-plan", "2026-06-30", "2026-07-14 18:00", "对象和讲师"),
    ("four-level", "c9-1", "assessment", "2026-06-30", "2026-07-14 18:00", "满意度（40%）"),
    ("four-level", "c10-1", "star-of-month", "2026-10-31", "2026-11-06 18:00", "评定结果（1 名）"),
    ("four-level", "c10-2", "stars-of-quarter", "2026-06-30", "2026-07-07 18:00", "评定结果（3 名）"),
    ("four-level", "c10-3", "team-of-year", "2025-12-31", "2026-01-08 18:00", "评审组意见"),
    # R08: the monthly statistics form
    ("property", "c5-1", "monthly-summary", "2026-10-31", "2026-11-06 18:00", "回访情况"),
    # R11: satisfaction surveys apart from cases
    ("staged-limits", "c4-1", "satisfaction-survey", "2026-06-30", "2026-07-14 18:00", "方式和范围"),
    # the make-up Sunday of 4 January counts as well (R05, R13, R19)
    # R13: staff training and publicity
    ("committee", "c6-2", "training", "2025-12-31", "2026-01-15 18:00", "宣传"),
    # R15: the case study
    ("hotline-15d", "c6-1", "case-study", "2026-06-30", "2026-07-14 18:00", "教训和改进"),
    # R18: the customer-expectation analysis, presented at meetings
    ("tobacco", "c7-3", "expectation-analysis", "2026-06-30", "2026-07-14 18:00", "报送和会上通报"),
    # R19: the archive reviewed, satisfaction analysed, figures of the departments in the annual review
    ("fishery", "c5-1", "archive-review", "2026-06-30", "2026-07-14 18:00", "发现和建议"),
    ("fishery", "c7-2", "satisfaction-analysis", "2026-06-30", "2026-07-14 18:00", "满意度低的原因和追责"),
    ("fishery", "c8-2", "annual-review", "2025-12-31", "2026-01-29 18:00", "专项整改计划"),
]


def owed(slug: str, work: str, last: date, *, at: datetime, done: datetime | None = None) -> Duty:
    book = rule_book(slug)
    reign = Reign(
        first=date(2025, 1, 1), version=1, rules=Obligations(book, WorkCalendar(book.calendar, china()))
    )
    told = {} if done is None else {(work, last): done}
    found = duties((reign,), told, since=last, now=at)
    return next(duty for duty in found if duty.work.id == work and duty.period.last == last)


@pytest.mark.parametrize(("slug", "clause", "work", "last", "due", "says"), WORKS)
def test_it_is_due_after_its_period_and_says_what_the_source_asks(
    slug, clause, work, last, due, says
) -> None:
    day, end = date.fromisoformat(last), datetime.fromisoformat(due).replace(tzinfo=ZONE)
    waiting = owed(slug, work, day, at=end)
    assert (waiting.work.clause, waiting.due_at, VERDICTS[waiting.status]) == (clause, end, "pending")
    assert says in [one.name.zh for one in waiting.work.contents]
    late = end + timedelta(seconds=1)
    assert VERDICTS[owed(slug, work, day, at=late).status] == "broken"
    assert VERDICTS[owed(slug, work, day, at=late, done=end).status] == "kept"
    assert VERDICTS[owed(slug, work, day, at=late, done=late).status] == "broken"


def test_no_other_book_has_any() -> None:
    assert {(slug, one.id) for slug in shipped() for one in rule_book(slug).periodic} == {
        (slug, work) for slug, _clause, work, *_rest in WORKS
    }
