"""
The survey by link, without login: a signed link opens the survey of one round of one case, for a while.

The link goes out with the reply where an e-mail address is known, and once more as a reminder.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core import signing

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.execute import execute
from shouwen.application.inviting import address_of
from shouwen.application.people import name_of
from shouwen.application.sitting import Wish
from shouwen.application.views.case import Outcome
from shouwen.application.views.names import Named
from shouwen.application.views.survey import Survey
from shouwen.core.case import events as e
from shouwen.core.case.authority import CUSTOMER
from shouwen.core.case.events_dealings import SurveyAnswered
from shouwen.core.case.parsing import parse
from shouwen.core.case.state import State
from shouwen.store import timeline
from shouwen.store.models import Case

LASTS = timedelta(days=30)
"""For how long a link opens its survey."""
REMIND_AFTER = timedelta(days=3)
__all__ = ["Survey"]
"""What the page takes from here although it is made in `views.survey`."""

QUESTIONS = ("timeliness", "attitude", "professionalism", "result", "overall")
_SALT = "shouwen.survey"


def link_token(number: str, round_: int) -> str:
    """The secret part of the link; it names the case and the round, and when it was made."""
    return signing.dumps([number, round_], salt=_SALT)


def survey(token: str, *, now: datetime, language: str) -> Survey:
    """What the page of a link shows. Raise `NotFoundError` for a link that is false or too old."""
    case, round_ = _opened(token)
    stream, state = _state(case)
    answered = [x.data for x in stream if isinstance(x.data, SurveyAnswered) and x.data.round == round_]
    zone = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version).calendar.zone
    replied = next((x.at for x in reversed(stream) if isinstance(x.data, e.Replied)), now)
    last = answered[-1] if answered else None
    return Survey(
        number=case.number, round=round_, over=_over(state, round_),
        organisation=Named(id=case.organisation.slug, name=name_of(case.organisation, language)),
        replied_at=replied.astimezone(zone),
        marks={name: getattr(last, name) for name in QUESTIONS} if last else {},
        satisfied="" if last is None else "yes" if last.satisfied else "no",
        suggestion=last.suggestion if last else "",
    )  # fmt: skip


def answer_survey(token: str, data: Mapping[str, Any], *, now: datetime) -> Outcome:
    """Answer, or put right what was answered. Raise `NotFoundError`, `BadDataError`, `Refused` (the round is over)."""
    case, round_ = _opened(token)
    parsed = parse("answer_survey", data)
    if _over(_state(case)[1], round_):
        raise Refused("survey_over")
    return execute(
        Wish(
            command=parsed, who=CUSTOMER, now=now, organisation=case.organisation, number=case.number,
            known={"by": "customer"},
        )
    )  # fmt: skip


def open_for(case: Case, round_: int) -> str:
    """The customer's address, while the survey of the round still waits for an answer; else ""."""
    stream, state = _state(case)
    done = state.surveyed or state.satisfied != "" or _over(state, round_)
    return "" if done else address_of(stream)


def _opened(token: str) -> tuple[Case, int]:
    try:
        number, round_ = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFoundError from None
    found = Case.objects.select_related("organisation").filter(number=number).first()
    if found is None:
        raise NotFoundError
    return found, int(round_)


def _state(case: Case) -> tuple[list[e.Event], State]:
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    return stream, rules.read(stream).state


def _over(state: State, round_: int) -> bool:
    """Whether nothing may be said of the round any more."""
    if state.round != round_ or not state.replied or state.archived:
        return True
    return state.ended is not None and state.satisfied != ""
