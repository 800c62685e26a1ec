"""A page whose code blocks are run in order: requests against the API, calls of the command line.

    ```http      GET or POST, headers, an empty line, a JSON body; the next block is the answer
    ```http      HTTP/1.1 200, an empty line, the parts of the JSON answer that matter
    ```console   lines that begin with $ are run; the lines below them are what is printed, as far as shown

`…` stands for anything: a whole text, the rest of a text, the rest of a list, the rest of the output. Keys that an
answer does not show may be there. `$NAME` in an expected text takes what stands there; afterwards it means that text.
"""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.test import Client

from shouwen.cli.main import main

ANYTHING = "…"
_BLOCK = re.compile(r"^```(http|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_VARIABLE = re.compile(r"\$([A-Z_]+)")
_ASSIGNMENT = re.compile(r"([A-Z_]+)=\$\((.+)\)")


class NotAsShownError(AssertionError):
    """The program answered something else than the page shows."""


@dataclass
class Transcript:
    """One run of a page."""

    page: Path
    client: Client
    capture: object
    variables: dict[str, str] = field(default_factory=dict)

    def run(self) -> int:
        """Run every block; how many there were. Raise `NotAsShownError` with the line of the page."""
        steps = self._steps()
        for line, kind, text, answer in steps:
            try:
                if kind == "console":
                    self._console(text)
                else:
                    self._request(text, answer)
            except NotAsShownError as error:
                raise NotAsShownError(f"{self.page.name}:{line}: {error}") from None
        return len(steps)

    def _steps(self) -> list[tuple[int, str, str, str]]:
        """(line, kind, text, answer) of every step."""
        found: list[tuple[int, str, str, str]] = []
        whole = self.page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(whole):
            line, text = whole.count("\n", 0, block.start()) + 1, block.group(2)
            if text.startswith("HTTP/"):
                assert found, "an answer without a request"
                found[-1] = (*found[-1][:3], text)
            else:
                found.append((line, block.group(1), text, ""))
        return found

    def _request(self, text: str, shown: str) -> None:
        head, _, body = text.partition("\n\n")
        first, *headers = self._filled(head).splitlines()
        method, path = first.split(maxsplit=1)
        told = dict(line.split(": ", 1) for line in headers)
        sent = self._filled(body).encode() if body.strip() else b""
        answer = self.client.generic(method, path, sent, content_type="application/json", headers=told)
        status, _, expected = shown.partition("\n\n")
        if int(status.split()[1]) != answer.status_code:
            raise NotAsShownError(f"{first}: {answer.status_code} {answer.content.decode()[:2000]}")
        if expected.strip():
            self._compare(json.loads(expected), answer.json(), first)

    def _console(self, text: str) -> None:
        for call, shown in _calls(text):
            assigned = _ASSIGNMENT.fullmatch(call)
            printed = self._printed(assigned.group(2) if assigned else call)
            if assigned:
                self.variables[assigned.group(1)] = printed.strip()
            elif not re.fullmatch(_pattern(self._filled(shown.strip())), printed.strip(), re.DOTALL):
                raise NotAsShownError(f"{call}: {printed}")

    def _printed(self, call: str) -> str:
        words = shlex.split(self._filled(call))
        assert words[0] == "shouwen", call
        self.capture.readouterr()
        status = main(words[1:])
        captured = self.capture.readouterr()
        if status:
            raise NotAsShownError(f"{call}: exit status {status}: {captured.err}")
        return captured.out

    def _filled(self, text: str) -> str:
        return _VARIABLE.sub(lambda found: self.variables[found.group(1)], text)

    def _compare(self, shown: object, told: object, at: str) -> None:
        match shown:
            case dict():
                if not isinstance(told, dict) or not shown.keys() <= told.keys():
                    raise NotAsShownError(f"{at}: {told}")
                for key, value in shown.items():
                    self._compare(value, told[key], f"{at} /{key}")
            case list():
                self._compare_list(shown, told, at)
            case str() if (name := _VARIABLE.fullmatch(shown)) and name.group(1) not in self.variables:
                self.variables[name.group(1)] = str(told)
            case str() if ANYTHING in shown or "$" in shown:
                if not re.fullmatch(_pattern(self._filled(shown)), str(told), re.DOTALL):
                    raise NotAsShownError(f"{at}: {told!r}")
            case _ if shown != told:
                raise NotAsShownError(f"{at}: {told!r}")

    def _compare_list(self, shown: list[object], told: object, at: str) -> None:
        """`…` in a list leaves out any number of items."""
        if not isinstance(told, list):
            raise NotAsShownError(f"{at}: {told!r}")
        rest, skipping = list(enumerate(told)), False
        for item in shown:
            if item == ANYTHING:
                skipping = True
                continue
            rest = self._after(item, rest, at, skipping=skipping)
            skipping = False
        if rest and not skipping:
            raise NotAsShownError(f"{at}: more than shown: {[item for _, item in rest]}")

    def _after(
        self, item: object, rest: list[tuple[int, object]], at: str, *, skipping: bool
    ) -> list[tuple[int, object]]:
        """What is left behind the first that is as shown."""
        for place, (n, told) in enumerate(rest):
            try:
                self._compare(item, told, f"{at} /{n}")
            except NotAsShownError:
                if not skipping:
                    raise
            else:
                return rest[place + 1 :]
        raise NotAsShownError(f"{at}: nothing like {item} in {rest}")


def _calls(text: str) -> Iterator[tuple[str, str]]:
    """(call, what is shown of its output)."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        call, _, shown = part.partition("\n")
        yield call.strip(), shown


def _pattern(shown: str) -> str:
    return ".*".join(re.escape(part) for part in shown.split(ANYTHING))
