"""The portal before a fake office: no database, a cache in memory."""

import pytest
from django.core.cache import cache
from django.test import Client

from shouwen.application import operations, queries
from tests.portal.office import CODE, NUMBER, Office


@pytest.fixture(autouse=True)
def _alone(settings) -> None:
    settings.ROOT_URLCONF = "tests.portal.urls"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def office(monkeypatch) -> Office:
    office = Office()
    for name in ("organisations", "portal_form_words", "progress", "portal_open_file"):
        monkeypatch.setattr(queries, name, getattr(office, name))
    for name in ("portal_register", "portal_command", "portal_attach"):
        monkeypatch.setattr(operations, name, getattr(office, name))
    return office


@pytest.fixture
def phone(office) -> Client:
    """A customer's browser that runs no script."""
    return Client(headers={"accept-language": "zh-CN"})


@pytest.fixture
def inside(phone) -> Client:
    """The same, let in to the case."""
    answer = phone.post("/p/track", {"number": NUMBER, "code": CODE})
    assert answer.status_code == 302
    return phone
