"""A process that is kept alive, and is ended with all that it started."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

SETTLED_S = 30.0
"""A child that lived so long did not fall at its start."""
LONGEST_BACKOFF_S = 30.0


def start(what: str, *arguments: str, answering: bool = False) -> subprocess.Popen[str]:
    """Start a child; `answering`: what it prints can be read from `stdout`."""
    # a session of its own: Ctrl-C at the terminal reaches us alone, and we end the children in order
    return subprocess.Popen(  # noqa: S603 our own module
        [sys.executable, "-m", "shouwen.worker.children", what, str(os.getpid()), *arguments],
        start_new_session=True,
        env={
            "MALLOC_ARENA_MAX": "2",  # threads share their free memory: 10 % less of it
            "PGAPPNAME": f"shouwen {what}",  # what an operator of PostgreSQL sees in pg_stat_activity
            **os.environ,
        },
        stdout=subprocess.PIPE if answering else None,
        encoding="utf-8",
    )


@dataclass(slots=True)
class Child:
    """A process to be kept alive."""

    name: str
    arguments: tuple[str, ...] = ()
    process: subprocess.Popen[str] | None = None
    began: float = 0.0
    falls: int = 0
    again_at: float = 0.0

    def keep_alive(self) -> None:
        """Start it where it does not run, later and later while it falls at once."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.process, self.began = start(self.name, *self.arguments), now
            return
        status = self.process.poll()
        if status is None:
            return
        self.falls = 0 if now - self.began > SETTLED_S else self.falls + 1
        wait = min(2.0 ** (self.falls - 1), LONGEST_BACKOFF_S) if self.falls else 0.0
        self.again_at, self.process = now + wait, None
        tell(f"进程 {self.name} 意外退出（{status}），{wait:.0f} 秒后重新启动")

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, latest: float) -> None:
        """Wait for it until `latest` (monotonic), then make it end with all that it started."""
        if self.process is None:
            return
        end(self.process, latest)
        self.process = None


def end(process: subprocess.Popen[str], latest: float) -> None:
    """Wait for a process until `latest` (monotonic), then kill it with all that it started."""
    try:
        process.wait(max(0.1, latest - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def tell(text: str) -> None:
    """A line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201
