"""The suites that touch the database, once more on PostgreSQL: in a process of their own, for Django binds at import."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).parent.parent.parent
SUITES = ("tests/store", "tests/application", "tests/permissions/test_visibility.py", "tests/worker")


@pytest.mark.postgres
def test_the_suites_hold_on_postgresql(tmp_path: Path) -> None:
    server = urlsplit(os.environ["SHOUWEN_TEST_POSTGRES"])
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST_", "SHOUWEN_TEST_"))
        },
        # pytest-django makes test_… of it, and drops that again
        "SHOUWEN_DATABASE_URL": urlunsplit(server._replace(path=f"/shouwen_{os.getpid()}")),
        "SHOUWEN_HOME": str(tmp_path),
        "SHOUWEN_SECRET_KEY": "a key for tests only, never for people",
    }
    found = [suite for suite in SUITES if (ROOT / suite).exists()]
    command = [
        sys.executable,
        "-m",
        "pytest",
        *found,
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--create-db",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1500, check=False
    )
    tail = "\n".join(done.stdout.splitlines()[-60:])
    print(tail)  # noqa: T201 the summary belongs into the report of a failure
    assert done.returncode == 0, f"{tail}\n{done.stderr[-2000:]}"
    assert " passed" in tail
