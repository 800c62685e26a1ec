"""Who sees a case at all: one list of questions, asked by everybody."""

from collections.abc import Callable
from datetime import date

import pytest

from shouwen.application import operations, people, queries
from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.application.proving import PROJECTIONS
from shouwen.application.views.lists import LedgerFilter
from shouwen.core.case.refusals import Refused
from shouwen.store import following
from shouwen.store.models import Message, StoredFile
from tests.cast import Desk, complaint

SUBJECT = "电梯困人无人应答"
PERIOD = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def told(desk, settings, tmp_path) -> Desk:
    """A case about 王磊, handled by the lead unit with 财务部's help; files, words and figures are there."""
    settings.MEDIA_ROOT = tmp_path
    desk.to("executing", subject=SUBJECT, respondent="王磊师傅")
    operations.attach(
        desk.cast.handler, desk.number, name="照片.txt", content="现场".encode(), now=desk.tick()
    )
    for to in ("legal_affairs", "unit_head", "executive"):
        desk.do("office", "escalate", to=to, reason="请关注")
    desk.do("office", "urge", rule="resolve-l3")
    Message.objects.update(sent_at=desk.now)
    for projection in PROJECTIONS:
        while following.follow(projection, at=desk.now):
            pass
    return desk


Question = Callable[[Person, Desk], bool]
"""Whether the answer tells of the case at all."""


def _opens(query: Callable[..., object]) -> Question:
    def ask(person: Person, desk: Desk) -> bool:
        try:
            query(person, desk.number, now=desk.now)
        except NotFoundError:
            return False
        return True

    return ask


def _file(person: Person, desk: Desk) -> bool:
    try:
        return queries.open_file(person, str(StoredFile.objects.get().pk)).content == "现场".encode()
    except NotFoundError:
        return False


def _any_figure(person: Person, desk: Desk, by: str) -> bool:
    told = queries.statistics(person, by=by, now=desk.now, **PERIOD)
    numbers = ("received", "open", "closed", "on_time", "late", "satisfied", "dissatisfied", "overdue")
    return any(getattr(row, number) for row in (told.total, *told.rows) for number in numbers)


QUESTIONS: dict[str, Question] = {
    "case": _opens(queries.case),
    "events": _opens(queries.case_events),
    "obligations": _opens(queries.case_obligations),
    "evidence": _opens(queries.case_evidence),
    "record": _opens(queries.case_record),
    "choices": _opens(queries.case_choices),
    "file": _file,
    "file facts": _opens(lambda p, n, now: queries.case_file(p, n, str(StoredFile.objects.get().pk))),
    "ledger": lambda p, d: bool(queries.ledger(p, LedgerFilter(), now=d.now).items),
    "ledger by unit": lambda p, d: bool(queries.ledger(p, LedgerFilter(unit=d.cast.lead), now=d.now).items),
    "export": lambda p, d: bool(list(queries.ledger_all(p, LedgerFilter(), now=d.now))),
    "search": lambda p, d: bool(queries.ledger(p, LedgerFilter(q="电梯困人"), now=d.now).items),
    "search by number": lambda p, d: bool(queries.ledger(p, LedgerFilter(q=d.number), now=d.now).items),
    "export of a search": lambda p, d: bool(list(queries.ledger_all(p, LedgerFilter(q="困人"), now=d.now))),
    "all work": lambda p, d: bool(queries.work(p, now=d.now, scope="all")),
    "board": lambda p, d: bool(queries.board(p, now=d.now).rows) or any(queries.board(p, now=d.now).counts.values()),
    "board of what is done": lambda p, d: bool(queries.board(p, now=d.now, status="done").rows),
    "board of the unit": lambda p, d: bool(queries.board(p, now=d.now, unit=d.cast.lead).rows),
    "figures by day": lambda p, d: _any_figure(p, d, "day"),
    "figures by unit": lambda p, d: _any_figure(p, d, "unit"),
    "earlier cases": lambda p, d: bool(queries.intake_help(p, complaint(), now=d.now).earlier),
    "similar cases": lambda p, d: bool(queries.intake_help(p, complaint(subject=SUBJECT, complainant={}), now=d.now).similar),
}  # fmt: skip

SEES = (
    "clerk",
    "handler",
    "head",
    "colleague",
    "assistant",
    "office",
    "leader",
    "quality",
    "auditor",
    "lawyer",
)
SEES_NOT = ("accused", "below", "other", "other_head", "press", "administrator")


def test_who_gets_an_answer(told, next_door) -> None:
    everybody = {who: told.cast[who] for who in (*SEES, *SEES_NOT)}
    everybody |= {f"stranger {who}": next_door[who] for who in ("clerk", "head")}
    for question, ask in QUESTIONS.items():
        answered = [who for who, person in everybody.items() if ask(person, told)]
        assert answered == list(SEES), question


def test_who_must_not_see_it_owes_and_is_told_nothing(told) -> None:
    for who in SEES_NOT:
        person = told.cast[who]
        for scope in ("mine", "unit", "all"):
            assert queries.work(person, now=told.now, scope=scope) == (), who
        part = queries.work_page(person, now=told.now)
        assert (part.items, set(part.counts.values())) == ((), {0}), who
        assert queries.notices(person) == (), who


def test_whoever_is_told_of_a_case_can_open_it(told) -> None:
    for who in (*SEES, *SEES_NOT):
        person = told.cast[who]
        numbers = {notice.case for notice in queries.notices(person)}
        numbers |= {
            owed.case
            for scope in ("mine", "unit", "all")
            for owed in queries.work(person, now=told.now, scope=scope)
        }
        for number in numbers:
            assert queries.case(person, number, now=told.now).number == number


def test_a_head_who_is_complained_about_is_told_nothing(desk) -> None:
    desk.to("assigned", respondent="吴刚经理")
    desk.do("office", "urge", rule="resolve-l3")
    desk.do("office", "escalate", to="unit_head", reason="请关注")
    Message.objects.update(sent_at=desk.now)
    assert queries.notices(desk.cast.head) == ()
    assert queries.work(desk.cast.head, now=desk.now, scope="unit") == ()


def test_who_is_recused_sees_the_case_no_more(desk) -> None:
    desk.to("assigned")
    person = desk.cast.handler
    assert queries.work(person, now=desk.now)
    Message.objects.update(sent_at=desk.now)
    assert queries.notices(person)
    assert people.reader(desk.cast.fresh("handler")).unread
    desk.do("office", "recuse", who="周敏", reason="是投诉人的亲属")
    assert queries.notices(person) == (), "what he was told before names the case"
    assert people.reader(desk.cast.fresh("handler")).unread == 0
    assert queries.ledger(person, LedgerFilter(), now=desk.now).items == ()
    assert queries.work(person, now=desk.now) == queries.work(person, now=desk.now, scope="unit") == ()
    with pytest.raises(NotFoundError):
        queries.case(person, desk.number, now=desk.now)
    with pytest.raises(NotFoundError):
        desk.do("handler", "note", note="看一眼")
    assert queries.case(desk.cast.head, desk.number, now=desk.now).handler == ""


def test_nobody_sees_the_unit_below_but_its_head(desk) -> None:
    desk.register()
    desk.do("office", "accept")
    desk.do("office", "assign", unit=f"{desk.cast.lead}一组")
    for who, sees in {"below": True, "head": True, "handler": False, "other": False}.items():
        assert bool(queries.ledger(desk.cast[who], LedgerFilter(), now=desk.now).items) is sees, who


def test_a_unit_that_handed_the_case_on_still_sees_what_became_of_it(desk) -> None:
    desk.to("assigned")
    desk.do("handler", "return", reason="属于物流")
    desk.do("office", "assign", unit="物流部")
    for who in ("handler", "other", "other_head"):
        assert queries.case(desk.cast[who], desk.number, now=desk.now).unit == "物流部"


def _proposed(desk: Desk, owner: str) -> None:
    desk.do(
        "handler", "propose_solution", measures=[{"what": "上门取件", "owner": owner, "due": "2026-04-30"}]
    )


def _met(desk: Desk, owner: str) -> None:
    decision = {"what": "三日内取件", "owner": owner, "due": "2026-04-30"}
    desk.do("office", "hold_meeting", topic="会商", minutes="议定取件", decisions=[decision])


def _improved(desk: Desk, owner: str) -> None:
    desk.do("handler", "plan_improvement", what="取件前电话预约", owner=owner, due="2026-04-30")


@pytest.mark.parametrize("give", [_proposed, _met, _improved])
@pytest.mark.parametrize("owner", ["物流部", "孙悦", "{slug}.other"])
def test_who_owes_something_in_a_case_sees_it(desk, give: Callable[[Desk, str], None], owner: str) -> None:
    desk.to("handling")
    with pytest.raises(NotFoundError):
        queries.case(desk.cast.other, desk.number, now=desk.now)
    give(desk, owner.format(slug=desk.cast.slug))
    for who, sees in {"other": True, "other_head": True, "press": False, "below": False}.items():
        seen = queries.ledger(desk.cast[who], LedgerFilter(), now=desk.now).items
        assert [one.number for one in seen] == ([desk.number] if sees else []), who
    assert queries.case(desk.cast.other, desk.number, now=desk.now).number == desk.number


def test_a_name_that_two_people_have_or_nobody_lets_nobody_in(desk) -> None:
    desk.to("handling")
    for owner in ("查无此人", "", "𠮷"):
        _proposed(desk, owner)
        desk.do("head", "reject_solution", reason="换人")
    assert queries.ledger(desk.cast.other, LedgerFilter(), now=desk.now).items == ()


def test_who_must_not_see_a_case_does_not_for_being_given_something_in_it(desk) -> None:
    desk.to("handling", respondent="孙悦师傅")
    _proposed(desk, desk.cast.account("other"))
    with pytest.raises(NotFoundError):
        queries.case(desk.cast.other, desk.number, now=desk.now)
    assert queries.case(desk.cast.other_head, desk.number, now=desk.now).number == desk.number
    desk.do("office", "recuse", who=desk.cast.account("other_head"), reason="与孙悦是亲属")
    with pytest.raises(NotFoundError):
        queries.case(desk.cast.other_head, desk.number, now=desk.now)


def test_who_was_given_a_measure_may_say_that_it_is_done_but_not_of_anothers(desk) -> None:
    desk.to("handling")
    measures = [
        {"what": "上门取件", "owner": desk.cast.account("other"), "due": "2026-04-30"},
        {"what": "退款", "owner": desk.cast.account("handler"), "due": "2026-04-30"},
    ]
    desk.do("handler", "propose_solution", measures=measures)
    desk.do("head", "approve_solution")
    desk.do("handler", "record_consent", agreed=True)
    with pytest.raises(Refused) as refused:
        desk.do("other", "complete_measure", which=2)
    assert refused.value.code == "not_permitted"
    with pytest.raises(Refused):
        desk.do("other", "reply", text="已取件")
    assert desk.do("other", "complete_measure", which=1).state == "executing"
    with pytest.raises(Refused):
        desk.do("other", "complete_measure", which=2)


def test_telephone_numbers_are_whole_only_for_who_works_on_the_case(told) -> None:
    for who in SEES:
        view = queries.case(told.cast[who], told.number, now=told.now)
        events = repr(queries.case_events(told.cast[who], told.number, now=told.now))
        record = repr(queries.case_record(told.cast[who], told.number, now=told.now))
        whole = who in ("clerk", "office", "handler", "head", "colleague", "assistant")
        assert ("13812345678" in view.phone) is whole, who
        assert ("13812345678" in events) is whole, who
        assert ("13812345678" in record) is whole, who


def test_the_portal_opens_nothing_without_the_code(told, next_door) -> None:
    other = Desk(next_door).register(category="")
    for number, code in (
        (told.number, ""), (told.number, other.code), (other.number, told.code), ("TS-2026-999999", told.code),
        (told.number, told.code[:-1]), ("", ""), ("\x00", told.code), (told.number, "\x00"), ("𠮷", "𠮷"),
    ):  # fmt: skip
        with pytest.raises(NotFoundError):
            queries.progress(number, code, now=told.now, language="zh-hans")
        with pytest.raises(NotFoundError):
            operations.portal_command(number, code, "urge", {}, now=told.now)
        with pytest.raises(NotFoundError):
            queries.portal_open_file(number, code, str(StoredFile.objects.get().pk))
    with pytest.raises(NotFoundError):
        queries.portal_open_file(told.number, told.code, str(StoredFile.objects.get().pk))


def test_the_customers_page_names_nobody_of_the_office(told) -> None:
    shown = repr(queries.progress(told.number, told.code, now=told.now, language="zh-hans"))
    for name in ("周敏", "吴刚", "李正", "王磊", "供应商", "阀体批次问题", "请关注"):
        assert name not in shown, name


STRANGE = ("\x00", "a\x00b", "𠮷", "'; DROP TABLE store_case; --", "%", "x" * 5000)


def test_any_text_may_be_asked_for(told) -> None:
    """Numbers, filters and keys come from addresses: whatever stands there is looked for, and not there."""
    for text in STRANGE:
        _asked_for(told, text)


def _asked_for(told: Desk, text: str) -> None:
    office = told.cast.office
    for query in (queries.case, queries.case_events, queries.case_record):
        with pytest.raises(NotFoundError):
            query(office, text, now=told.now)
    with pytest.raises(NotFoundError):
        operations.command(office, text, "note", {"note": "x"}, now=told.now)
    with pytest.raises(NotFoundError):
        queries.open_file(office, text)
    for name in (
        "state",
        "level",
        "kind",
        "channel",
        "category",
        "category_is",
        "unit",
        "handler",
        "satisfied",
    ):
        assert queries.ledger(office, LedgerFilter(**{name: text}), now=told.now).items == (), name
    assert queries.ledger(office, LedgerFilter(q=text), now=told.now, cursor=text).items == ()
    assert queries.board(office, now=told.now, unit=text, status=text, cursor=text).rows == ()
    with pytest.raises(NotFoundError):
        operations.portal_register(text, complaint(), now=told.now)
    with pytest.raises(NotFoundError):
        queries.portal_form_words(text, "zh-hans")


def test_the_department_of_an_improvement_sees_the_case(desk) -> None:
    desk.to("handling")
    desk.do("handler", "plan_improvement", what="取件前电话预约", unit="物流部", due="2026-04-30")
    assert queries.case(desk.cast.other, desk.number, now=desk.now).number == desk.number
