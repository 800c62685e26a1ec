"""Letters beyond the basic plane are kept whole from form to ledger; what nobody can read is refused everywhere."""

from datetime import timedelta

import pytest

from shouwen.application import operations, queries
from shouwen.application.errors import BadDataError
from shouwen.application.views.lists import LedgerFilter
from shouwen.store import following
from shouwen.store.models import Case
from tests.cast import MONDAY, complaint

RARE = "𠮷野家䶮𫖯𰻝👪é"
PLACES = ("subject", "description", "demand", "place", "respondent", "occurred_at", "external_ref")


def test_rare_characters_come_back_whole(desk) -> None:
    told = {place: f"{RARE}{place}" for place in PLACES}
    desk.register(
        **told, complainant={"name": RARE, "phone": "13812345678"}, facts={"object": RARE}, note_free=RARE
    )
    for who, name, data in (
        ("clerk", "accept", {"note": RARE}), ("office", "assign", {"unit": desk.cast.lead, "note": RARE}),
        ("handler", "acknowledge", {}), ("handler", "record_finding", {"finding": RARE}),
        ("handler", "propose_solution", {"measures": [{"what": RARE}]}), ("head", "approve_solution", {}),
        ("handler", "record_consent", {"agreed": True}), ("handler", "complete_measure", {}), ("handler", "reply", {"text": RARE}),
    ):  # fmt: skip
        desk.do(who, name, **data)
    while following.follow(following.WORDS, at=desk.now):
        pass
    view = queries.case(desk.cast.office, desk.number, now=desk.now)
    for place in PLACES:
        assert getattr(view, place) == told[place]
    assert (view.complainant, view.findings, view.measures[0].what) == (RARE, (RARE,), RARE)
    assert ("投诉对象", RARE) in view.facts
    events = repr(queries.case_events(desk.cast.office, desk.number, now=desk.now))
    assert events.count(RARE) >= len(PLACES) + 7
    assert queries.progress(desk.number, desk.code, now=desk.now, language="zh-hans").reply == RARE
    for query in ("𠮷野", "䶮", "𠮷", "家䶮𫖯", RARE):
        (row,) = queries.ledger(desk.cast.office, LedgerFilter(q=query), now=desk.now).items
        assert row.subject == f"{RARE}subject"
        assert row.complainant.startswith("𠮷*")
    (row,) = queries.ledger_all(desk.cast.office, LedgerFilter(), now=desk.now)
    assert row.subject == f"{RARE}subject"


def test_unreadable_characters_are_refused_and_nothing_is_stored(cast) -> None:
    for text in ("NUL\x00", "bell\x07", "escape\x1b[31m", "half\ud842", "next\x85line"):
        for place in ("subject", "description", "complainant", "facts", "free"):
            value = {"complainant": {"name": text}, "facts": {"object": text}}.get(place, text)
            with pytest.raises(BadDataError) as told:
                operations.register(cast.clerk, complaint(**{place: value}), now=MONDAY, key="k")
            assert told.value.fields[0].pointer.startswith(f"/{place}")
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "longest"), [("subject", 200), ("place", 200), ("description", 20_000), ("demand", 20_000)]
)
def test_the_longest_texts_fit_and_one_more_does_not(cast, place: str, longest: int) -> None:
    fits = operations.register(cast.clerk, complaint(**{place: "𠮷" * longest}), now=MONDAY)
    assert getattr(queries.case(cast.office, fits.number, now=MONDAY), place) == "𠮷" * longest
    with pytest.raises(BadDataError):
        operations.register(cast.clerk, complaint(**{place: "𠮷" * (longest + 1)}), now=MONDAY)


def test_every_text_in_a_command_is_held_to_it(desk) -> None:
    desk.to("handling")
    for name, data in (
        ("note", {"note": "a\x00"}), ("record_finding", {"finding": "a\x00"}), ("return", {"reason": "a\x00"}),
        ("propose_solution", {"measures": [{"what": "a\x00"}]}), ("reply", {"text": "a\ud800"}), ("reply", {"free": ["\x00"]}),
        ("note", {"note": "x", "deep": [[[[[[[1]]]]]]]}), ("propose_solution", {"amount": float("nan")}),
        ("propose_solution", {"amount": -1}), ("note", {"note": "  "}), ("extend", {"rule": "x", "new_due": "2026-01-01", "reason": "x"}),
    ):  # fmt: skip
        with pytest.raises(BadDataError):
            desk.do("office", name, **data)


def test_years_far_away_break_nothing(desk) -> None:
    """A due time in a year without published holidays is provisional; the last year there is none."""
    desk.now += timedelta(days=365)
    desk.to("handling")
    owed = queries.case(desk.cast.office, desk.number, now=desk.now).owed
    assert any(obligation.provisional for obligation in owed)
    for new_due in ("9999-12-31T23:59:59+00:00", "2999-01-01T00:00:00+08:00"):
        desk.do(
            "office", "extend", rule="resolve-l3", new_due=new_due, reason="等待"
        ) if new_due < "3" else None
    assert queries.work(desk.cast.handler, now=desk.now)
