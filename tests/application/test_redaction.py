"""Text is taken out of one record by name of who may, with a ground: an event says so, never the words; the chain, what is
owed and the figures stay.
"""

from itertools import count

import pytest

from shouwen.application import administration, operations, queries, redacting
from shouwen.application.errors import BadDataError, NotFoundError, Refused
from shouwen.application.proving import PROJECTIONS
from shouwen.application.views.lists import LedgerFilter
from shouwen.store import following, redaction, timeline
from shouwen.store.models import Case, CaseEvent, CaseText, Figure, PrivateText
from tests.cast import Desk, settle

SAID = {"name": "欧阳𠮷娜", "phone": "13912345678"}
DESCRIPTION = "洗衣机漏水，邻居赵小川的地板也泡了。"
WHY = {"ground": "third_party", "reason": "提到了邻居"}


@pytest.fixture
def desk(db) -> Desk:
    desk = Desk(settle()).to("executing", complainant=SAID, description=DESCRIPTION, respondent="王磊师傅")
    follow(desk)
    return desk


def follow(desk: Desk) -> None:
    for projection in PROJECTIONS:
        while following.follow(projection, at=desk.now):
            pass


def stream(desk: Desk):
    return timeline.load(Case.objects.get(number=desk.number))[0]


def shown(desk: Desk) -> str:
    office = desk.cast.office
    case = queries.case(office, desk.number, now=desk.now)
    ledger = queries.ledger(office, LedgerFilter(), now=desk.now)
    return repr(case) + repr(ledger) + repr(queries.case_events(office, desk.number, now=desk.now))


def owed(desk: Desk) -> object:
    return queries.case_obligations(desk.cast.office, desk.number, now=desk.now)


def test_one_text_goes_the_others_of_the_record_stay(desk) -> None:
    before, figures = owed(desk), list(Figure.objects.order_by("pk").values())
    desk.do("office", "redact_text", of=1, keys=["description"], **WHY)
    first, last = stream(desk)[0].data, stream(desk)[-1]
    assert first.description == redaction.REDACTED
    assert (first.complainant["name"], first.respondent, bool(first.subject)) == (
        SAID["name"],
        "王磊师傅",
        True,
    )
    assert (last.data.type, last.data.of, last.data.what, last.data.keys) == (
        "text_redacted",
        1,
        "registered",
        ("description",),
    )
    assert (last.data.ground, last.actor.id) == ("third_party", "four-level.office")
    assert "赵小川" not in shown(desk)
    follow(desk)
    assert "赵小川" not in repr(list(CaseText.objects.values_list("tokens", flat=True)))
    assert list(administration.verify_cases()) == []
    assert (owed(desk), list(Figure.objects.order_by("pk").values())) == (before, figures)


def test_one_after_the_other_until_nothing_is_left(desk) -> None:
    desk.do("office", "redact_text", of=1, keys=["complainant", "respondent"], **WHY)
    assert stream(desk)[0].data.description == DESCRIPTION
    for secret in (*SAID.values(), "王磊"):
        assert secret not in shown(desk)
    desk.do("leader", "redact_text", of=1, keys=["description"], **WHY)
    assert stream(desk)[0].data.description == redaction.REDACTED
    assert stream(desk)[0].data.subject
    assert list(administration.verify_cases()) == []
    with pytest.raises(Refused) as refused:
        desk.do("office", "redact_text", of=1, keys=["description"], **WHY)
    assert (refused.value.code, refused.value.facts["keys"]) == ("nothing_to_redact", ["description"])


def test_a_record_without_its_texts(desk) -> None:
    place = next(event.seq for event in stream(desk) if event.data.type == "solution_proposed")
    desk.do("office", "redact_text", of=place, **WHY)
    (measure,) = stream(desk)[place - 1].data.measures
    assert (measure.what, measure.due) == (redaction.REDACTED, "2026-04-30")
    assert PrivateText.objects.get(case__number=desk.number, seq=place).sealed is None
    assert list(administration.verify_cases()) == []


def test_text_put_back_or_changed_after_it_is_found(desk) -> None:
    def row() -> dict[str, object]:
        return PrivateText.objects.filter(case__number=desk.number, seq=1).values("sealed", "salt").get()

    before = row()
    desk.do("office", "redact_text", of=1, keys=["description"], **WHY)
    after = row()
    for wrong in (before, {**after, "salt": before["salt"]}, {**after, "sealed": before["sealed"]}):
        PrivateText.objects.filter(case__number=desk.number, seq=1).update(**wrong)
        ((number, seq, _reason),) = administration.verify_cases()
        assert (number, seq) == (desk.number, 1)
    PrivateText.objects.filter(case__number=desk.number, seq=1).update(**after)
    assert list(administration.verify_cases()) == []


def test_what_rules_rest_on_is_not_taken_out(desk, monkeypatch) -> None:
    def everything() -> list[object]:
        return [CaseEvent.objects.count(), *PrivateText.objects.order_by("pk").values_list("sealed", "salt")]

    before, turns = everything(), count()
    monkeypatch.setattr(redacting, "_owing", lambda _owed: next(turns))  # as if the rules read it otherwise
    with pytest.raises(Refused) as refused:
        desk.do("office", "redact_text", of=1, keys=["description"], **WHY)
    assert refused.value.code == "rests_on_text"
    assert everything() == before
    assert DESCRIPTION in shown(desk)


@pytest.mark.parametrize("who", ["clerk", "handler", "head", "quality", "auditor", "administrator"])
def test_nobody_else_may(desk, who) -> None:
    before = CaseEvent.objects.count(), PrivateText.objects.count()
    with pytest.raises((Refused, NotFoundError)):
        desk.do(who, "redact_text", of=1, keys=["description"], **WHY)
    assert (CaseEvent.objects.count(), PrivateText.objects.count()) == before
    assert stream(desk)[0].data.description == DESCRIPTION


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"of": 99}, "nothing_to_redact"),
        ({"of": 1, "keys": ["unit"]}, "nothing_to_redact"),
        ({"of": 2}, "nothing_to_redact"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_written(desk, told, code) -> None:
    before = CaseEvent.objects.count()
    with pytest.raises(Refused) as refused:
        desk.do("office", "redact_text", **{**WHY, **told})
    assert refused.value.code == code
    for wrong in ({"of": 0}, {"of": 1, "ground": "because"}, {"of": 1, "reason": ""}):
        with pytest.raises(BadDataError):
            operations.command(desk.cast.office, desk.number, "redact_text", {**WHY, **wrong}, now=desk.now)
    assert CaseEvent.objects.count() == before
