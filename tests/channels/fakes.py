"""A channel that keeps what it is given, and a mail server of a few lines that does the same."""

import socketserver
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Self

from shouwen.channels.port import NotSentError, Outgoing, Recipient


@dataclass
class Letterbox:
    """The port's fake, as well behaved as the real ones: it reaches whoever has an address, keeps a repeated
    message once, and refuses while it is told to. `lasting` refusals are for addresses that do not exist."""

    name: str = "letterbox"
    kept: dict[str, Outgoing] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    broken: bool = False
    unknown: set[str] = field(default_factory=set)

    def reaches(self, to: Recipient) -> bool:
        return bool(to.email)

    def send(self, message: Outgoing) -> None:
        if self.broken:
            raise NotSentError("out of order")
        if message.to.email in self.unknown:
            raise NotSentError("no such address", lasting=True)
        self.sent.append(message.key)
        self.kept.setdefault(message.key, message)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail on a free port of this machine, but for addresses that begin with `nobody`; answers everything
    with 451 while `broken`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[EmailMessage] = []
        self.broken = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}?from=首问 <notice@shouwen.test>"

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if self.server.broken and not word.startswith("QUIT"):
                self._say("451 later")
            elif word.startswith("DATA"):
                self._say("354 go on")
                self._take()
            elif word.startswith("RCPT TO:<NOBODY"):
                self._say("550 no such address")
            elif word.startswith("QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 well")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
