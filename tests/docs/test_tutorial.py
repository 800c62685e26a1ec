"""The tutorial does what it says: its requests and calls are run in order, its answers are those of the program."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from shouwen.demo.office import set_up
from tests.docs.transcript import Transcript

FOLDER = Path(__file__).resolve().parents[2] / "docs/tutorial"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["one-complaint.md", "one-complaint.zh.md"])
def test_a_tutorial_runs_as_written(name: str, settings, capsys) -> None:
    settings.MIDDLEWARE = [entry for entry in settings.MIDDLEWARE if "whitenoise" not in entry]
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    }
    set_up("four-level", from_day=date(2025, 1, 1))
    page = Transcript(FOLDER / name, Client(), capsys)
    assert page.run() > 20
