"""Protection of staff and the conduct of customers: who may read what, who is told, what is seen with other cases."""

from datetime import timedelta

import pytest

from shouwen.application import queries
from shouwen.application.errors import NotFoundError
from shouwen.application.operations import command
from shouwen.core.case.refusals import Refused
from shouwen.store.models import CaseEvent, ConductMark, Message
from tests.cast import Desk

FACTS = "扬言要到门店打人，录音已上传"
ASK = {"kind": "threatening", "note": FACTS}
GRANT = {
    "granted": True,
    "measures": ["second_person", "written_only"],
    "until": "2026-06-30",
    "note": "由郑洁陪同",
}
MAY_READ = ("handler", "head", "office", "leader")
MAY_NOT = ("clerk", "colleague", "assistant", "quality", "auditor")


@pytest.fixture
def case(desk: Desk) -> Desk:
    """Handled by the lead unit, which has asked for protection."""
    desk.to("handling")
    desk.do("handler", "ask_protection", **ASK)
    return desk


def page(desk: Desk, who: str):
    return queries.case(desk.cast[who], desk.number, now=desk.now)


def told(desk: Desk, who: str) -> str:
    return str([entry.lines for entry in page(desk, who).timeline])


@pytest.mark.parametrize("who", MAY_READ)
def test_who_may_read_what_happened(case, who):
    assert FACTS in told(case, who)
    assert FACTS in str(queries.case_events(case.cast[who], case.number, now=case.now))
    assert [plea.who for plea in page(case, who).pleas] == ["周敏"]


@pytest.mark.parametrize("who", MAY_NOT)
def test_who_may_not(case, who):
    seen = page(case, who)
    assert FACTS not in told(case, who)
    assert "protection_asked" not in {entry.type for entry in seen.timeline}
    assert seen.pleas == ()
    events = queries.case_events(case.cast[who], case.number, now=case.now)
    assert FACTS not in str(events)
    kept = next(event for event in events if event["type"] == "protection_asked")
    assert (kept["data"], kept["actor"]) == ({}, {"role": "handler"}), "its place in the stream is kept"
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))


def test_the_customer_sees_nothing_of_it(case):
    case.do("office", "decide_protection", **GRANT)
    progress = queries.progress(case.number, case.code, now=case.now, language="zh")
    assert "保护" not in str(progress)
    assert FACTS not in str(progress)


def test_measures_are_seen_by_everybody_who_sees_the_case_and_end_on_their_day(case):
    assert page(case, "clerk").shelters == ()
    case.do("office", "decide_protection", **GRANT)
    (for_clerk,), (for_head,) = page(case, "clerk").shelters, page(case, "head").shelters
    assert for_clerk.measures == ("两人一起接待", "只用书面联系")
    assert (for_clerk.who, for_head.who) == ("", "周敏")
    assert "由郑洁陪同" not in told(case, "clerk")
    case.now += timedelta(days=150)
    assert page(case, "clerk").shelters == ()


def test_ended_before_its_day(case):
    case.do("office", "decide_protection", **GRANT)
    case.do("head", "end_protection", reason="客户已道歉")
    assert page(case, "clerk").shelters == ()


def test_who_is_told(case):
    asked = Message.objects.filter(kind="protection_asked")
    assert {m.recipient.user.username for m in asked} == {"four-level.head", "four-level.office"}
    case.do("office", "decide_protection", **GRANT)
    decided = Message.objects.filter(kind="protection_decided")
    assert {m.recipient.user.username for m in decided} == {"four-level.handler", "four-level.clerk"}


def test_a_refused_decision_leaves_nothing(case):
    before = (CaseEvent.objects.count(), Message.objects.count())
    for data in ({"granted": True, "until": "2026-06-30"}, {"granted": True, "measures": ["police"]}):
        with pytest.raises(Refused):
            command(case.cast.office, case.number, "decide_protection", data, now=case.now)
    with pytest.raises(NotFoundError):
        command(case.cast.other, case.number, "ask_protection", ASK, now=case.now)
    assert (CaseEvent.objects.count(), Message.objects.count()) == before


def confirmed(desk: Desk, until: str = "2026-06-30") -> Desk:
    desk.register()
    desk.do("clerk", "report_conduct", kind="abusive", note="电话里辱骂")
    desk.do("office", "review_conduct", confirmed=True, until=until)
    return desk


def test_confirmed_conduct_is_seen_on_the_customers_other_cases_until_its_day(desk):
    first = confirmed(desk.again())
    second = desk.again().later(hours=1).register()
    (remark,) = page(second, "clerk").conducts
    assert (remark.kind, remark.until.isoformat(), remark.case) == ("辱骂", "2026-06-30", first.number)
    second.now += timedelta(days=150)
    assert page(second, "clerk").conducts == ()
    assert second.do("clerk", "accept").state == "accepted", "it refuses nothing"


def test_it_is_seen_while_another_case_is_registered(desk):
    confirmed(desk)
    form = {"complainant": {"phone": "13812345678"}}
    helped = queries.intake_help(desk.cast.clerk, form, now=desk.now)
    assert [one.kind for one in helped.conducts] == ["辱骂"]
    other = queries.intake_help(desk.cast.clerk, {"complainant": {"phone": "13900000000"}}, now=desk.now)
    assert other.conducts == ()


@pytest.mark.parametrize("who", ["auditor", "quality"])
def test_only_by_those_who_deal_with_customers(desk, who):
    confirmed(desk)
    assert page(desk, who).conducts == ()


def test_without_the_other_case_for_who_may_not_see_it(desk):
    confirmed(desk)
    second = desk.again().later(hours=1).to("assigned")
    (remark,) = page(second, "handler").conducts
    assert remark.case == ""


def test_another_customer_another_organisation_an_unconfirmed_record(desk, next_door):
    confirmed(desk)
    stranger = desk.again().later(hours=1).register(complainant={"name": "李四", "phone": "13900000000"})
    assert page(stranger, "clerk").conducts == ()
    neighbour = Desk(next_door, now=desk.now).register()
    assert queries.case(next_door.clerk, neighbour.number, now=neighbour.now).conducts == ()
    stranger.do("clerk", "report_conduct", kind="abusive", note="辱骂")
    stranger.do("office", "review_conduct", confirmed=False, reason="没有证据")
    assert ConductMark.objects.filter(case__number=stranger.number).count() == 0


def test_of_an_anonymous_customer_nothing_is_kept(desk):
    desk.register(complainant={"anonymous": True})
    desk.do("clerk", "report_conduct", kind="abusive", note="辱骂")
    desk.do("office", "review_conduct", confirmed=True, until="2026-06-30")
    assert ConductMark.objects.count() == 0
    assert page(desk, "clerk").conducts == ()
