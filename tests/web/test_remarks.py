"""The case page remarks on what stands above the handling: a stall with the way to answer it, protection, conduct."""

from datetime import UTC, datetime, timedelta

from shouwen.application import timers
from tests.cast import ZONE, Desk, settle

DUE = datetime(2026, 3, 9, 18, 0, tzinfo=ZONE).astimezone(UTC)


def test_a_stall_protection_and_conduct_are_told(db, client):
    desk = Desk(settle("fishery")).register()
    desk.do("clerk", "ask_protection", kind="threatening", note="扬言上门打人")
    desk.do("office", "decide_protection", granted=True, measures=["written_only"], until="2027-02-28")
    desk.do("office", "review_conduct", confirmed=True, until="2027-02-28")
    timers.ask_about_stalls(DUE + timedelta(days=3))
    client.force_login(desk.cast.user("clerk"))
    text = client.get(f"/cases/{desk.number}").content.decode()
    assert "停滞：自" in text
    assert f"/cases/{desk.number}/do/note" in text
    assert "只用书面联系" in text
    assert "来件照常受理和办理" in text
    english = client.get(f"/cases/{desk.number}", headers={"accept-language": "en"}, follow=True)
    assert english.status_code == 200
