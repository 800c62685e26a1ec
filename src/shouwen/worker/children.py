"""
What the supervisor starts: `python -m shouwen.worker.children WHAT PARENT …`.

Heavy modules are imported late: the web server's first process only keeps its second one alive.
"""

import gc
import os
import sys
from typing import Any

from shouwen.worker.parents import end_with
from shouwen.worker.processes import tell

APPLICATION = "shouwen.config.wsgi:application"
TIMERS_NICE = 10
THREADS = "4"
"""As in `config.environment`, which the small first process does without; the preparation checks the value."""


def web(host: str, port: str) -> None:
    """The web server: a small process that keeps the one with the application running."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        APPLICATION,
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(os.environ.get("SHOUWEN_THREADS") or THREADS),
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve(target_loader=_application)


def _application(_target: str) -> Any:
    """In the second process: the application, which ends with the first."""
    end_with(os.getppid())
    from shouwen.config.wsgi import application

    # what is there now stays; looking through it again and again cost a tenth of every page
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    return application


def timers() -> None:
    """The worker. Pages go before it: somebody waits for them, while search and figures may follow a moment later."""
    os.nice(TIMERS_NICE)
    _set_up()
    from shouwen.worker.run import work_forever

    work_forever()


def prepare(scope: str, host: str, port: str, mark: str) -> None:
    """The preparation; prints what it did and the greeting."""
    _set_up()
    from shouwen.worker import preparation

    migrated = preparation.prepare(web_only=scope == "web", mark=mark)
    print("migrated" if migrated else "same", preparation.greeting(host, int(port)), sep="\n")  # noqa: T201


def _set_up() -> None:
    """Django. A wrong setting is one line and status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    import django

    from shouwen.config.environment import SettingError

    try:
        django.setup()
    except SettingError as error:
        tell(str(error))
        raise SystemExit(2) from None


def main(what: str, parent: str, *arguments: str) -> None:
    end_with(int(parent))
    match what:
        case "web":
            web(*arguments)
        case "timers":
            timers()
        case _:
            prepare(*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
