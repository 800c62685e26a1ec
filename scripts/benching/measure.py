"""Requests, their times, and what the processes behind them used."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

TICK = 100


@dataclass(frozen=True)
class Round:
    """Some requests of one kind, one after the other."""

    times_s: list[float]
    took_s: float
    cpu_s: float
    """Processor time of application and database together."""


@dataclass(frozen=True)
class Figures:
    """What one kind of request cost: medians over rounds, so that a machine that is slow for a while says little."""

    name: str
    cases: int
    per_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    """Processor time a request, application and database together."""


def figures(name: str, cases: int, rounds: Sequence[Round]) -> Figures:
    """The middle of the rounds."""
    times = sorted(time_s for one in rounds for time_s in one.times_s)
    return Figures(
        name=name, cases=cases, per_second=statistics.median(len(one.times_s) / one.took_s for one in rounds),
        p50_ms=statistics.median(times) * 1000, p95_ms=times[int(len(times) * 0.95) - 1] * 1000,
        cpu_ms=statistics.median(one.cpu_s / len(one.times_s) for one in rounds) * 1000,
    )  # fmt: skip


class Client:
    """A keep-alive connection with a cookie jar of one session."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, *, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **(headers or {})}
        self.connection.request(method, path, body=body.encode(), headers=sent)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, content


def processor_s(pids: list[int]) -> float:
    """Processor time of processes with their ended children."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(x) for x in fields[11:15])
    return total / TICK


def family(pid: int) -> list[int]:
    """A process and everything below it; what ends while we look is left out."""
    found, layer = [pid], [pid]
    while layer:
        layer = [child for one in layer for child in _children(one)]
        found += layer
    return found


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").glob("*/children")
            for child in task.read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []


def memory_mb(pids: list[int]) -> float:
    """Proportional memory of processes."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def settle(pids: Callable[[], list[int]], *, patience_s: float = 600) -> float:
    """Wait until the processes rest (under 4 % of a core for two seconds); the processor time it took them, in seconds."""
    began, latest = processor_s(pids()), time.monotonic() + patience_s
    while time.monotonic() < latest:
        before = processor_s(pids())
        time.sleep(2)
        if processor_s(pids()) - before < 0.08:
            return processor_s(pids()) - began
    raise RuntimeError("the processes did not come to rest")


def run(
    name: str, ask: Callable[[int, int], int], *, requests: int, clients: int, pids: Callable[[], list[int]]
) -> Round:
    """One round of `requests` requests from `clients` threads; `ask(client, turn)` answers the HTTP status."""
    for client in range(clients):
        ask(client, -1 - client)
    times: list[float] = []
    failed: list[int] = []
    used, began = processor_s(pids()), time.perf_counter()

    def work(client: int) -> None:
        for turn in range(requests // clients):
            start = time.perf_counter()
            status = ask(client, turn)
            times.append(time.perf_counter() - start)
            if status >= 400:
                failed.append(status)

    threads = [threading.Thread(target=work, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, used = time.perf_counter() - began, processor_s(pids()) - used
    if failed:
        raise RuntimeError(f"{name}: {len(failed)} requests failed, first {failed[0]}")
    return Round(times_s=times, took_s=took, cpu_s=used)
