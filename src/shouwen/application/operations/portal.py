"""What customers do, without an account: by number and query code."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shouwen.application import rules, uploads
from shouwen.application.errors import NotFoundError, TooFastError, UnknownCommandError
from shouwen.application.execute import Door, execute
from shouwen.application.operations.cases import NUL, complained_about, keeping
from shouwen.application.sitting import Wish
from shouwen.application.views.case import Outcome
from shouwen.core.case.authority import CUSTOMER
from shouwen.core.case.parsing import parse, parse_beginning
from shouwen.store.crypto import query_code, same_code
from shouwen.store.models import Case, CaseEvent, Organisation, StoredFile

COMMANDS = (
    "supplement", "record_satisfaction", "appeal", "withdraw", "urge", "record_consent", "confirm_record",
    "answer_survey", "request_recusal", "request_deletion",
)  # fmt: skip
"""What a customer may be permitted."""

URGE_HOURS = 4
FILES_PER_CASE = 30


def portal_register(
    organisation_slug: str,
    data: Mapping[str, Any],
    *,
    now: datetime,
    key: str = "",
    channel: str = "web",
    door: Door = execute,
) -> Outcome:
    """Register a customer's case. Raise `NotFoundError` (organisation), `BadDataError`, `Refused`."""
    organisation = Organisation.objects.filter(slug=organisation_slug.replace(NUL, " ")).first()
    if organisation is None:
        raise NotFoundError
    parsed = parse("register", {**data, "channel": data.get("channel") or channel})
    wish = Wish(
        command=parsed, who=CUSTOMER, now=now, organisation=organisation, key=key,
        scope=f"portal:{organisation.slug}",
        known=complained_about(parsed, rules.household(organisation)),
    )  # fmt: skip
    return door(wish)


def portal_command(
    number: str, code: str, name: str, data: Mapping[str, Any], *, now: datetime, door: Door = execute
) -> Outcome:
    """Give a customer's command. Raise `NotFoundError` for a wrong number or code alike, `TooFastError`
    for urging again too soon, and what commands raise.
    """
    case = by_code(number, code)
    if name not in COMMANDS:
        raise UnknownCommandError(name)
    if name == "urge":
        _not_again_too_soon(case, now)
    known = {"by": "customer"} if name in ("record_satisfaction", "answer_survey") else {}
    wish = Wish(
        command=parse(name, data), who=CUSTOMER, now=now, organisation=case.organisation, number=case.number,
        known=known,
    )  # fmt: skip
    return door(wish)


def portal_attach(number: str, code: str, *, name: str, content: bytes, now: datetime) -> Outcome:
    """Add a customer's file. Raise `FileRefusedError`, `NotFoundError`, `TooFastError`."""
    case = by_code(number, code)
    if StoredFile.objects.filter(case=case, added_by="").count() >= FILES_PER_CASE:
        raise TooFastError(86_400)
    wish = Wish(
        command=parse_beginning("add_evidence", {"kind": "customer"}), who=CUSTOMER, now=now,
        organisation=case.organisation, number=case.number,
    )  # fmt: skip
    return execute(wish, inside=keeping(uploads.check(name, content), by="", now=now))


def by_code(number: str, code: str) -> Case:
    """The case that number and query code open. Raise `NotFoundError`."""
    told = number.replace(NUL, " ").strip().upper()
    case = Case.objects.select_related("organisation").filter(number=told).first()
    salt = bytes(case.code_salt) if case is not None else bytes(16)
    if not same_code(code, query_code(case.number if case else number, salt)) or case is None:
        raise NotFoundError
    return case


def _not_again_too_soon(case: Case, now: datetime) -> None:
    last = (
        CaseEvent.objects.filter(case=case, type="urged", actor__contains='"customer"')
        .order_by("-seq")
        .first()
    )
    if last is not None and (passed := (now - last.at).total_seconds()) < URGE_HOURS * 3600:
        raise TooFastError(int(URGE_HOURS * 3600 - passed))
