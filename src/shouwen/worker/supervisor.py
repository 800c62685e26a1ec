"""
`shouwen serve`: web and worker, started together, kept alive, ended together.

Only the standard library: this process lives as long as the service and does little but wait. What has to
hold before the start is seen to by a child of its own (`preparation`). Where the same program has been
prepared here before, web and worker do not wait for it.
"""

import errno
import os
import signal
import socket
import sysconfig
import time
from pathlib import Path

from shouwen.worker.processes import Child, end, start, tell

PORT_PATIENCE_S = 3.0
"""After a crash the old processes need a moment to notice that their parent is gone."""
ANSWER_S = 60.0
WORKER_WAITS_S = 15.0
LEAVE_S = 12.0
MIGRATIONS = Path(__file__).resolve().parent.parent / "store" / "migrations"


def serve(*, web_only: bool, host: str | None = None, port: int | None = None) -> None:
    """Prepare the installation and run web and worker until SIGTERM, SIGINT or SIGHUP. `host` and `port` are
    by default those of the environment.

    Raise `SystemExit` with one line when the port is taken, or with a status alone when the preparation said
    what is wrong (1: the database is not ready, 2: a wrong setting).
    """
    address = host or os.environ.get("SHOUWEN_HOST") or "127.0.0.1", port or _port()
    _check_port(*address)
    asked: list[int] = []
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(signum, lambda signum, _frame: asked.append(signum))
    Service(*address, web_only=web_only).run(asked)


class Service:
    """The preparation, the web server and, unless `web_only`, the worker."""

    def __init__(self, host: str, port: int, *, web_only: bool) -> None:
        self._host, self._port = host, port
        self._children = [Child("web", (host, str(port)))]
        if not web_only:
            self._children.append(Child("timers"))
        mark = _mark()
        self._prepared = _prepared_before(mark)
        self._preparation = start(
            "prepare", "web" if web_only else "all", host, str(port), mark, answering=True
        )
        self._greeting = ""

    def run(self, asked: list[int]) -> None:
        """Until a signal has been written into `asked`. Raise `SystemExit` when the preparation fails."""
        began = time.monotonic()
        greeted = False
        try:
            while not asked:
                self._look_at_preparation()
                if self._prepared:
                    # the pages come first: somebody is waiting for them
                    late = greeted or time.monotonic() > began + WORKER_WAITS_S
                    for child in self._children if late else self._children[:1]:
                        child.keep_alive()
                if self._greeting and not greeted:
                    greeted = answers(self._host, self._port) or time.monotonic() > began + ANSWER_S
                    if greeted:
                        print(self._greeting, flush=True)  # noqa: T201 for the person at the terminal
                time.sleep(0.5 if greeted else 0.05)
            tell("正在停止")
        finally:
            self._end()

    def _look_at_preparation(self) -> None:
        if self._greeting or self._preparation.poll() is None:
            return
        if self._preparation.returncode:
            raise SystemExit(self._preparation.returncode)
        changed, _, self._greeting = self._preparation.communicate()[0].strip().partition("\n")
        if changed == "migrated" and self._prepared:
            for child in self._children:  # they began with the schema of before
                child.ask_to_end()
                child.end(time.monotonic() + LEAVE_S)
        self._prepared = True

    def _end(self) -> None:
        latest = time.monotonic() + LEAVE_S
        for child in self._children:
            child.ask_to_end()
        if self._preparation.poll() is None:
            self._preparation.terminate()
            end(self._preparation, latest)
        for child in self._children:
            child.end(latest)


def answers(host: str, port: int) -> bool:
    """Whether the web server there is ready for its first user: it has loaded its pages and says that it lives."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 a comparison, not a binding
    try:
        with socket.create_connection((here, port), timeout=5) as asking:
            asking.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in asking.recv(64)
    except OSError:
        return False


def _port() -> int:
    try:
        return int(os.environ.get("SHOUWEN_PORT") or 8000)
    except ValueError:
        tell("设置 SHOUWEN_PORT 不对：须为 1 到 65535 的整数")
        raise SystemExit(2) from None


def _check_port(host: str, port: int) -> None:
    latest = time.monotonic() + PORT_PATIENCE_S
    while (fault := _fault(host, port)) is not None:
        if fault != errno.EADDRINUSE:
            raise SystemExit(f"不能监听 {host}:{port}：{os.strerror(fault)}")
        if time.monotonic() > latest:
            raise SystemExit(
                f"端口 {port} 已被占用；请先停下占用它的程序，或换一个：shouwen serve --port {port + 1}"
            )
        time.sleep(0.2)


def _fault(host: str, port: int) -> int | None:
    """Why we cannot listen there; None if we can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (socket.gaierror, OverflowError):
        return errno.EADDRNOTAVAIL
    except OSError as error:
        return error.errno or errno.EINVAL
    return None


def _mark() -> str:
    """What tells one state of the program from another, as far as the schema goes."""
    ours = sorted(path.name for path in MIGRATIONS.glob("0*.py"))
    others = sorted(path.name for path in Path(sysconfig.get_paths()["purelib"]).glob("[Dd]jango*.dist-info"))
    return " ".join([*ours, *others])


def _prepared_before(mark: str) -> bool:
    """A guess, made good by the preparation that follows: the embedded database is as this program wants it."""
    home = Path(os.environ.get("SHOUWEN_HOME") or "var")
    if os.environ.get("SHOUWEN_DATABASE_URL") or not (home / "shouwen.sqlite3").exists():
        return False
    try:
        return (home / "prepared").read_text("utf-8") == mark
    except OSError:
        return False
