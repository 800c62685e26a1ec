"""The organisation's rule book in words, beside its clauses."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from shouwen.application import queries
from shouwen.application.people import Person
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff


@require_safe
@staff
def rulebook(request: StaffRequest, person: Person) -> HttpResponse:
    book = queries.rule_book_words(person)
    context = {
        "book": book,
        "in_force_from": formats.day(book.in_force_from),
        "sections": [
            (heading, [(clause, text.removeprefix(clause).strip()) for clause, text in lines])
            for heading, lines in book.sections
        ],
    }
    return page(request, person, "web/rulebook.html", context, here="rulebook")
