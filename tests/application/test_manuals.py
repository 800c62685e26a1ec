"""The manual goes to everybody, each confirms once, and who has not is reminded."""

import pytest

from shouwen.application import manuals
from shouwen.application.errors import NotFoundError, Refused
from shouwen.store import sessions
from shouwen.store.models import ManualIssue, ManualReading, Staff


def test_sent_confirmed_reminded(desk) -> None:
    office, handler = desk.cast.office, desk.cast.handler
    assert manuals.issue(office, now=desk.now) is None
    everybody = Staff.objects.filter(organisation=desk.cast.organisation).count()
    assert manuals.send(office, now=desk.now) == everybody
    assert manuals.send(office, now=desk.now) == 0
    ((version, _at, reminders),) = manuals.pending(handler)
    assert (version, reminders) == (1, 0)
    user = Staff.objects.get(pk=handler.staff_id).user_id
    assert sessions.account(user).unread == 1
    manuals.confirm(handler, version=1, now=desk.now)
    manuals.confirm(handler, version=1, now=desk.now)
    assert manuals.pending(handler) == ()
    assert sessions.account(user).unread == 0
    assert manuals.remind(office, now=desk.now) == everybody - 1
    issue = manuals.issue(office, now=desk.now)
    assert (issue.told, issue.read) == (everybody, 1)
    assert [one.name for one in issue.readings if one.read_at] == ["周敏"]
    assert issue.readings[-1].name == "周敏"
    assert {one.reminders for one in issue.readings if not one.read_at} == {1}
    assert manuals.issue(handler, now=desk.now).readings == ()


def test_only_who_writes_rule_books_sends(desk) -> None:
    for who in ("handler", "leader", "auditor", "clerk"):
        with pytest.raises(Refused):
            manuals.send(desk.cast[who], now=desk.now)
    assert not ManualIssue.objects.exists()
    with pytest.raises(NotFoundError):
        manuals.remind(desk.cast.office, now=desk.now)


def test_nobody_confirms_what_was_not_sent_to_him(desk, next_door) -> None:
    manuals.send(desk.cast.office, now=desk.now)
    for person, version in ((next_door.clerk, 1), (desk.cast.handler, 9)):
        with pytest.raises(NotFoundError):
            manuals.confirm(person, version=version, now=desk.now)
    with pytest.raises(NotFoundError):
        manuals.manual_of(desk.cast.handler, now=desk.now, version=9)
    assert manuals.pending(next_door.clerk) == ()
    assert not ManualReading.objects.exclude(read_at=None).exists()
