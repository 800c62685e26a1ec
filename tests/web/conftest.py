"""The staff web before a real application and an empty database."""

from functools import cache as cache_of

import pytest
from django.core.cache import cache
from django.test import Client

from shouwen.application import administration, rules
from shouwen.core.rulebook.loader import load
from tests.web.cast import Office, found

read_once = cache_of(load)
"""Reading a rule book takes half a second, and it never changes."""


@pytest.fixture(autouse=True)
def _alone(settings, monkeypatch) -> None:
    monkeypatch.setattr(administration, "load", read_once)
    monkeypatch.setattr(rules, "load", read_once)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def office(db, settings) -> Office:
    return found()


@pytest.fixture
def browser(office):
    """A browser signed in as the given account."""

    def sign_in(account: str, *, english: bool = False) -> Client:
        client = Client(headers={"accept-language": "en" if english else "zh-CN"})
        if english:
            client.cookies["language"] = "en"
        answer = client.post("/login/demo", {"account": account})
        assert answer.status_code == 302
        return client

    return sign_in
