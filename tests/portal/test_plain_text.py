"""Subjects, keys, lines; names of times."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shouwen.application.views.names import Named
from shouwen.core.case.events import EVENTS
from shouwen.core.case.state import Stage
from shouwen.portal import everyday, plain_text, wording
from shouwen.portal.formats import grouped, moment, size


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("洗衣机漏水。师傅没来", "洗衣机漏水"),
        ("  \n\n第一行\n第二行", "第一行"),
        ("Version 3.5 is broken. Help", "Version 3.5 is broken"),
        ("？？？", "？？？"),
        ("𠮷" * 50, "𠮷" * 40 + "…"),
        ("字" * 40, "字" * 40),
    ],
)
def test_subject_is_the_first_sentence(text, subject):
    assert plain_text.subject_of(text) == subject


def test_a_cut_does_not_go_through_a_character():
    family = "👨‍👩‍👧"
    subject = plain_text.subject_of("字" * 38 + family * 3)
    assert not subject.rstrip("…").endswith("\u200d")


@given(st.text(min_size=1).filter(plain_text.lines))
def test_a_subject_is_one_line_of_bearable_length(text):
    subject = plain_text.subject_of(plain_text.lines(text))
    assert subject
    assert "\n" not in subject
    assert len(subject) <= plain_text.SUBJECT_LENGTH + 1


def test_waiting_times_are_rounded_up():
    with translation.override("zh-hans"):
        assert [wording.how_long(s) for s in (1, 60, 61, 900, 14_400)] == [
            "1 分钟", "1 分钟", "2 分钟", "15 分钟", "4 小时",
        ]  # fmt: skip


def test_times_are_those_of_the_organisation():
    at = datetime(2019, 12, 31, 23, 5, tzinfo=ZoneInfo("Asia/Urumqi"))
    with translation.override("zh-hans"):
        assert moment(at) == "2019年12月31日（周二）23:05"
    with translation.override("en"):
        assert moment(at) == "Tue 31 Dec 2019, 23:05"
    assert moment(None) == ""


def test_small_words():
    assert grouped("K7M4PX9TQA") == "K7M4P X9TQA"
    assert grouped("AB-12") == "AB-12"
    assert [size(n) for n in (1, 365_000, 2_345_678)] == ["1 KB", "356 KB", "2.2 MB"]
    assert wording.shortened("很" * 60 + ".jpg").endswith("很.jpg")


def test_every_stage_and_every_event_has_everyday_words():
    told = everyday._STAGES
    assert set(told) == {*map(str, Stage), "disposed"}
    assert {stage for _, stage in everyday._OWN_STAGES} <= set(told)
    assert set(everyday._EVENTS) <= set(EVENTS)
    with translation.override("zh-hans"):
        assert everyday.stage(Named(id="elsewhere", name="别处")) == "别处"
