"""The survey by link: sent with the reply, one reminder, once a round, put right until the round is over."""

from datetime import timedelta

import pytest
from django.core import signing

from shouwen.application import surveys
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.application.timers import surveys as sending
from shouwen.store.models import CaseEvent, SurveyInvitation
from tests.cast import Desk
from tests.channels.fakes import Letterbox

MAIL = {"name": "欧阳明轩", "email": "ouyang@example.com"}
MARKS = {"overall": 4, "timeliness": 3, "satisfied": True, "suggestion": "再快一点"}


@pytest.fixture
def public(monkeypatch):
    open_to_all = sending.environment().model_copy(update={"public_url": "https://p.test"})
    monkeypatch.setattr(sending, "environment", lambda: open_to_all)


@pytest.fixture
def replied(desk) -> Desk:
    return desk.to("replied", complainant=MAIL)


def token_of(box: Letterbox) -> str:
    text = next(iter(reversed(box.kept.values()))).text
    return next(line for line in text.splitlines() if line.startswith("https://")).rpartition("/")[2]


def test_the_link_goes_out_with_the_reply_and_opens_its_round_only(replied, public) -> None:
    box = Letterbox()
    assert sending.invite(replied.now, channels=[box]) == 1
    assert sending.invite(replied.now, channels=[box]) == 0
    letter = next(iter(box.kept.values()))
    assert letter.to.email == MAIL["email"]
    assert "进水阀" not in letter.text, "the letter says nothing of what was answered"
    asked = surveys.survey(token_of(box), now=replied.now, language="zh-hans")
    assert (asked.number, asked.round, asked.over, dict(asked.marks)) == (replied.number, 1, False, {})


def test_an_answer_is_recorded_and_may_be_put_right(replied, public) -> None:
    token = surveys.link_token(replied.number, 1)
    surveys.answer_survey(token, MARKS, now=replied.tick())
    surveys.answer_survey(token, {**MARKS, "overall": 1, "satisfied": False}, now=replied.tick())
    asked = surveys.survey(token, now=replied.now, language="zh-hans")
    assert (asked.marks["overall"], asked.satisfied, asked.suggestion) == (1, "no", "再快一点")
    kinds = list(
        CaseEvent.objects.filter(case__number=replied.number).order_by("seq").values_list("type", flat=True)
    )
    assert kinds[-4:] == ["survey_answered", "satisfaction_recorded"] * 2


def test_the_next_round_has_a_link_of_its_own(replied, public) -> None:
    old = surveys.link_token(replied.number, 1)
    surveys.answer_survey(old, {**MARKS, "satisfied": False}, now=replied.tick())
    replied.do("office", "reopen", reason="再办")
    assert surveys.survey(old, now=replied.now, language="zh-hans").over
    with pytest.raises(Refused) as refused:
        surveys.answer_survey(old, MARKS, now=replied.tick())
    assert refused.value.code == "survey_over"
    replied.do("handler", "reply", text="再答复")
    assert list(SurveyInvitation.objects.values_list("round", flat=True).order_by("round")) == [1, 2]
    surveys.answer_survey(surveys.link_token(replied.number, 2), MARKS, now=replied.tick())


def test_one_reminder_and_none_for_who_has_answered(replied, public) -> None:
    box = Letterbox()
    sending.invite(replied.now, channels=[box])
    later = replied.now + surveys.REMIND_AFTER
    assert sending.invite(later - timedelta(minutes=1), channels=[box]) == 0
    assert sending.invite(later, channels=[box]) == 1
    assert sending.invite(later + timedelta(days=30), channels=[box]) == 0
    assert [key.rpartition(":")[2] for key in box.kept] == ["invitation", "reminder"]


def test_who_has_answered_is_not_reminded(replied, public) -> None:
    box = Letterbox()
    sending.invite(replied.now, channels=[box])
    surveys.answer_survey(token_of(box), MARKS, now=replied.tick())
    assert sending.invite(replied.now + timedelta(days=5), channels=[box]) == 0
    assert SurveyInvitation.objects.get().try_at is None


def test_a_broken_channel_is_tried_again_and_an_unknown_address_is_not(replied, public) -> None:
    box = Letterbox(broken=True)
    assert sending.invite(replied.now, channels=[box]) == 0
    box.broken, box.unknown = False, {MAIL["email"]}
    assert sending.invite(replied.now + timedelta(hours=1), channels=[box]) == 0
    assert SurveyInvitation.objects.get().try_at is None


def test_after_long_silence_nobody_gets_a_heap_of_old_invitations(replied, public) -> None:
    box = Letterbox()
    assert sending.invite(replied.now + timedelta(days=8), channels=[box]) == 0
    assert box.kept == {}


def test_nobody_is_invited_without_an_address(desk) -> None:
    desk.to("replied", complainant={"name": "甲", "phone": "13800000000"})
    assert not SurveyInvitation.objects.exists()


def test_false_and_old_links_open_nothing(replied, monkeypatch) -> None:
    token = surveys.link_token(replied.number, 1)
    before = CaseEvent.objects.count()
    false = signing.dumps([replied.number, 1], salt="another")
    for link in ("", "x", false, token[:-1] + ("a" if token[-1] != "a" else "b"), token + "x"):
        with pytest.raises(NotFoundError):
            surveys.survey(link, now=replied.now, language="zh-hans")
        with pytest.raises(NotFoundError):
            surveys.answer_survey(link, MARKS, now=replied.now)
    monkeypatch.setattr(surveys, "LASTS", timedelta(seconds=-1))
    with pytest.raises(NotFoundError):
        surveys.survey(token, now=replied.now, language="zh-hans")
    assert CaseEvent.objects.count() == before


@pytest.mark.parametrize("data", [{}, {"overall": 9, "satisfied": True}, {"overall": 3}])
def test_what_does_not_fit_is_told_and_nothing_is_written(replied, data) -> None:
    before = CaseEvent.objects.count()
    with pytest.raises(BadDataError):
        surveys.answer_survey(surveys.link_token(replied.number, 1), data, now=replied.now)
    assert CaseEvent.objects.count() == before
