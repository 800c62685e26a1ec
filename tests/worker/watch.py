"""What the timers did, read from the streams; and a virtual clock that lets them work."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

from shouwen.application import rules, timers
from shouwen.core.case.events import DeadlineMissed, DeadlineReminded
from shouwen.store import timeline
from shouwen.store.models import Case, CaseEvent, Obligation

TIMER = ("deadline_reminded", "deadline_missed")


def told(number: str = "", rule: str = "") -> list[tuple[str, str, str]]:
    """(event, rule, mark) of everything that timers said, in order."""
    rows = CaseEvent.objects.filter(type__in=TIMER).order_by("pk")
    if number:
        rows = rows.filter(case__number=number)
    found = [(row.type, json.loads(row.data)) for row in rows]
    said = [(kind, str(data["rule"]), str(data.get("at_mark", ""))) for kind, data in found]
    return [one for one in said if not rule or one[1] == rule]


def repeated() -> list[tuple[str, ...]]:
    """What was said more than once of one instance of a rule in one case: has to be empty."""
    counts: Counter[tuple[str, ...]] = Counter()
    for case in Case.objects.select_related("organisation"):
        stream, _ = timeline.load(case)
        ledger = rules.rules_of(case.rule_book_id, case.organisation.reference_version).read(())
        for event in stream:
            if isinstance(event.data, DeadlineReminded | DeadlineMissed):
                (owed,) = (o for o in ledger.obligations(event.at) if o.rule == event.data.rule and o.live)
                mark = getattr(event.data, "at_mark", "")
                counts[case.number, event.data.type, owed.rule, str(owed.number), mark] += 1
            ledger.read(event)
    return [key for key, count in counts.items() if count > 1]


def due(now: datetime) -> int:
    """Obligations that the timer has yet to look at."""
    return Obligation.objects.filter(wake_at__lte=now).count()


def sweep_all(now: datetime, limit: int = 200) -> int:
    """Sweep until nothing is due; answer with the obligations dealt with."""
    done = 0
    while count := timers.sweep(now, limit):
        done += count
        assert done < 10_000, "the sweep does not come to an end"
    return done


def run_clock(first: datetime, last: datetime, **step: float) -> None:
    """Let the timers work from `first` to `last`, every `step`."""
    now = first
    while now <= last:
        sweep_all(now.astimezone(UTC))
        now += timedelta(**step)
