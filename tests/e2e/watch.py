"""What no page may do: complain in the console, fail in a script, ask another host, break its own policy."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
GRAVE = ("serious", "critical")
SCAN = "axe.run(document, {resultTypes: ['violations'], preload: false})"


@dataclass
class Watch:
    """Everything that went wrong in the pages of one browser context."""

    address: str
    troubles: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Patterns of troubles that the story is about."""

    def over(self, context: BrowserContext) -> "Watch":
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("request", self._request)
        return self

    def scan(self, page: Page) -> None:
        """Accessibility: no serious and no critical finding on the page as it stands."""
        page.evaluate(_axe())
        found: dict[str, Any] = page.evaluate(SCAN)
        grave = [v for v in found["violations"] if v["impact"] in GRAVE]
        told = [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes'][:4]]}" for v in grave]
        assert not told, f"{page.url}\n" + "\n".join(told)

    def check(self) -> None:
        grave = [t for t in self.troubles if not any(re.search(e, t) for e in self.expected)]
        assert not grave, json.dumps(grave, ensure_ascii=False, indent=1)

    def _console(self, message: ConsoleMessage) -> None:
        # breaches of the content security policy are told here as errors
        if message.type in ("error", "warning"):
            place = message.location.get("url", "")
            self.troubles.append(f"console {message.type}: {message.text} ({place})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "blob:")):
            self.troubles.append(f"request to another host: {request.url}")


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
