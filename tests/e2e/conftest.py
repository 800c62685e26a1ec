"""A product that runs, a browser, and visitors at the two widths."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.browsers import launched
from tests.e2e.product import Product, with_demo
from tests.e2e.visitors import PHONE, WIDE, Screen, Visitors

PATIENCE_MS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


def pytest_make_parametrize_id(val: object) -> str | None:
    return val.name if isinstance(val, Screen) else None


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    running = with_demo(tmp_path_factory.mktemp("product") / "home", shared=shared)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # for the package only: while it is open, Django takes this thread for one of asyncio
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright, launched(playwright) as chromium:
        yield chromium


@pytest.fixture(scope="package")
def sessions() -> dict[str, Any]:
    return {}


@pytest.fixture(params=[PHONE, WIDE])
def screen(request: pytest.FixtureRequest) -> Screen:
    chosen: Screen = request.param
    return chosen


@pytest.fixture
def visitors(
    browser: Browser, product: Product, screen: Screen, sessions: dict[str, Any]
) -> Iterator[Visitors]:
    those = Visitors(browser=browser, product=product, screen=screen, sessions=sessions)
    yield those
    those.leave()
