"""The same request sent twice makes one case; the second of two people sees what changed."""

from datetime import UTC, timedelta

import pytest

from shouwen.application import operations, queries
from shouwen.application.errors import (
    BadDataError,
    ConflictError,
    NotFoundError,
    Refused,
    TooFastError,
    UnknownCommandError,
)
from shouwen.application.execute import KEY_HOURS
from shouwen.store.models import AnsweredRequest, Case, CaseEvent, Message
from tests.cast import MONDAY as MONDAY_HERE
from tests.cast import complaint

MONDAY = MONDAY_HERE.astimezone(UTC)


def register(cast, who="clerk", *, key="k-1", now=MONDAY, **more):
    return operations.register(cast[who], complaint(**more), now=now, key=key)


def test_a_repeated_request_gets_the_first_answer(cast) -> None:
    first = register(cast)
    again = register(cast, now=MONDAY + timedelta(hours=KEY_HOURS))
    assert (again.number, again.query_code, again.events) == (
        first.number,
        first.query_code,
        first.events,
    )
    assert (first.repeated, again.repeated) == (False, True)
    assert Case.objects.count() == 1


def test_another_request_under_the_same_key_is_a_conflict(cast) -> None:
    register(cast)
    for other in ({"subject": "另一件"}, {"complainant": {"name": "别人"}}, {"free": 1}, {"facts": {}}):
        with pytest.raises(ConflictError, match="key_reused"):
            register(cast, **other)
    assert Case.objects.count() == 1


def test_a_key_is_forgotten_after_a_day(cast) -> None:
    first = register(cast)
    later = register(cast, now=MONDAY + timedelta(hours=KEY_HOURS, seconds=1), subject="第二天的事")
    assert later.number != first.number
    assert AnsweredRequest.objects.count() == 1


def test_keys_of_different_people_are_different_keys(cast, next_door) -> None:
    numbers = {register(cast).number, register(cast, "office").number, register(next_door).number}
    for slug in (cast.slug, next_door.slug):
        numbers.add(operations.portal_register(slug, complaint(channel="web"), now=MONDAY, key="k-1").number)
    assert len(numbers) == 5


def test_without_a_key_every_request_makes_a_case(cast) -> None:
    assert register(cast, key="").number != register(cast, key="").number


def test_a_refused_request_leaves_its_key_free(cast) -> None:
    with pytest.raises(Refused):
        register(cast, category="no such")
    with pytest.raises(BadDataError):
        register(cast, subject="")
    assert AnsweredRequest.objects.count() == Case.objects.count() == Message.objects.count() == 0
    assert register(cast).repeated is False


def test_long_account_names_have_keys_too(cast) -> None:
    from shouwen.application import administration, people
    from tests.cast import HASH

    account = "a" * 150
    administration.add_user(
        account, organisation=cast.slug, unit="客服部", roles=["intake"], encoded_password=HASH
    )
    from django.contrib.auth.models import User

    person = people.person(User.objects.get(username=account))
    assert operations.register(person, complaint(), now=MONDAY, key="k" * 200).number


def test_the_second_sees_what_changed(desk) -> None:
    desk.to("handling")
    version = Case.objects.get(number=desk.number).version
    desk.do("office", "note", note="先写一句")
    with pytest.raises(ConflictError) as told:
        operations.command(
            desk.cast.handler,
            desk.number,
            "note",
            {"note": "后写一句"},
            now=desk.now,
            expected_version=version,
        )
    assert (told.value.code, told.value.version) == ("version", version + 1)
    after = operations.command(
        desk.cast.handler,
        desk.number,
        "note",
        {"note": "后写一句"},
        now=desk.now,
        expected_version=version + 1,
    )
    assert after.version == version + 2


def test_a_clock_that_is_behind_never_turns_time_back(desk) -> None:
    desk.to("handling")
    last = CaseEvent.objects.filter(case__number=desk.number).latest("seq").at
    outcome = operations.command(
        desk.cast.office, desk.number, "suspend", {"ground": "等待"}, now=desk.now - timedelta(days=3)
    )
    assert CaseEvent.objects.filter(case__number=desk.number).latest("seq").at == last
    assert outcome.state == "suspended"


def test_timers_orders_are_not_for_people(desk) -> None:
    desk.register()
    for name in ("register", "remind_deadline", "miss_deadline", "no_such", ""):
        with pytest.raises(UnknownCommandError):
            desk.do("office", name, rule="accept")
    for name in ("accept", "note", "no_such", "close", "grade"):
        with pytest.raises(UnknownCommandError):
            desk.customer(name)


def test_nobody_forges_what_the_program_finds_out(desk) -> None:
    desk.register(respondent_id="four-level.office", unit="法务部", extra={"respondent_id": "x"})
    assert queries.case(desk.cast.office, desk.number, now=desk.now).number == desk.number
    assert Case.objects.get().recusals.count() == 0
    assert not CaseEvent.objects.get(seq=1).data.count("法务部")


def test_people_and_units_must_exist(desk) -> None:
    desk.to("accepted")
    for data, code in (
        ({"unit": "没有的部门"}, "unknown_unit"), ({"unit": desk.cast.lead, "assisting": ["x"]}, "unknown_unit"),
        ({"unit": desk.cast.lead, "handler": "nobody"}, "unknown_person"),
        ({"unit": desk.cast.lead, "handler": "neighbours.clerk"}, "unknown_person"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            desk.do("office", "assign", **data)
    desk.do("office", "assign", unit=desk.cast.lead, handler="周敏")
    assert Case.objects.get().handler.name == "周敏"


def test_who_is_complained_about_is_not_given_the_case(desk) -> None:
    desk.to("accepted", respondent="王磊")
    for handler in ("王磊", "four-level.accused"):
        with pytest.raises(Refused, match="handler_recused"):
            desk.do("office", "assign", unit=desk.cast.lead, handler=handler)


def test_a_customer_is_heard_but_not_too_often(desk) -> None:
    desk.to("handling")
    desk.customer("urge", note="快一点")
    with pytest.raises(TooFastError):
        desk.customer("urge")
    desk.later(hours=4)
    desk.customer("urge")


def test_a_customer_consents_once_the_solution_is_approved(desk) -> None:
    desk.to("approving")
    with pytest.raises(Refused, match="no_solution"):
        desk.customer("record_consent", agreed=True)
    desk.do("head", "approve_solution")
    assert desk.customer("record_consent", agreed=True).state == "executing"


def test_a_new_query_code_voids_the_old_one(desk) -> None:
    desk.to("handling")
    code = operations.new_query_code(desk.cast.clerk, desk.number, now=desk.tick())
    assert code != desk.code
    with pytest.raises(NotFoundError):
        desk.customer("urge")
    assert queries.progress(desk.number, code.lower(), now=desk.now, language="en").number == desk.number
    with pytest.raises(Refused):
        operations.new_query_code(desk.cast.handler, desk.number, now=desk.tick())


def test_where_no_new_code_can_be_given_the_old_one_stays(desk) -> None:
    desk.to("archived")
    with pytest.raises(Refused):
        operations.new_query_code(desk.cast.clerk, desk.number, now=desk.tick())
    assert queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans").number == desk.number


@pytest.mark.parametrize("key", ["\x00", "k" * 5000, "钥匙𠮷", "\ud800"])
def test_a_key_may_be_anything(cast, key: str) -> None:
    first = register(cast, key=key)
    assert register(cast, key=key).number == first.number


def test_a_customer_may_write_the_number_as_it_comes(desk, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    desk.to("handling")
    told = f" {desk.number.lower()} "
    code = f"{desk.code[:5]} - {desk.code[5:]}".lower()
    outcome = operations.portal_command(told, code, "urge", {}, now=desk.now)
    assert outcome.number == desk.number
    sent = operations.portal_attach(told, code, name="照片.txt", content=b"x", now=desk.now)
    assert sent.version == outcome.version + 1
