"""A running web application and a Chromium for the tests of the pages."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from chatbot.store.database import Database
from chatbot.store.recorder import Recorder
from chatbot.store.scrubbing import Scrubber
from chatbot.web.application import create_app
from tests.chatbot.web.asking import question_box
from tests.chatbot.web.auditing import FOUND
from tests.chatbot.web.fakes import FakeChatbot
from tests.chatbot.web.real import RealSite, build_articles, serve_articles
from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[3]
PHONE = {"width": 390, "height": 844}

# How long a busy machine may take to show what is expected; nothing is measured by it.
expect.set_options(timeout=30_000)


@dataclass
class Site:
    """A running web application over a fake chatbot.

    Attributes:
        database: where it keeps what is asked; None where it keeps nothing.
    """

    url: str
    chatbot: FakeChatbot
    database: Database | None = None


@contextmanager
def serve_app(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port, and give the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started, "the web application did not start within 30 s"
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=15)
    listener.close()


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start the web application on a free port, once for all tests."""
    chatbot = FakeChatbot()
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('store')}/chatbot.sqlite")
    recorder = Recorder(database, lambda: Scrubber.of([]), retention_days=90)
    with serve_app(create_app(chatbot, recorder=recorder)) as url:
        yield Site(url, chatbot, database)


@pytest.fixture
def site(running_site: Site) -> Site:
    """Return the running web application with a chatbot that remembers no earlier test."""
    running_site.chatbot.calls.clear()
    running_site.chatbot.filters.clear()
    running_site.chatbot.gates.clear()
    return running_site


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory with an index of the project's own articles, built once; tests copy it."""
    data = tmp_path_factory.mktemp("built")
    build_articles(data)
    return data


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[RealSite]:
    """Serve the project's own articles with the real model, once for all tests."""
    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(built, data, symlinks=True)
    with serve_articles(data) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, once for all tests."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium found; install it or set CHATBOT_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the chat page as a new visitor, with a context's options and a script before it."""
    contexts: list[BrowserContext] = []

    def open_page(init: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "locale": "sv-SE", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(init)
        page.set_default_timeout(30_000)
        page.goto(site.url)
        question_box(page).wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """Return the chat page, opened by one visitor on a phone."""
    return visit()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note what a test of accessibility found, for the report."""
    report = yield
    marker = item.get_closest_marker("accessibility")
    if marker and (report.when == "call" or report.failed):
        FOUND.check(marker.args[0], passed=report.passed)
    return report
