"""What goes over very many cases: a what-if by the worker of the running product, and `shouwen replay`."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta

from scripts.benching import measure

LIMIT = ("respond-l3", "4h")
"""The rule and the limit that the what-if tries."""


def trial(everything: Callable[[], list[int]]) -> str:
    """All cases under another limit, asked and carried out as from the page; how long it took, in words. Raise
    `RuntimeError` where replaying under the present rule book does not give what is on record.
    """
    from shouwen.application import clock, people, trials
    from shouwen.store.models import Trial
    from shouwen.store.models.trial import QUEUED, RUNNING

    measure.settle(everything)
    began, now = time.perf_counter(), clock.now()
    rule, limit = LIMIT
    key = trials.ask(
        people.person_of_account("luo_shengnan"),
        first=now.date() - timedelta(days=3650),
        last=now.date(),
        wish=trials.Wish(limits={rule: limit}),
        now=now,
    )
    while (found := Trial.objects.get(pk=key)).state in {QUEUED, RUNNING}:
        time.sleep(0.5)
    took = time.perf_counter() - began
    result = found.result
    if found.state != "done" or result["different"] or result["unreadable"]:
        raise RuntimeError(
            f"what-if: {found.state}, {result.get('different')} different, {result.get('unreadable')} unreadable"
        )
    return (
        f"what-if over {result['cases']:,} cases: {took:.0f} s, {result['cases'] / took:.0f} cases/s; "
        f"self-check {result['different']} different"
    )


def replay() -> str:
    """10,000 cases of 16 events through `shouwen replay`, in words."""
    steps = (
        "registered", "graded", "accepted", "assigned", "acknowledged", "responded", "analysis_started", "evidence_added",
        "finding_recorded", "root_cause_determined", "solution_proposed", "solution_approved", "consent_recorded",
        "replied", "satisfaction_recorded", "closed",
    )  # fmt: skip
    told = {
        "graded": {"severity": "high", "urgency": "low", "level": "L3"},
        "consent_recorded": {"agreed": True},
        "satisfaction_recorded": {"satisfied": True},
    }
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for case in range(10_000):
            for seq, kind in enumerate(steps, start=1):
                at = f"2026-03-{1 + case % 28:02}T{8 + seq // 4:02}:{15 * (seq % 4):02}:00+08:00"
                file.write(
                    json.dumps(
                        {
                            "case": f"C{case}",
                            "seq": seq,
                            "type": kind,
                            "at": at,
                            "actor": {"role": "handler"},
                            "data": told.get(kind, {}),
                        }
                    )
                    + "\n"
                )
        file.flush()
        took = statistics.median(_replayed(file.name) for _ in range(3))
    return f"replay of 10,000 cases × {len(steps)} events: {took:.1f} s (middle of three)"


def _replayed(path: str) -> float:
    """Seconds of one `shouwen replay`."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "shouwen.cli.main", "replay", "--rulebook", "four-level", path, "--json"],
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return time.perf_counter() - began
