"""Rule books: those of the caller's organisation, and the shipped ones."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer
from shouwen.api.document import READ, answers
from shouwen.api.schemas import rulebook as shapes
from shouwen.application import clock, queries

router = Router(tags=["rule books"])


class Which(Schema):
    version: Annotated[int | None, Field(ge=1, le=1_000_000, description="default: the one in force")] = None


@router.get(
    "",
    operation_id="listRuleBooks",
    summary="Installed and shipped rule books with their versions",
    response=answers(200, shapes.RuleBooks, (401,)),
)
def listed(request: StaffRequest) -> HttpResponse:
    return answer({"items": queries.rule_books(request.auth, now=clock.now())})


@router.get(
    "/{name}",
    operation_id="readRuleBook",
    summary="One version of a rule book: clauses, levels, rules",
    response=answers(200, shapes.RuleBook, READ),
    by_alias=True,
)
def read(request: StaffRequest, name: str, which: Query[Which]) -> HttpResponse:
    return answer(queries.rule_book(request.auth, name, now=clock.now(), version=which.version))
