"""The parts of a trial by several processes: as many as there are cores, four at most."""

import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context

from shouwen.application.trial_parts import Job, Part, Parts, Piece, alone
from shouwen.worker import hand

MOST = 4
WORTH = 20
"""Fewer pieces are done sooner here than processes are started."""
AHEAD = 2
"""Pieces in the hands of each process: the next one lies ready."""
SIGN_S = 1.0


def several(job: Job, pieces: Sequence[Piece]) -> Parts:
    """The parts of a trial; where there are enough, by several processes, that end with this one."""
    count = min(MOST, os.cpu_count() or 1)
    if count < 2 or len(pieces) < WORTH:
        return alone(job, pieces)
    return _spread(job, pieces, count)


def _spread(job: Job, pieces: Sequence[Piece], count: int) -> Parts:
    # new processes, not copies of this one: it has threads, and open connections
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=hand.begin, initargs=(os.getpid(),))
    waiting: deque[Future[Part]] = deque()
    rest = iter(pieces)
    try:
        while True:
            while len(waiting) < count * AHEAD and (piece := next(rest, None)) is not None:
                waiting.append(pool.submit(hand.part, job, piece))
            if not waiting:
                return
            if wait([waiting[0]], timeout=SIGN_S).done:
                yield waiting.popleft().result()
            else:
                yield None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
