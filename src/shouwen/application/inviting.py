"""Who is invited to a survey: the customer of a fresh reply, in the transaction of that reply."""

from collections.abc import Iterable

from shouwen.core.case import events as e
from shouwen.core.case.state import State
from shouwen.store.models import Case, SurveyInvitation


def invitations(case: Case, stream: Iterable[e.Event], fresh: Iterable[e.Event], state: State) -> list[SurveyInvitation]:  # fmt: skip
    """The invitation that a fresh reply calls for, where the customer can be written to."""
    reply = next((x for x in fresh if isinstance(x.data, e.Replied)), None)
    if reply is None or not address_of(stream):
        return []
    return [
        SurveyInvitation(
            case=case, round=state.round, queued_at=reply.at, try_at=reply.at
        )
    ]  # fmt: skip


def queue(queued: list[SurveyInvitation]) -> None:
    """Queue invitations, in the caller's transaction."""
    if queued:
        SurveyInvitation.objects.bulk_create(queued, ignore_conflicts=True)


def address_of(stream: Iterable[e.Event]) -> str:
    """The customer's e-mail address, "" where none was told."""
    first = next(iter(stream), None)
    if first is None or not isinstance(first.data, e.Registered):
        return ""
    return str(first.data.complainant.get("email") or "")
