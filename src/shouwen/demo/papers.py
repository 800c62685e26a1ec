"""The documents of supervision that the case of a tale owes: which, and the steps by which each comes to its end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from shouwen.application.people import Person
from shouwen.core.rulebook.model import Must, RuleBook
from shouwen.core.rulebook.names_supervision import CAUSE_NAMES, RUNG_NAMES
from shouwen.demo.extras import Step


def owed_papers(owed: Iterable[Mapping[str, Any]], book: RuleBook) -> list[Must]:
    """The rules under which a document is still to be issued."""
    live = ("open", "missed")
    return [
        book.by_id[str(o["rule"])]
        for o in owed
        if o["do"] == "supervision_issued" and o["status"] in live and str(o["rule"]) in book.by_id
    ]


def to_its_end(
    rule: Must, unit: str, at: datetime, *, issuer: Person, head: Person, number: Callable[[], str]
) -> Iterator[Step]:
    """Issued to the unit, signed for, answered, reviewed. `number` tells the latest document's."""
    rung, ground = next(
        (rung, ground)
        for rung, ground in product(RUNG_NAMES, CAUSE_NAMES)
        if rule.do_where.holds(
            {
                name: value
                for name, value in (("rung", rung), ("ground", ground))
                if name in rule.do_where.names
            }
        )
    )
    told = {
        "rung": rung,
        "ground": ground,
        "unit": unit,
        "demands": "一、查明原因，限期办结。\n二、报送落实情况。",
    }
    yield issuer, "issue_supervision", {**told, "reply_by": (at + timedelta(days=3)).isoformat()}
    if paper := number():
        yield head, "receive_supervision", {"number": paper}
        yield (
            head,
            "answer_supervision",
            {"number": paper, "progress": "已查明原因并整改。", "situation": "客户已知悉。"},
        )
        yield (
            issuer,
            "review_supervision",
            {"number": paper, "passed": True, "opinion": "落实到位，予以审结。"},
        )
