"""After every test here the stored cases are what their streams say."""

from collections.abc import Iterator

import pytest

from shouwen.store import transactions
from tests.cast import Cast, Desk, neighbours, settle
from tests.databases import own_database, tampered
from tests.proof import check_every_case

__all__ = ["own_database", "tampered"]


@pytest.fixture
def cast(db) -> Cast:
    return settle()


@pytest.fixture
def desk(cast) -> Desk:
    return Desk(cast)


@pytest.fixture
def next_door(db) -> Cast:
    return neighbours()


@pytest.fixture(autouse=True)
def _settled(request, monkeypatch) -> None:
    """On PostgreSQL projections read behind the oldest running transaction. One holds the whole test here,
    so that they would never read anything; tests with a database of their own do commit.
    """
    if "own_database" not in request.fixturenames:
        monkeypatch.setattr(transactions, "settled", lambda: None)


@pytest.fixture(autouse=True)
def _fold_equals_row(request) -> Iterator[None]:
    if not ({"db", "transactional_db"} & set(request.fixturenames)) and not request.node.get_closest_marker(
        "django_db"
    ):
        yield
        return
    request.getfixturevalue("db")
    yield
    if "tampered" not in request.fixturenames:
        check_every_case()
