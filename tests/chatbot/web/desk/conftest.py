"""The desk over a small invented corpus: clients that are signed in, and a site for Chromium.

- desk: over SQLite; desk_on: over SQLite, and once more over PostgreSQL
- client_as: client_as(Role.EDITOR) is a new reviewer's TestClient on desk; client_as(role, desk_on) on another;
  client.reviewer is who
- desk_site: desk in a server for Chromium; desk_site.open(browser, role, path) is a page of a new reviewer
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page

from chatbot.answering import Chatbot
from chatbot.settings import Settings
from chatbot.store.accounts import add_account
from chatbot.store.database import Database
from chatbot.store.recorder import Recorder
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.scrubbing import Scrubber
from chatbot.web.application import create_app, handle_errors
from chatbot.web.desk.access import COOKIE, PREFIX
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.routes import add_desk
from tests.chatbot.web.conftest import serve_app

_NUMBERS = itertools.count(1)


class Client(TestClient):
    """A browser without scripts in which somebody is signed in; it follows redirects.

    Attributes:
        reviewer: who.
    """

    def __init__(self, app: FastAPI, desk: Desk, reviewer: Reviewer) -> None:
        super().__init__(app, headers={"Accept": "text/html", "Accept-Language": "sv"})
        self.reviewer = reviewer
        self.cookies.set(COOKIE, desk.access.session(reviewer), domain="testserver.local", path=PREFIX)


def new_reviewer(desk: Desk, role: Role) -> Reviewer:
    """Return a reviewer with a login of her own, and no password."""
    with desk.database.changing() as connection:
        return add_account(connection, f"{role.value}-{next(_NUMBERS)}", password=None, role=role, by=None)


def desk_app(desk: Desk) -> FastAPI:
    """Return the desk's routes alone, since Gradio takes seconds to be mounted."""
    app = FastAPI(openapi_url=None)
    handle_errors(app)
    add_desk(app, desk)
    return app


def _desk(chatbot: Chatbot, articles: Path, url: str) -> Iterator[Desk]:
    database = Database(url)
    database.prepare()
    # The index is where the fixture of chatbot has it.
    settings = Settings(corpus=articles, data=articles.parent, database=url)
    yield Desk(database, chatbot, settings)
    database.close()


@pytest.fixture
def desk(chatbot: Chatbot, articles: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return the desk over an empty SQLite database and a real Chatbot with a fake encoder."""
    yield from _desk(chatbot, articles, f"sqlite:///{tmp_path / 'chatbot.sqlite'}")


@pytest.fixture(params=["sqlite", "postgresql"])
def desk_on(
    request: pytest.FixtureRequest,
    chatbot: Chatbot,
    articles: Path,
    tmp_path: Path,
) -> Iterator[Desk]:
    """Return the desk over an empty database of either kind."""
    sqlite = f"sqlite:///{tmp_path / 'chatbot.sqlite'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("emptied")
    yield from _desk(chatbot, articles, url)


@pytest.fixture
def client_as(request: pytest.FixtureRequest) -> Callable[..., Client]:
    """Return a function that signs a new reviewer of a role in, on the desk or on another that is given."""
    apps: dict[int, FastAPI] = {}

    def sign_in(role: Role, on: Desk | None = None) -> Client:
        desk: Desk = on or request.getfixturevalue("desk")
        if id(desk) not in apps:
            apps[id(desk)] = desk_app(desk)
        return Client(apps[id(desk)], desk, new_reviewer(desk, role))

    return sign_in


@dataclass
class DeskSite:
    """The whole program in a server: the visitors' chat, and the desk.

    Attributes:
        contexts: that were opened; closed at the end of the test.
    """

    url: str
    desk: Desk
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, browser: Browser, role: Role, path: str = PREFIX, **options: Any) -> Page:  # noqa: ANN401 - Playwright's
        """Return a page of the desk, opened by a new reviewer in a browser of her own."""
        context = browser.new_context(locale="sv-SE", **options)
        self.contexts.append(context)
        session = self.desk.access.session(new_reviewer(self.desk, role))
        context.add_cookies(
            [{"name": COOKIE, "value": session, "domain": "127.0.0.1", "path": PREFIX, "httpOnly": True}]
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(self.url + path)
        return page


@pytest.fixture
def desk_site(desk: Desk) -> Iterator[DeskSite]:
    """Serve the whole program with the desk for a browser."""
    recorder = Recorder(desk.database, lambda: Scrubber.of([]), retention_days=90)
    with serve_app(create_app(desk.chatbot, recorder=recorder, desk=desk)) as url:
        site = DeskSite(url, desk)
        yield site
        for context in site.contexts:
            context.close()
