"""What faces have to tell their users. Anything else that is raised is a bug."""

from shouwen.core.case.parsing import BadDataError, BadField, UnknownCommandError
from shouwen.core.case.refusals import Refused
from shouwen.core.rulebook.model import Words

__all__ = [
    "BadDataError", "BadField", "BrokenCaseError", "ConflictError", "FileRefusedError", "NotFoundError",
    "Refused", "TooFastError", "UnknownCommandError",
]  # fmt: skip


class NotFoundError(Exception):
    """There is no such thing, or the caller may not see it; which of the two is not told."""


class ConflictError(Exception):
    """Someone else was faster: the case is at `version` now, or the key was used for another request."""

    def __init__(self, code: str, *, version: int = 0) -> None:
        super().__init__(code)
        self.code, self.version = code, version


class TooFastError(Exception):
    """Too many requests; try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds}s")
        self.seconds = seconds


class FileRefusedError(Exception):
    """A file that is not taken: `code` too_large, empty, type_not_allowed, false_type or archive_bomb."""

    def __init__(self, code: str, say: Words) -> None:
        super().__init__(code)
        self.code, self.say = code, say


class BrokenCaseError(Exception):
    """The stream of this one case cannot be read: an unknown event, or a broken chain."""

    def __init__(self, number: str, seq: int, reason: str) -> None:
        super().__init__(f"{number} #{seq}: {reason}")
        self.number, self.seq, self.reason = number, seq, reason
