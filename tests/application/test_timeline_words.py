"""The timeline in words: what an event holds is told in the order of the rule book, not of the database."""

from datetime import datetime

from shouwen.application.queries.timeline import entries
from shouwen.application.wording import Wording
from shouwen.core.case.events import Event
from shouwen.core.case.events_oversight import QualityReviewed
from shouwen.core.case.wire import Actor
from shouwen.rulebooks import rule_book
from tests.cast import ZONE


def test_scored_items_stand_as_in_the_standard() -> None:
    book = rule_book("complaints-office")
    assert book.quality is not None
    given = {item.id: item.points for item in reversed(book.quality.items)}
    event = Event(
        seq=1, at=datetime(2026, 3, 2, 9, tzinfo=ZONE), actor=Actor(role="quality"),
        data=QualityReviewed(scores={"unknown": 1.0, **given}, score=100, passed=True),
    )  # fmt: skip
    (entry,) = entries([event], words=Wording(book, "zh-hans"), zone=ZONE, files={}, people={}, silent={})
    told = next(text for _label, text in entry.lines if book.quality.items[0].name.zh in text)
    names = [item.name.zh for item in book.quality.items]
    assert [told.index(name) for name in names] == sorted(told.index(name) for name in names)
    assert told.index(names[-1]) < told.index("unknown")
