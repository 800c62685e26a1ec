"""A child ends when its parent is gone, however that went: no process is left behind that holds the port."""

import os
import signal
import time
from threading import Thread

GRACE_S = 10.0


def end_with(parent: int) -> None:
    """Watch the parent process from now on; when it is gone, ask this process to end, then make it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # the watch takes no signals
    Thread(target=_watch, args=(parent,), name="parent-watch", daemon=True).start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os.kill(os.getpid(), signal.SIGKILL)
