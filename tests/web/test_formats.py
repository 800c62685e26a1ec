"""Times as people read them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.utils.translation import override

from shouwen.web import formats

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 8, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "status", "text", "tone"),
    [
        (datetime(2026, 11, 22, 18, 0, tzinfo=ZONE), "open", "剩 1 小时 20 分", "soon"),
        (datetime(2026, 11, 22, 13, 40, tzinfo=ZONE), "missed", "逾期 3 小时", "late"),
        (datetime(2026, 11, 22, 16, 40, tzinfo=ZONE), "open", "剩 不到 1 分", "soon"),
        (datetime(2026, 11, 25, 16, 40, tzinfo=ZONE), "open", "剩 3 天", "calm"),
        (datetime(2026, 11, 23, 1, 0, tzinfo=ZONE), "open", "剩 8 小时 20 分", "calm"),
        (datetime(2026, 11, 22, 13, 40, tzinfo=ZONE), "paused", "计时暂停", "wait"),
        (datetime(2026, 11, 22, 13, 40, tzinfo=ZONE), "met_late", "逾期完成", "late"),
    ],
)
def test_countdown(due, status, text, tone) -> None:
    with override("zh-hans"):
        found = formats.countdown(due, status=status, now=NOW)
    assert (found.text, found.tone) == (text, tone)


def test_moments_name_the_year_only_when_it_is_another() -> None:
    with override("zh-hans"):
        assert formats.moment(datetime(2026, 11, 22, 16, 40, tzinfo=ZONE), now=NOW) == "11月22日 16:40"
        assert formats.moment(datetime(2027, 1, 2, 9, 5, tzinfo=ZONE), now=NOW) == "2027年1月2日 09:05"
    with override("en"):
        assert formats.moment(datetime(2026, 11, 22, 16, 40, tzinfo=ZONE), now=NOW) == "22 Nov 16:40"


def test_new_year_is_told_by_the_zone_of_the_case() -> None:
    eve = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    with override("zh-hans"):
        assert formats.moment(datetime(2027, 1, 1, 9, 0, tzinfo=ZONE), now=eve) == "1月1日 09:00"


def test_figures() -> None:
    assert formats.percent(1, 8) == "12.5%"
    assert formats.percent(0, 0) == "—"
    assert formats.size(1536) == "2 KB"
    assert formats.money(1234.5) == "1,234.50"
