import pytest
from hypothesis import given
from hypothesis import strategies as st
from worktime_cast import law, limits

from shouwen.core.worktime import Limit, LimitError, Unit


@pytest.mark.parametrize(
    ("source", "amount", "unit", "form"),
    [
        ("30min", 30, Unit.MINUTE, "30min"),
        ("2h", 2, Unit.HOUR, "2h"),
        ("4wh", 4, Unit.WORKING_HOUR, "4wh"),
        ("3wd", 3, Unit.WORKING_DAY, "3wd"),
        ("10d", 10, Unit.DAY, "10d"),
        ("2w", 2, Unit.WEEK, "2w"),
        ("1mo", 1, Unit.MONTH, "1mo"),
        ("1y", 1, Unit.YEAR, "1y"),
        ("３ＷＤ", 3, Unit.WORKING_DAY, "3wd"),
        ("  15　wd ", 15, Unit.WORKING_DAY, "15wd"),
        ("007d", 7, Unit.DAY, "7d"),
        ("10000d", 10_000, Unit.DAY, "10000d"),
        ("end of month", 1, Unit.END_OF_MONTH, "end of month"),
        ("End  of Half-Year", 1, Unit.END_OF_HALF_YEAR, "end of half year"),
        ("end of half_year", 1, Unit.END_OF_HALF_YEAR, "end of half year"),
    ],
)
def test_written_forms(source, amount, unit, form):
    limit = Limit.parse(source)
    assert (limit.amount, limit.unit, str(limit)) == (amount, unit, form)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("0h", "zero"),
        ("-3wd", "negative"),
        ("1.5h", "fraction"),
        ("1,5h", "fraction"),
        ("1/2d", "fraction"),
        ("3", "unit"),
        ("3m", "unit"),
        ("3 working days", "form"),
        ("wd", "form"),
        ("三wd", "form"),
        ("2²h", "form"),
        ("٣wd", "form"),
        ("3个工作日", "form"),
        ("end of time", "unit"),
        ("end of", "unit"),
        ("10001wd", "too_large"),
        ("1001y", "too_large"),
        ("9" * 39 + "h", "too_large"),
        ("9" * 5000 + "h", "form"),
        ("3wd\x00", "form"),
    ],
)
def test_what_cannot_be_used_says_so_in_chinese(source, code):
    with pytest.raises(LimitError) as refused:
        Limit.parse(source)
    assert refused.value.code == code
    assert "时限" in refused.value.text
    assert len(refused.value.text) < 300


@pytest.mark.parametrize(
    ("amount", "unit"), [(0, Unit.DAY), (-1, Unit.HOUR), (10_001, Unit.WEEK), (2, Unit.END_OF_WEEK)]
)
def test_the_constructor_is_as_strict(amount, unit):
    with pytest.raises(LimitError):
        Limit(amount, unit)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("3wd", ("3 个工作日", "3 working days")),
        ("1wd", ("1 个工作日", "1 working day")),
        ("2h", ("2 小时", "2 hours")),
        ("4wh", ("4 个工作小时", "4 working hours")),
        ("10d", ("10 日", "10 days")),
        ("1mo", ("1 个月", "1 month")),
        ("end of quarter", ("本季度内", "by the end of the quarter")),
    ],
)
def test_words(source, words):
    assert Limit.parse(source).words() == words


@law
@given(limits)
def test_source_form_reads_back(limit):
    assert Limit.parse(str(limit)) == limit
    assert all(limit.words())


@law
@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(source):
    try:
        assert Limit.parse(source).amount > 0
    except LimitError as refused:
        assert refused.code
