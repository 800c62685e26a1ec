"""Load the demo organisations: `shouwen demo`, and `make run` on an empty database."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from shouwen.application import clock
from shouwen.demo import periodic, showcase
from shouwen.demo.content import ORGANISATIONS, told
from shouwen.demo.office import Office, set_up
from shouwen.demo.tale import Tale

DAYS = 110
"""How far back the demo reaches."""

Progress = Callable[[str, int, int], None]
"""(organisation, cases done, cases wanted)."""
Cases = int | Callable[[str], int]
"""How many: for each organisation, or by its slug."""


def load_demo(
    *, cases: Cases, seed: int = 1, now: datetime | None = None, progress: Progress | None = None
) -> dict[str, int]:
    """Make the demo organisations with `cases` cases; answer how many each got. The same seed at the
    same time tells the same stories.
    """
    present = now or clock.now()
    made: dict[str, int] = {}
    for slug in ORGANISATIONS:
        organisation = set_up(
            slug, from_day=date(present.year - 1, 1, 1), since=present - timedelta(days=DAYS)
        )
        office, rng = Office(organisation), Random(f"{seed}:{slug}")  # noqa: S311
        wanted = cases(slug) if callable(cases) else cases
        made[slug] = _tell(office, cases=wanted, rng=rng, now=present, progress=progress)
    return made


def _tell(office: Office, *, cases: int, rng: Random, now: datetime, progress: Progress | None) -> int:
    stories, customers = office.content.list("stories"), office.content.list("customers")
    starts = sorted(_start(rng, now, office) for _ in range(cases))
    order = [i % len(stories) for i in range(cases)]
    rng.shuffle(order)
    done = 0
    for start, index in zip(starts, order, strict=True):
        story = told(stories[index], office.content, rng, on=start.date())
        tale = Tale(office=office, story=story, customer=rng.choice(customers), rng=rng, at=start, until=now)
        with transaction.atomic():
            done += tale.tell()
        if progress is not None:
            progress(office.organisation.slug, done, cases)
    with transaction.atomic():
        showcase.show(office, rng=Random(rng.random()), now=now, cases=done)  # noqa: S311
        periodic.keep(office, rng=Random(rng.random()), since=now - timedelta(days=DAYS), now=now)  # noqa: S311
    return done


def _start(rng: Random, now: datetime, office: Office) -> datetime:
    """A moment of registration: a third within the last days, mostly in working time."""
    back = rng.uniform(0.02, 6) if rng.random() < 0.33 else rng.uniform(6, DAYS)
    moment = now - timedelta(days=back)
    if rng.random() < 0.85:
        calendar = office.rules.calendar
        at_work = calendar.next_working_time(moment) + timedelta(minutes=rng.randint(0, 170))
        moment = (
            at_work if at_work < now else moment
        )  # what comes on a Sunday is not all taken in this minute
    return moment.replace(microsecond=0)
