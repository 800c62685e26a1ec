"""Chromium as the tests start it: no sandbox for root, and no call of its own to the outside."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """The browser that SHOUWEN_TEST_CHROMIUM names."""
    browser = playwright.chromium.launch(executable_path=os.environ["SHOUWEN_TEST_CHROMIUM"], args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()
