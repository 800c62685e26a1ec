"""One organisation, its people and the street outside."""

from functools import lru_cache

import pytest
from django.core.cache import cache

from shouwen.application import administration, rules
from shouwen.core.rulebook.loader import load
from tests.api.cast import Caller, Office, open_office

loaded_once = lru_cache(load)
"""Reading a rule book takes most of a second and answers the same every time."""


@pytest.fixture(autouse=True)
def _alone(settings, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(administration, "load", loaded_once)
    monkeypatch.setattr(rules, "load", loaded_once)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()


@pytest.fixture
def office(db) -> Office:
    return open_office("acme", "four-level")


@pytest.fixture
def street() -> Caller:
    """A customer, or anyone: no token."""
    return Caller()
