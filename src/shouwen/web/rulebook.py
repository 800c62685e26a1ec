"""The organisation's rule book in words, beside its clauses."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from shouwen.application import queries
from shouwen.application.people import Person
from shouwen.web.access import StaffRequest, page, staff


@require_safe
@staff
def rulebook(request: StaffRequest, person: Person) -> HttpResponse:
    return page(
        request, person, "web/rulebook.html", {"book": queries.rule_book_words(person)}, here="rulebook"
    )
