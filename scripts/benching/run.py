"""One run: floor, 1,000 cases, all cases, replay; a table at the end."""

import json
import math
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

from scripts.benching import measure, sweeps
from scripts.benching.measure import Client, Figures, Round

PORT = 18_000 + os.getpid() % 1000
SMALL = 1_000
ROUNDS = 5
"""Each request is measured so many times, in turns with all others: the machine's speed changes within minutes."""
REGISTER = "register (API, 8 clients)"
FLOOR = "floor: /healthz"
AFTERWARDS = "… timers, search, figures after"


def bench(*, cases: int, originals: int, requests: int) -> int:
    server = os.environ["SHOUWEN_TEST_POSTGRES"]
    name = f"bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        assert admin.execute("SHOW fsync").fetchone() == ("on",), "the floor is measured with fsync"
    home = tempfile.mkdtemp(prefix="shouwen-bench-")
    os.environ |= {
        "SHOUWEN_DATABASE_URL": server.rsplit("/", 1)[0] + "/" + name, "SHOUWEN_SECRET_KEY": "bench" * 10,
        "SHOUWEN_HOME": home, "DJANGO_SETTINGS_MODULE": "shouwen.config.settings", "SHOUWEN_LOG_LEVEL": "ERROR",
        "SHOUWEN_PORT": str(PORT), "SHOUWEN_DEMO": "on",
    }  # fmt: skip
    import django

    django.setup()
    from django.core.management import call_command

    from scripts.benching import data
    from shouwen.application import people

    call_command("migrate", verbosity=0)
    organisation = data.make_originals(originals)
    token = people.make_token("lin_xiaowen")
    postmaster = _postmaster(server)
    rows: list[Figures] = []
    memory, said = 0.0, ""
    for size in (min(SMALL, cases), cases):
        data.grow(organisation, to=size)
        with _serving() as served:
            everything = partial(_processes, (served, postmaster))
            measure.settle(everything)
            answering = partial(_processes, (served, postmaster), but=frozenset(_timers(server, served)))
            rows += _pages(size, token, requests, answering, everything)
            memory = measure.memory_mb(measure.family(served))
            if size == cases:
                said = sweeps.trial(everything)
    rows.append(_floor(server, name, requests))
    _print(rows, memory, cases)
    print(said)
    print(sweeps.replay())
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    return 0


@contextmanager
def _serving() -> Iterator[int]:
    """`shouwen serve` on this database until the block ends."""
    process = subprocess.Popen([sys.executable, "-m", "shouwen.cli.main", "serve"])
    try:
        for _ in range(120):
            time.sleep(0.5)
            try:
                if Client(PORT).ask("GET", "/readyz")[0] == 200:
                    break
            except OSError:
                continue
        else:
            raise RuntimeError("the server did not start")
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _pages(
    size: int, token: str, requests: int, pids: Callable[[], list[int]], everything: Callable[[], list[int]]
) -> list[Figures]:
    """Everything in turns, round by round, the floor among it. `pids`: what answers requests, the database included;
    `everything`: with the timers and their connections.
    """
    from shouwen.application import clock
    from shouwen.store.models import Case

    closed = Case.objects.filter(number__startswith="TS-", closed_at__isnull=False).order_by("version")
    number, length = closed.values_list("number", "version")[closed.count() // 2]
    bearer = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    told = json.dumps({
        "channel": "hotline", "subject": "新机使用一周后漏水", "description": "上周三送到的机器底部渗水，已拍照。" * 4,
        "complainant": {"name": "丁一", "phone": "CALLER"}, "demand": "换货", "category": "quality_fault",
        "facts": {"severity": "high", "urgency": "low"},
    })  # fmt: skip
    eight = [Client(PORT) for _ in range(8)]
    callers = count(19_900_000_000 + size)

    def register(client: int, _turn: int) -> int:
        body = told.replace("CALLER", str(next(callers)))
        return eight[client].ask("POST", "/api/v1/cases", body=body, headers=bearer)[0]

    today = clock.now().date()
    desk = _signed_in("luo_shengnan")
    pages = {
        "work bench": "/",
        "ledger, unit and state": "/cases?unit=质量部&state=archived",
        "supervision board": "/board",
        f"case page, {length} events": f"/cases/{number}",
        "statistics": f"/statistics?from={today - timedelta(days=300)}&to={today}&by=category",
        "search 漏水": "/cases?q=漏水",
        "search 客服": "/cases?q=客服",
        FLOOR: "/healthz",
    }

    def get(path: str) -> int:
        return desk.ask("GET", quote(path, safe="/?&="))[0]

    rounds: dict[str, list[Round]] = {name: [] for name in (REGISTER, AFTERWARDS, *pages)}
    for _ in range(ROUNDS):
        registered = requests * 4 // ROUNDS
        before = measure.processor_s(everything())
        done = measure.run(REGISTER, register, requests=registered, clients=8, pids=pids)
        rounds[REGISTER].append(done)
        measure.settle(everything)
        after = measure.processor_s(everything()) - before - done.cpu_s
        rounds[AFTERWARDS].append(Round(times_s=[0.0] * len(done.times_s), took_s=math.inf, cpu_s=after))
        for name, path in pages.items():
            wanted = requests * (5 if name == FLOOR else 1) // ROUNDS
            rounds[name].append(
                measure.run(name, lambda _c, _t, p=path: get(p), requests=wanted, clients=1, pids=pids)
            )
    return [measure.figures(name, size, of) for name, of in rounds.items()]


def _signed_in(account: str) -> Client:
    client = Client(PORT)
    client.ask("GET", "/login")
    form = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{PORT}/login"}
    token = client.cookies["csrftoken"]
    status, _ = client.ask(
        "POST", DEMO_LOGIN, body=f"csrfmiddlewaretoken={token}&account={account}", headers=form
    )
    if client.ask("GET", "/board")[0] != 200:
        raise RuntimeError(f"could not sign in ({status})")
    return client


DEMO_LOGIN = "/login/demo"


def _floor(server: str, name: str, requests: int) -> Figures:
    """One durable row a transaction: what no registration can go below."""
    with psycopg.connect(server.rsplit("/", 1)[0] + "/" + name, autocommit=True) as connection:
        connection.execute("CREATE TABLE floor (id bigserial, text text)")
        times = []
        for _ in range(requests):
            start = time.perf_counter()
            connection.execute("INSERT INTO floor (text) VALUES (%s)", ["x" * 500])
            times.append(time.perf_counter() - start)
    times.sort()
    middle, high = times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000
    return Figures("floor: durable insert", 0, 1000 / middle, middle, high, 0)


def _postmaster(server: str) -> int:
    """The database server's first process: the parent of our backend."""
    with psycopg.connect(server) as connection:
        pid = int(connection.execute("SELECT pg_backend_pid()").fetchone()[0])
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _processes(tops: tuple[int, ...], *, but: frozenset[int] = frozenset()) -> list[int]:
    return [pid for top in tops for pid in measure.family(top) if pid not in but]


def _timers(server: str, served: int) -> list[int]:
    """The worker's processes and its connections in the database, by the name that they go by."""
    found = [
        pid
        for child in measure.family(served)
        if b"\0timers\0" in Path(f"/proc/{child}/cmdline").read_bytes()
        for pid in measure.family(child)
    ]
    with psycopg.connect(server) as connection:
        told = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'shouwen timers'"
        )
        return [*found, *(int(pid) for (pid,) in told)]


def _print(rows: list[Figures], memory: float, cases: int) -> None:
    """`of floor`: processor time as a multiple of the health check's in the same rounds; `growth`: of milliseconds, and of
    that multiple, which does not depend on how fast the machine was at either size.
    """
    small = {row.name: row for row in rows if row.cases == min(SMALL, cases)}
    floors = {row.cases: row.cpu_ms for row in rows if row.name == FLOOR}
    print(
        f"\n{'':32} {'cases':>8} {'req/s':>8} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8} {'growth':>7} {'of floor':>9} {'growth':>7}"
    )
    for row in rows:
        base, floor = small.get(row.name), floors.get(row.cases, 0.0)
        grown = of_floor = grown_of_floor = ""
        if floor:
            of_floor = f"{row.cpu_ms / floor:.1f}"
        if base and base is not row and base.cpu_ms and floor:
            grown = f"{row.cpu_ms / base.cpu_ms:.2f}×"
            grown_of_floor = f"{row.cpu_ms / floor / (base.cpu_ms / floors[base.cases]):.2f}×"
        print(
            f"{row.name:32} {row.cases:>8,} {row.per_second:>8.1f} {row.p50_ms:>8.1f} {row.p95_ms:>8.1f} "
            f"{row.cpu_ms:>8.1f} {grown:>7} {of_floor:>9} {grown_of_floor:>7}"
        )
    print(f"web and worker together: {memory:.0f} MB (proportional)")
