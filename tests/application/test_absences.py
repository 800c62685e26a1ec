"""Being away and standing in: who may say so, what is refused with nothing written, what a deputy sees and does."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from shouwen.application import administration, clock, operations, people, queries
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.rulebooks import read_shipped
from shouwen.store.models import Absence, CaseEvent, Message
from tests.cast import ZONE, Cast, complaint

TODAY = clock.now().astimezone(ZONE).date()


def away(
    cast: Cast, who: str, deputy: str = "", /, *, by: str = "", first: int = 0, last: int = 5, **more: Any
) -> int:
    told = {
        "who": cast.account(who), "deputy": cast.account(deputy) if deputy else "", "reason": "年假",
        "from_on": str(TODAY + timedelta(days=first)), "until_on": str(TODAY + timedelta(days=last)), **more,
    }  # fmt: skip
    return operations.set_absence(cast.fresh(by or who), told, now=clock.now())


def refused(cast: Cast, *args: Any, **more: Any) -> str:
    before = list(Absence.objects.values_list("pk", "withdrawn_at"))
    version = cast.organisation.reference_version
    with pytest.raises(Refused) as told:
        away(cast, *args, **more)
    assert list(Absence.objects.values_list("pk", "withdrawn_at")) == before
    cast.organisation.refresh_from_db()
    assert cast.organisation.reference_version >= version
    return told.value.code


def assigned(cast: Cast, handler: str = "handler") -> str:
    now = clock.now()
    number = operations.register(cast.clerk, complaint(category="product_quality"), now=now).number
    operations.command(cast.clerk, number, "accept", {}, now=now)
    told = {"unit": cast.lead, "handler": cast.account(handler)}
    operations.command(cast.clerk, number, "assign", told, now=now)
    return number


def give(cast: Cast, who: str, number: str, name: str, **data: Any) -> Any:
    return operations.command(cast.fresh(who), number, name, data, now=clock.now())


def test_the_deputy_sees_and_does_what_the_absent_one_may(cast: Cast) -> None:
    number = assigned(cast)
    with pytest.raises(NotFoundError):
        queries.case(cast.fresh("other"), number, now=clock.now())
    away(cast, "handler", "other")
    deputy = cast.fresh("other")
    mine = {one.case: one.behalf for one in queries.work(deputy, now=clock.now())}
    assert mine[number] == "周敏"
    assert {one.behalf for one in queries.work(cast.fresh("handler"), now=clock.now())} <= {""}
    outcome = give(cast, "other", number, "respond", manner="phone")
    actor = outcome.events[0]["actor"]
    assert (actor["id"], actor["behalf"], actor["behalf_name"]) == (
        cast.account("other"),
        cast.account("handler"),
        "周敏",
    )
    view = queries.case(cast.fresh("other"), number, now=clock.now())
    assert view.timeline[-1].actor == "孙悦（代周敏）"
    choice = next(one for one in view.choices if one.command == "record_finding")
    assert (choice.allowed, choice.behalf) == (True, "周敏")


def test_it_ends_at_once_when_withdrawn_and_by_its_date(cast: Cast) -> None:
    number = assigned(cast)
    key = away(cast, "handler", "other")
    assert queries.case(cast.fresh("other"), number, now=clock.now()).number == number
    operations.withdraw_absence(cast.fresh("handler"), key, now=clock.now())
    for asked in (
        lambda: queries.case(cast.fresh("other"), number, now=clock.now()),
        lambda: give(cast, "other", number, "note", note="x"),
    ):
        with pytest.raises(NotFoundError):
            asked()
    with pytest.raises(Refused) as again:
        operations.withdraw_absence(cast.fresh("handler"), key, now=clock.now())
    assert again.value.code == "absence_ended"
    away(cast, "handler", "other")
    found = cast.fresh("other")
    assert people.standing_in(found, clock.now() + timedelta(days=6)).seats == ()
    assert len(people.standing_in(found, clock.now() + timedelta(days=4)).seats) == 1


def test_nothing_is_open_before_the_first_day(cast: Cast) -> None:
    number = assigned(cast)
    away(cast, "handler", "other", first=2)
    with pytest.raises(NotFoundError):
        queries.case(cast.fresh("other"), number, now=clock.now())


def test_who_may_say_that_somebody_is_away(cast: Cast) -> None:
    away(cast, "handler", "colleague")  # himself
    away(cast, "colleague", by="head", first=20, last=21)  # his head, without a deputy
    away(cast, "below", "colleague", by="head", first=30, last=31)  # of a unit below
    away(cast, "leader", "office", by="administrator", first=10, last=12)
    assert refused(cast, "other", "assistant", by="head") == "not_permitted"
    assert refused(cast, "head", "colleague", by="handler", first=40, last=41) == "not_permitted"
    assert refused(cast, "leader", "quality", by="office", first=40, last=41) == "not_permitted"


def test_what_is_refused_leaves_nothing(cast: Cast) -> None:
    away(cast, "handler", "colleague", last=5)
    assert refused(cast, "handler", "below", first=5, last=9) == "absence_overlaps"
    assert refused(cast, "colleague", "below", first=2, last=3) == "deputises_already"  # no chain from him …
    assert refused(cast, "head", "handler", first=1, last=2) == "deputy_away"  # … nor to somebody who is away
    assert refused(cast, "other", "other", first=1, last=2) == "deputy_is_self"
    assert refused(cast, "other", "administrator", first=1, last=2) == "deputy_unfit"
    assert refused(cast, "other", "auditor", first=1, last=2) == "deputy_unfit"
    assert refused(cast, "other", "assistant", first=-9, last=-2) == "absence_over"
    assert refused(cast, "other", "assistant", first=5, last=2) == "absence_backwards"
    assert refused(cast, "other", "assistant", first=0, last=400) == "absence_too_long"
    assert refused(cast, "other", first=0, last=1, deputy="没有这个人") == "unknown_person"
    away(cast, "handler", "below", first=6, last=9)  # the day after is free
    away(cast, "colleague", "below", first=7, last=8)


def test_an_administrator_does_not_give_himself_the_powers_of_others(cast: Cast) -> None:
    administration.add_user(
        f"{cast.slug}.both",
        organisation=cast.slug,
        unit="客服部",
        roles=["administrator", "intake"],
        name="两职",
    )
    both = people.person(people.User.objects.get(username=f"{cast.slug}.both"))
    told = {"who": cast.account("leader"), "deputy": f"{cast.slug}.both", "reason": "出差",
            "from_on": str(TODAY), "until_on": str(TODAY)}  # fmt: skip
    with pytest.raises(Refused) as found:
        operations.set_absence(both, told, now=clock.now())
    assert found.value.code == "deputy_self_named"
    assert not Absence.objects.exists()


def test_every_bad_field_is_told_at_once(cast: Cast) -> None:
    told = {"powers": "some", "from_on": "3000-13-01", "until_on": "0001-01-01", "reason": ""}
    with pytest.raises(BadDataError) as bad:
        operations.set_absence(cast.handler, told, now=clock.now())
    assert {one.pointer for one in bad.value.fields} == {"/powers", "/from_on", "/until_on", "/reason"}
    assert not Absence.objects.exists()


def test_next_door_is_not_seen(cast: Cast, next_door: Cast) -> None:
    key = away(cast, "handler", "other")
    with pytest.raises(NotFoundError):
        operations.withdraw_absence(next_door.fresh("head"), key, now=clock.now())
    assert refused(cast, "head", deputy=next_door.account("head")) == "unknown_person"
    assert queries.absences(next_door.fresh("head"), now=clock.now()).rows == ()


def test_recusal_of_either_hides_the_case_from_the_deputy(cast: Cast) -> None:
    for out in ("other", "handler"):
        number = assigned(cast)
        operations.command(
            cast.office, number, "recuse", {"who": cast.account(out), "reason": "亲属"}, now=clock.now()
        )
        key = away(cast, "handler", "other")
        rows = CaseEvent.objects.count()
        with pytest.raises(NotFoundError):
            give(cast, "other", number, "respond", manner="phone")
        assert CaseEvent.objects.count() == rows
        assert number not in {one.case for one in queries.work(cast.fresh("other"), now=clock.now())}
        operations.withdraw_absence(cast.fresh("handler"), key, now=clock.now())


def test_nobody_approves_his_own_proposal_through_his_deputy(cast: Cast) -> None:
    number = assigned(cast)
    give(cast, "handler", number, "acknowledge")
    give(cast, "handler", number, "respond", manner="phone")
    give(cast, "head", number, "propose_solution", measures=[{"what": "换新"}], amount=300)
    away(cast, "head", "colleague")
    rows = CaseEvent.objects.count()
    with pytest.raises(Refused) as found:
        give(cast, "colleague", number, "approve_solution")
    assert found.value.code == "own_proposal"
    assert CaseEvent.objects.count() == rows


def test_reminders_and_assignments_go_to_both_and_assigning_says_so(cast: Cast) -> None:
    away(cast, "handler", "other")
    number = assigned(cast)
    told = set(
        Message.objects.filter(case__number=number, kind="assigned").values_list("recipient__name", flat=True)
    )
    assert {"周敏", "孙悦"} <= told
    outcome = give(cast, "office", number, "assign", unit=cast.lead, handler=cast.account("handler"))
    notes = queries.away_among(cast.fresh("office"), outcome, now=clock.now())
    assert [(one.name, one.deputy_name) for one in notes] == [("周敏", "孙悦")]
    assert [one.account for one in queries.away_now(cast.fresh("office"), now=clock.now())] == [
        cast.account("handler")
    ]


def test_a_deputy_for_approvals_only_has_approvals_on_the_bench(cast: Cast) -> None:
    number = assigned(cast)
    away(cast, "handler", "other", powers="approvals")
    assert number not in {one.case for one in queries.work(cast.fresh("other"), now=clock.now())}
    with pytest.raises(Refused):
        give(cast, "other", number, "respond", manner="phone")


def test_the_register_keeps_who_said_and_withdrew_it(cast: Cast) -> None:
    key = away(cast, "handler", "other", by="head")
    operations.withdraw_absence(cast.fresh("administrator"), key, now=clock.now())
    for reader in ("handler", "head", "administrator", "other"):
        (line,) = queries.absences(cast.fresh(reader), now=clock.now()).rows
        assert (line.set_by, line.withdrawn_by, line.state.id) == ("吴刚", "马强", "withdrawn")
        assert line.reason == ("" if reader == "other" else "年假")
    assert queries.absences(cast.fresh("clerk"), now=clock.now()).rows == ()
    for first in range(3):
        away(cast, "handler", first=first * 3, last=first * 3 + 1)
    first_page = queries.absences(cast.fresh("handler"), now=clock.now(), limit=3)
    rest = queries.absences(cast.fresh("handler"), now=clock.now(), limit=3, cursor=first_page.next)
    assert len({one.id for one in (*first_page.rows, *rest.rows)}) == 4
    assert rest.next == ""


def test_the_machine_itself_may_do_it_all(cast: Cast) -> None:
    told = {"who": "周敏", "deputy": "孙悦", "reason": "病假", "from_on": str(TODAY), "until_on": str(TODAY)}
    key = operations.set_absence_of(cast.slug, told, now=clock.now())
    (line,) = queries.absences_of(cast.slug, now=clock.now())
    assert line[:3] == (key, cast.account("handler"), cast.account("other"))
    operations.withdraw_absence_of(cast.slug, key, now=datetime.now(tz=ZONE))
    with pytest.raises(administration.AdministrationError):
        operations.set_absence_of("nowhere", told, now=clock.now())
    assert line[3] == date.fromisoformat(told["from_on"])


def test_the_clause_of_the_rule_book_is_told_where_it_wants_a_decision_in_person(cast: Cast) -> None:
    assert queries.deputy_rules(cast.fresh("head"), now=clock.now()) == ()
    rule = "{id: in-person, clause: c5-2, do: respond, while: actor_stands_in, say: 响应须由承办人本人作出}"
    text = (
        read_shipped("four-level")
        .replace("version: 1", "version: 2", 1)
        .replace("\nnever:\n", f"\nnever:\n  - {rule}\n", 1)
    )
    administration.install_rule_book(text, organisation=cast.slug, from_day=TODAY)
    (told,) = queries.deputy_rules(cast.fresh("head"), now=clock.now())
    assert told.clause == "c5-2"
    number = assigned(cast)
    away(cast, "handler", "other")
    rows = CaseEvent.objects.count()
    with pytest.raises(Refused) as found:
        give(cast, "other", number, "respond", manner="phone")
    assert (found.value.code, found.value.clause, found.value.say.zh) == (
        "forbidden",
        "c5-2",
        "响应须由承办人本人作出",
    )
    assert CaseEvent.objects.count() == rows
    give(cast, "handler", number, "respond", manner="phone")
