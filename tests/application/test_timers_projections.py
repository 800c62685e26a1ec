"""Projections follow by themselves; what has expired is thrown away; chains are looked at in turn."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.application import operations, timers
from shouwen.application.errors import NotFoundError
from shouwen.application.reprojecting import reproject
from shouwen.application.timers.tidying import NIGHTS
from shouwen.store.models import AnsweredRequest, Case, CaseText, Figure, Obligation
from tests.cast import complaint
from tests.store.guards import unguarded


def test_projections_follow_until_there_is_nothing_left(desk):
    desk.to("replied")
    while timers.follow(desk.tick()):
        pass
    assert Figure.objects.filter(dimension="total", received=1).exists()
    assert CaseText.objects.count() == 1


def test_following_goes_on_where_it_stood(desk):
    desk.register()
    timers.follow(desk.tick())
    desk.do("clerk", "accept")
    assert timers.follow(desk.tick()) > 0
    assert timers.follow(desk.tick()) == 0


def test_while_nothing_happens_nothing_is_written(desk):
    desk.register()
    while timers.follow(desk.now):
        pass
    with CaptureQueriesContext(connection) as queries:
        assert timers.follow(desk.now + timedelta(seconds=1)) == 0
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_what_has_expired_is_thrown_away_and_nothing_else(desk):
    operations.register(desk.cast.clerk, complaint(), now=desk.tick(), key="once")
    for hours in (-1, 1):
        session = SessionStore()
        session.save()
        Session.objects.filter(pk=session.session_key).update(expire_date=desk.now + timedelta(hours=hours))
    assert timers.forget_expired(desk.now) == 1
    assert (AnsweredRequest.objects.count(), Session.objects.count()) == (1, 1)
    timers.forget_expired(desk.now + timedelta(hours=25))
    assert (AnsweredRequest.objects.count(), Session.objects.count()) == (0, 0)


def test_every_chain_is_looked_at_once_in_so_many_nights(desk, tampered):
    numbers = [desk.again().register().number for _ in range(3)]
    with unguarded():
        Case.objects.get(number=numbers[1]).events.filter(seq=1).update(data="{}")
    found = [timers.verify_share(desk.now + timedelta(days=day)) for day in range(NIGHTS)]
    assert [broken[0][0] for broken in found if broken] == [numbers[1]]


def test_rows_are_made_anew_from_the_stream(desk):
    desk.to("replied")
    Case.objects.update(stage="registered", unit=None, due_at=None)
    Obligation.objects.update(status="open", wake_at=None, owner=None)
    reproject(desk.number, now=desk.now)
    # that they are what the stream says is checked after every test
    with pytest.raises(NotFoundError):
        reproject("TS-1999-000001", now=desk.now)
