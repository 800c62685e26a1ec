"""Who calls: a bearer token acts as its account, in that account's organisation and nowhere else."""

from dataclasses import replace

from django.http import HttpRequest
from ninja.security import HttpBearer

from shouwen.api.problems import language_of
from shouwen.application import people
from shouwen.application.people import Person


class StaffRequest(HttpRequest):
    """A request of one of the staff."""

    auth: Person


class BearerToken(HttpBearer):
    """`Authorization: Bearer TOKEN`; tokens are made by `shouwen token NAME`."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        person = people.person_of_token(token.strip())
        return replace(person, language=language_of(request)) if person else None
