"""A terminal: type a command line, read what comes back."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from shouwen.cli.main import main

HERE = Path(__file__).parent
CLINIC = str(HERE / "clinic.yaml")


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    def is_one_line(self) -> bool:
        return self.err.count("\n") == 1 and "Traceback" not in self.err and "程序错误" not in self.err


def shouwen(*words: str) -> Answer:
    """Run a command in this process, as the shell would."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    return Answer(status, out.getvalue(), err.getvalue())
