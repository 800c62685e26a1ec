"""One of the processes that do the parts of a trial. It is read before Django is ready, and imports the rest late."""

import os
import signal
from functools import lru_cache
from typing import TYPE_CHECKING

from shouwen.worker.parents import end_with

if TYPE_CHECKING:
    from shouwen.application.trial_parts import Job, Part, Piece, Run


def begin(parent: int) -> None:
    """Signals as usual (the worker's threads block them), the end with the parent, and Django."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    end_with(parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    import django

    django.setup()


def part(job: "Job", piece: "Piece") -> "Part":
    """What the cases of a piece show."""
    return _run(job).part(piece)


@lru_cache(maxsize=1)
def _run(job: "Job") -> "Run":
    from shouwen.application.trial_parts import Run

    return Run(job)
