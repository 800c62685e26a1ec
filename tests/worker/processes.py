"""Real processes: workers and services on a database of their own, and what is left of them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

from django.conf import settings

PATIENCE_S = 240.0
"""Two cores that others use as well; nothing here takes long by itself."""


def environment(database: str, home: Path, **more: str) -> dict[str, str]:
    """The environment of a process that works on a test's own database (a file, or a PostgreSQL name)."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    url = f"sqlite:///{database}"
    if "/" not in database:
        url = urlunsplit(urlsplit(os.environ["SHOUWEN_DATABASE_URL"])._replace(path=f"/{database}"))
    # the key in use: settings may have been read before the tests' own environment was set
    always = {"SHOUWEN_SECRET_KEY": settings.SECRET_KEY, "SHOUWEN_DEMO": "off"}
    return {**own, **always, "SHOUWEN_HOME": str(home), "SHOUWEN_DATABASE_URL": url, **more}


@contextmanager
def worker(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A worker, killed at the end if it still runs."""
    command = [sys.executable, "-m", "shouwen.worker.children", "timers", str(os.getpid())]
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        print(process.communicate()[1])


class Service:
    """`shouwen serve` on a free port."""

    def __init__(self, env: dict[str, str], *arguments: str, port: int = 0) -> None:
        self.port = port or free_port()
        command = [sys.executable, "-m", "shouwen.cli.main", "serve", "--port", str(self.port), *arguments]
        self.process = subprocess.Popen(
            command,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        left = descendants(self.process.pid)
        self.process.kill()
        for pid in left:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate()

    def get(self, path: str) -> int:
        """The status of a page; 0 while nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return int(answer.status)
        except OSError:
            return 0

    def child(self, name: str) -> int:
        """The process of `web` or `timers`; 0 while there is none."""
        found = [pid for pid in children(self.process.pid) if name in command_of(pid)]
        return found[0] if found else 0


def eventually(what: Callable[[], object], *, seconds: float = PATIENCE_S) -> None:
    """Wait until it is true."""
    latest = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < latest, "waited in vain"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def command_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text().split()]
        except OSError:
            continue
    return found


def descendants(pid: int) -> list[int]:
    return [one for child in children(pid) for one in (child, *descendants(child))]
