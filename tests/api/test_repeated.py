"""The same request sent twice makes one case; also when both arrive at the same moment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.cast import COMPLAINT


@pytest.mark.django_db
def test_the_same_key_makes_one_case(office) -> None:
    first = office.clerk.post("/cases", COMPLAINT, idempotency_key="k-1")
    again = office.clerk.post("/cases", COMPLAINT, idempotency_key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first["Location"] == again["Location"] == f"/api/v1/cases/{first.json()['number']}"
    assert len(office.clerk.get("/cases").json()["items"]) == 1


@pytest.mark.django_db
def test_a_key_belongs_to_one_account_and_one_request(office) -> None:
    first = office.clerk.post("/cases", COMPLAINT, idempotency_key="k-1")
    other = office.clerk.post("/cases", {**COMPLAINT, "subject": "另一件"}, idempotency_key="k-1")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    elsewhere = office.office.post("/cases", COMPLAINT, idempotency_key="k-1")
    assert elsewhere.json()["number"] != first.json()["number"]


@pytest.mark.django_db
def test_the_portal_honours_the_key_too(office, street) -> None:
    sent = {**COMPLAINT, "organisation": "acme", "channel": "web"}
    answers = [street.post("/portal/cases", sent, idempotency_key="from my phone").json() for _ in range(2)]
    assert answers[0] == answers[1]


@pytest.mark.django_db
def test_without_a_key_two_requests_are_two_cases(office) -> None:
    assert office.registered() != office.registered()


TWO_AT_ONCE = """
import threading, json, django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("migrate", verbosity=0)
from tests.api.cast import COMPLAINT, open_office
office = open_office("acme", "four-level")
office.registered()
start, answers = threading.Barrier(8), []
def send():
    start.wait()
    answer = office.clerk.post("/cases", COMPLAINT, idempotency_key="k-1")
    answers.append((answer.status_code, answer.json()["number"]))
    connection.close()
threads = [threading.Thread(target=send) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
print(json.dumps([answers, len(office.clerk.get("/cases").json()["items"])]))
"""


def test_the_same_key_at_the_same_moment_makes_one_case(tmp_path: Path) -> None:
    """In a process of its own, on a database file: threads of a test share one connection in memory."""
    environment = {
        **os.environ,
        "SHOUWEN_HOME": str(tmp_path),
        "SHOUWEN_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "shouwen.config.settings",
        "PYTHONWARNINGS": "ignore",
    }
    ran = subprocess.run(
        [sys.executable, "-c", TWO_AT_ONCE], env=environment, capture_output=True, check=False, timeout=120,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    answers, cases = json.loads(ran.stdout.decode().splitlines()[-1])
    assert {status for status, _ in answers} == {201}
    assert len({number for _, number in answers}) == 1
    assert (len(answers), cases) == (8, 2)
