"""Signing in: by a password, with a wait after wrong ones, and nothing told of who has an account."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from chatbot.store import sign_ins
from chatbot.store.accounts import add_account
from chatbot.store.passwords import checked_password
from chatbot.store.reviewers import Role
from chatbot.store.sign_ins import AT_ONCE, FREE
from chatbot.web.desk.access import read_secret
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import desk_app

PASSWORD = "fyra blå hästar"  # noqa: S105 - of an account that a test makes
SIGN_IN = "/granska/logga-in"


def add(desk: Desk, login: str = "anna", role: Role | None = None) -> None:
    """Add an account with the password."""
    with desk.database.changing() as connection:
        add_account(connection, login, password=checked_password(PASSWORD, login), role=role, by=None)


def anybody(desk: Desk, scheme: str = "http") -> TestClient:
    """Return a browser in which nobody is signed in, and which follows no redirect."""
    return TestClient(desk_app(desk), base_url=f"{scheme}://testserver", follow_redirects=False)


def test_without_an_account_the_page_tells_how_to_make_one(desk: Desk) -> None:
    """The command is there, and no form."""
    page = anybody(desk).get(SIGN_IN)
    assert ">.venv/bin/chatbot reviewer add NAMN</code>" in page.text
    assert "<form" not in page.text


def test_a_password_opens_the_desk(desk_on: Desk) -> None:
    """On both databases, to the page that was asked for, with a cookie that scripts cannot read."""
    add(desk_on)
    client = anybody(desk_on)
    answer = client.post(SIGN_IN, data={"login": " Anna ", "password": PASSWORD, "till": "/granska/konto"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/granska/konto")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/granska;" in cookie
    assert "secure" not in cookie
    assert client.get(SIGN_IN).headers["location"] == "/granska"


def test_by_https_the_cookie_never_goes_without(desk: Desk) -> None:
    """Secure is set where the visitor came by HTTPS."""
    add(desk)
    answer = anybody(desk, "https").post(SIGN_IN, data={"login": "anna", "password": PASSWORD})
    assert all("secure" in cookie.lower() for cookie in answer.headers.get_list("set-cookie"))


def test_whether_there_is_an_account_is_not_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown login, a disabled one and a wrong password get the same page, and the same wait."""
    first = datetime.timedelta(minutes=1)  # longer than a busy machine takes for the next attempt
    monkeypatch.setattr(sign_ins, "wait_after", lambda failures: first if failures >= FREE else datetime.timedelta())
    add(desk)
    stranger = anybody(desk)
    for _ in range(FREE):
        pages = [
            stranger.post(SIGN_IN, data={"login": login, "password": "fel lösenord nu"}) for login in ("anna", "bert")
        ]
        known, unknown = (page.text.replace("anna", "X").replace("bert", "X") for page in pages)
        assert known == unknown
        assert [page.status_code for page in pages] == [401, 401]
    again = [stranger.post(SIGN_IN, data={"login": name, "password": PASSWORD}) for name in ("anna", "bert")]
    assert [page.status_code for page in again] == [429, 429]


def test_a_flood_of_passwords_takes_no_threads_from_visitors(desk: Desk) -> None:
    """Those beyond a few wait outside; a browser that is known comes in meanwhile."""
    add(desk)
    known = anybody(desk)
    assert known.post(SIGN_IN, data={"login": "anna", "password": PASSWORD}).status_code == 303
    with contextlib.ExitStack() as flood:
        for _ in range(AT_ONCE):
            flood.enter_context(desk.sign_ins._place(is_trusted=False))
        refused = anybody(desk).post(SIGN_IN, data={"login": "anna", "password": PASSWORD})
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert "Försök igen om en sekund." in refused.text
        assert known.post(SIGN_IN, data={"login": "anna", "password": PASSWORD}).status_code == 303
    assert anybody(desk).post(SIGN_IN, data={"login": "anna", "password": PASSWORD}).status_code == 303


def test_a_secret_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    """With an empty one anybody could sign a session."""
    file = tmp_path / "session.key"
    file.touch()
    secret = read_secret(file)
    assert len(secret) == len(file.read_bytes()) == 32
    assert read_secret(file) == secret


def test_a_reviewer_reaches_the_desk(desk: Desk, client_as: Callable[..., TestClient]) -> None:
    """Whoever is signed in is led on from the page that signs in."""
    assert client_as(Role.READER).get(SIGN_IN, follow_redirects=False).headers["location"] == "/granska"
    assert anybody(desk).get("/granska/riktlinjer?x=1").headers["location"] == (
        "/granska/logga-in?till=%2Fgranska%2Friktlinjer%3Fx%3D1"
    )
