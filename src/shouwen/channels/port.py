"""What every channel that leads out of the house is like. Each lives in a folder of its own and knows no other."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One of the staff, with the addresses that are known; empty where none is."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message ready to be sent. It never holds what customers wrote or who they are."""

    key: str
    """The same in every attempt, so that a repeated message can be told from a new one."""
    to: Recipient
    subject: str
    text: str


class NotSentError(Exception):
    """The message was not taken. `lasting`: trying again is of no use (no such address)."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Channel(Protocol):
    """A way to staff. `send` may be called again for a message that was taken already: after a crash nobody
    knows whether it was.
    """

    name: str
    """Identifies the channel in rows; at most 20 letters."""

    def reaches(self, to: Recipient) -> bool:
        """Whether an address is known; otherwise nothing is queued."""
        ...

    def send(self, message: Outgoing) -> None:
        """Hand the message over, within some ten seconds. Raise `NotSentError` when it was not taken."""
        ...
