"""What the how-to pages show is run."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shouwen.store.models import HolidayNotice
from tests.docs.transcript import Transcript

FOLDER = Path(__file__).resolve().parents[2] / "docs/howto"


def block(page: str, language: str) -> str:
    """The first block of a language."""
    found = re.search(
        rf"^```{language}\n(.*?)^```$", (FOLDER / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, f"{page} has no {language}"
    return found.group(1)


@pytest.mark.django_db
def test_people_are_added_as_written(capsys) -> None:
    Transcript(FOLDER / "add-people.md", Client(), capsys).run()
    assert User.objects.get(username="wangfang").staff.name == "王芳"
    assert User.objects.get(username="liqiang").staff.unit.name == "质量部"


@pytest.mark.django_db
def test_holidays_are_imported_as_written(capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2027.json").write_text(block("import-holidays.md", "json"), encoding="utf-8")
    Transcript(FOLDER / "import-holidays.md", Client(), capsys).run()
    assert HolidayNotice.objects.get(year=2027).days == {"2027-01-01": True, "2027-01-03": False}
