"""Who stays out: asked for by the customer, declared, lifted again; and two people of one name."""

import pytest

from shouwen.application import administration, operations, queries
from shouwen.application.errors import NotFoundError, Refused
from shouwen.store.models import Case, CaseRecusal
from tests.cast import HASH, Desk, complaint, settle


def out(desk: Desk) -> set[str]:
    kept = CaseRecusal.objects.filter(case__number=desk.number)
    return set(kept.values_list("staff__user__username", flat=True))


def test_a_granted_request_keeps_the_case_from_who_is_meant_and_a_lifted_one_opens_it(desk) -> None:
    desk.to("handling")
    account = desk.cast.account("handler")
    desk.customer("request_recusal", person="周工", reason="和卖家是亲戚")
    desk.do("head", "decide_recusal", granted=True, who=account, reason="属实")
    assert out(desk) == {account}
    with pytest.raises(NotFoundError):
        queries.case(desk.cast.handler, desk.number, now=desk.now)
    desk.do("leader", "lift_recusal", who=account, reason="没有别人会办")
    assert out(desk) == set()
    assert queries.case(desk.cast.handler, desk.number, now=desk.now).number == desk.number


def test_the_customer_is_told_of_the_decision_and_of_nobody(desk) -> None:
    desk.to("handling")
    desk.customer("request_recusal", person="周工", reason="和卖家是亲戚")
    desk.do("head", "decide_recusal", granted=True, who=desk.cast.account("handler"), reason="周敏系其表妹")
    words = queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans").words
    decided = next(entry for entry in words if entry.type == "recusal_decided")
    assert (decided.name, decided.lines) == ("决定回避申请", ())


def test_who_declares_an_interest_sees_the_case_no_more(desk) -> None:
    desk.to("handling")
    desk.do("handler", "declare_interest", relation="投诉人的表妹")
    assert out(desk) == {desk.cast.account("handler")}
    with pytest.raises(NotFoundError):
        queries.case(desk.cast.handler, desk.number, now=desk.now)


@pytest.fixture
def namesakes(db) -> Desk:
    cast = settle()
    administration.add_user(
        "four-level.namesake", organisation="four-level", unit="物流部", roles=("handler",), name="王磊",
        encoded_password=HASH,
    )  # fmt: skip
    cast.organisation.refresh_from_db()
    return Desk(cast)


def test_of_two_people_of_one_name_the_clerk_says_who_is_meant(namesakes) -> None:
    clerk = namesakes.cast.fresh("clerk")
    told = complaint(respondent="维修工王磊")
    before = Case.objects.count()
    with pytest.raises(Refused) as refused:
        operations.register(clerk, told, now=namesakes.tick())
    assert refused.value.code == "ambiguous_person"
    people = refused.value.facts["people"]
    assert isinstance(people, list)
    assert {one["account"]: one["unit"] for one in people if isinstance(one, dict)} == {
        "four-level.accused": namesakes.cast.lead, "four-level.namesake": "物流部",
    }  # fmt: skip
    assert Case.objects.count() == before
    for chosen, kept in (("four-level.namesake", {"four-level.namesake"}), ("-", set())):
        outcome = operations.register(clerk, {**told, "respondent_account": chosen}, now=namesakes.tick())
        namesakes.number = outcome.number
        assert out(namesakes) == kept


def test_a_customer_is_not_asked_and_nobody_is_taken_by_his_name(namesakes) -> None:
    told = complaint(respondent="王磊", respondent_account="four-level.accused")
    outcome = operations.portal_register("four-level", told, now=namesakes.tick())
    namesakes.number = outcome.number
    assert out(namesakes) == set()
