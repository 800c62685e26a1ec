"""What every test may use; tests that need a server or a browser say so and are told apart here."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# how fast an example runs says something about the machine, not about the program
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# the same examples in every run: what passes before a commit passes after it. `--hypothesis-profile=searching` looks for new ones
settings.register_profile("shouwen", QUIET, derandomize=True)
settings.register_profile("searching", QUIET)
settings.load_profile("shouwen")

os.environ.setdefault("SHOUWEN_SECRET_KEY", "a key for tests only, never for people")
NEEDS = {
    "postgres": ("SHOUWEN_TEST_POSTGRES", "no PostgreSQL server given in SHOUWEN_TEST_POSTGRES"),
    "e2e": ("SHOUWEN_TEST_CHROMIUM", "no browser given in SHOUWEN_TEST_CHROMIUM"),
    "papers": ("SHOUWEN_TEST_PDFTOTEXT", "no pdftotext given in SHOUWEN_TEST_PDFTOTEXT"),
}
SHARED_DATA = Path(__file__).parent.parent.parent / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, (variable, reason) in NEEDS.items():
            if item.get_closest_marker(marker) and not os.environ.get(variable):
                item.add_marker(pytest.mark.skip(reason=reason))
        if item.get_closest_marker("shared_data") and not SHARED_DATA.exists():
            item.add_marker(pytest.mark.skip(reason="the development data folder is not here"))
    # it takes as long as all others of its worker: begun last, it would leave the other core idle
    items.sort(key=lambda item: item.get_closest_marker("postgres") is None)


@pytest.fixture(autouse=True)
def _fresh_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Caches of rule books and people must not outlive a test's database."""
    yield
    if "django_db_setup" in request.fixturenames or request.node.get_closest_marker("django_db"):
        from shouwen.application.remembering import forget

        forget()
