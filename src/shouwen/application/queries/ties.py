"""The cases beside a case: its group, what it was linked with, the case under review, others of the same customer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shouwen.application.people import Person
from shouwen.application.queries.intake import briefs, earlier_cases, related
from shouwen.application.views.case import Related
from shouwen.application.wording import Wording
from shouwen.core.case.events_ties import ReviewOpened
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_ties import PART_NAMES, RELATION_NAMES

if TYPE_CHECKING:
    from shouwen.application.queries.case import Opened

_SAME_CONTACT = Words("同一联系方式", "same contact")
_UNDER_REVIEW = Words("被复核的原件", "the case under review")
_REVIEW = Words("复核件", "the case of review")


def tied_cases(o: "Opened") -> tuple[Related, ...]:
    """The other cases of the group, its lead first, as far as this reader may see them."""
    state, language = o.ledger.state, o.person.language
    told = [(state.lead, PART_NAMES["lead"])] if state.lead else []
    told += [(number, PART_NAMES["member"]) for number in state.members]
    return _named(o.person, [(number, why.in_(language)) for number, why in told], o.words)


def related_cases(o: "Opened") -> tuple[Related, ...]:
    """Linked cases, the one under review or its review, then others of the same customer."""
    state, language = o.ledger.state, o.person.language
    told = [(state.first, _UNDER_REVIEW.in_(language))] if state.first else []
    opened = (event.data for event in o.stream if isinstance(event.data, ReviewOpened))
    told += [(data.case, _REVIEW.in_(language)) for data in opened]
    told += [(number, RELATION_NAMES[relation].in_(language)) for number, relation in state.linked]
    tied = _named(o.person, told, o.words)
    grouped = {state.lead, *state.members, *(one.number for one in tied)}
    earlier = earlier_cases(
        o.person, o.case.contact_index, besides=o.case.number, words=o.words,
        why=_SAME_CONTACT.in_(language),
    )  # fmt: skip
    return (*tied, *(one for one in earlier if one.number not in grouped))


def _named(person: Person, told: Iterable[tuple[str, str]], words: Wording) -> tuple[Related, ...]:
    wanted = dict(told)
    if not wanted:
        return ()
    found = {case.number: case for case in briefs(person, wanted)}
    return tuple(related(found[number], words, why) for number, why in wanted.items() if number in found)
