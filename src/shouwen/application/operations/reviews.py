"""
Appeals: a case of its own reviews the first one (复查、复核), and its conclusion is written back.

The first case keeps its verdict and its clocks; the case of review has its own, and nobody who handled the
matter before sees it or works on it.
"""

from dataclasses import replace

from shouwen.application.errors import NotFoundError
from shouwen.application.execute import Door, execute
from shouwen.application.operations.ties import Opened, opened
from shouwen.application.people import Person
from shouwen.application.sitting import Wish
from shouwen.application.views.case import Outcome
from shouwen.core.case import commands as c
from shouwen.core.case import commands_ties as tc
from shouwen.core.case import events as e
from shouwen.core.case.decide import decide
from shouwen.core.case.events_ties import ReviewConcluded
from shouwen.core.case.refusals import Refused
from shouwen.core.rulebook.model import Words
from shouwen.store.sql import Where
from shouwen.store.visibility import one

INSTANCES = {2: Words("复查", "Review"), 3: Words("复核", "Final review")}


def open_review(_person: Person, wish: Wish, command: tc.OpenReview, door: Door) -> Outcome:
    """Open the case that reviews the one of the wish, and say so there. Raise `Refused`."""
    first = _case(wish, str(wish.number))
    instance = first.state.reviews + 2
    known = {"case": "", "instance": instance}
    decide(first.situation, command, wish.who, wish.now, known=known)
    key = f"review:{first.case.number}:{instance}"
    review = execute(_registration(wish, first, instance=instance, key=key))
    return door(replace(wish, known={**known, "case": review.number}))


def conclude_review(_person: Person, wish: Wish, command: tc.ConcludeReview, door: Door) -> Outcome:
    """Conclude a review; the first case records the decision. Raise `Refused`."""
    review = _case(wish, str(wish.number))
    if not review.state.first:
        raise Refused("not_a_review")
    first = _case(wish, review.state.first)
    back = replace(
        wish, number=first.case.number, among=None, expected_version=None, known={"case": review.case.number},
        command=c.DecideReview(upheld=command.upheld, reason=command.reason),
    )  # fmt: skip
    decide(review.situation, command, wish.who, wish.now)
    decide(first.situation, back.command, wish.who, wish.now, known=back.known)
    outcome = door(wish)
    execute(back)
    return outcome


def decide_review(_person: Person, wish: Wish, _command: c.DecideReview, door: Door) -> Outcome:
    """Decide on an appeal. Where a case reviews this one and has come to its conclusion, that one is written here."""
    first = _case(wish, str(wish.number))
    if not first.state.review_case:
        return door(wish)
    review = _case(wish, first.state.review_case)
    if not review.state.concluded:
        return door(wish)  # refused, with the number of the other case
    reason = next((x.data.reason for x in review.stream if isinstance(x.data, ReviewConcluded)), "")
    told = c.DecideReview(upheld=review.state.concluded == "upheld", reason=reason)
    return door(replace(wish, command=told, known={"case": review.case.number}))


def _registration(wish: Wish, first: Opened, *, instance: int, key: str) -> Wish:
    """The wish for the case of review: the same customer, the words of his appeal, nothing of the first verdict."""
    registered = first.stream[0].data
    if not isinstance(registered, e.Registered):
        raise NotFoundError
    appeal = next((x.data.reason for x in reversed(first.stream) if isinstance(x.data, e.Appealed)), "")
    word = INSTANCES[instance].zh
    told = c.Register.model_validate({
        "kind": "complaint", "channel": registered.channel, "subject": f"{word}：{registered.subject}"[:200],
        "description": appeal or registered.description, "demand": registered.demand,
        "complainant": registered.complainant, "respondent": registered.respondent, "place": registered.place,
    })  # fmt: skip
    state = first.state
    return replace(
        wish, number=None, expected_version=None, among=None, key=key, scope=f"review:{first.case.pk}",
        command=told.model_copy(update={"kind": "review"}),
        known={
            "unit": wish.who.unit, "first": first.case.number, "instance": instance,
            "earlier": tuple(dict.fromkeys((*state.hands, *state.recused))),
            **({"respondent_id": state.respondent_id} if state.respondent_id else {}),
        },
    )  # fmt: skip


def _case(wish: Wish, number: str) -> Opened:
    """The case of the wish as the person sees it; the other one as the program does."""
    among = wish.among if number == wish.number else None
    found = one(number, among or Where().equal(organisation_id=wish.organisation.pk))
    if found is None:
        raise NotFoundError
    return opened(found, wish.organisation)
