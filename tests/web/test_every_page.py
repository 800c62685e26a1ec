"""Every address of the staff web, opened by every role, answers: a page, or that there is none for this reader."""

from itertools import product

import pytest
from django.test import Client

from shouwen.application import administration
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.web.urls import urlpatterns

PLAIN = sorted(str(one.pattern) for one in urlpatterns if "<" not in str(one.pattern))
OF_CASES = sorted(
    str(one.pattern)
    for one in urlpatterns
    if str(one.pattern).startswith("cases/<str:number>") and str(one.pattern).count("<") == 1
)


@pytest.mark.parametrize("role", sorted(set(STAFF_ROLES) - {"customer", "system"}))
def test_no_address_breaks(browser, office, role: str) -> None:
    number = office.register().number
    administration.add_user(
        "alone", organisation=office.slug, unit="客服部", roles=[role], name="独角", encoded_password="!"
    )
    client: Client = browser("alone")
    paths = [*PLAIN, *(path.replace("<str:number>", number) for path in OF_CASES)]
    for path, query in product(paths, ("", "?from=2026-01-01&to=2026-12-31")):
        if path != "logout":
            assert client.get(f"/{path}{query}").status_code < 500, path


def test_the_addresses_are_those_of_the_web() -> None:
    assert len(PLAIN) > 40 and "statistics/returns" in PLAIN and "cases/<str:number>/print" in OF_CASES
