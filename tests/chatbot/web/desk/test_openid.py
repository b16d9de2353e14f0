"""Signing in through another service: whoever it vouches for and has an account gets in, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from chatbot.store.accounts import add_account, all_accounts, disable
from chatbot.store.reviewers import Role
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import desk_app

CLIENT, SECRET = "chatten", "delad hemlighet"
START = "/granska/logga-in/tjanst?till=/granska/konto"
KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})


@dataclass
class Service:
    """A provider with one user, who consents at once.

    Attributes:
        claims: of its ID tokens beside those that must be there; these go before.
        key: that it signs with.
        asked: forms that came for a token.
    """

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    asked: list[dict[str, str]] = field(default_factory=list)
    query: dict[str, str] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """Return what it says of itself."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
        }

    def consent(self, address: str) -> str:
        """Return the address that the user is sent back to."""
        assert address.startswith(f"{self.url}/authorize?")
        self.query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        back = urlsplit(self.query["redirect_uri"])
        return f"{back.path}?code=code-1&state={self.query['state']}"

    def token(self, form: dict[str, str]) -> dict[str, str]:
        """Return a token for a code; none for one that another program has caught."""
        self.asked.append(form)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert (self.query["code_challenge_method"], self.query["code_challenge"]) == ("S256", challenge)
        now = int(time.time())
        usual = {"iss": self.url, "aud": CLIENT, "sub": "u1", "iat": now, "exp": now + 60, "nonce": self.query["nonce"]}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, {**usual, **self.claims}, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}


@pytest.fixture
def service() -> Iterator[Service]:
    """Run a provider on a port of this computer."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is the base class's
            keys = {"keys": [KEY.as_dict(private=False)]}
            self._answer(service.described() if "well-known" in self.path else keys)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(service.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _answer(self, data: object) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(data).encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_desk(desk: Desk, service: Service) -> Desk:
    """Return the desk with that service to sign in through, and two accounts: anna's without a password."""
    settings = replace(desk.settings, oidc_issuer=service.url, oidc_client_id=CLIENT, oidc_client_secret=SECRET)
    opened = Desk(desk.database, desk.chatbot, settings)
    with desk.database.changing() as connection:
        add_account(connection, "anna", password=None, role=Role.EDITOR, by=None)
        add_account(connection, "bo", password="hash", role=Role.ADMIN, by=None)  # noqa: S106 - no real one
    return opened


Enter = Callable[..., Any]


@pytest.fixture
def enter(open_desk: Desk, service: Service) -> Enter:
    """Return what signs the service's user in with given claims, and gives the last response."""

    def enter(**claims: object) -> Any:  # noqa: ANN401 - the client's response
        service.claims = claims
        client = TestClient(desk_app(open_desk), follow_redirects=False)
        led = client.get(START)
        return client.get(service.consent(led.headers["location"]))

    return enter


def test_an_account_that_was_added_lets_in(enter: Enter, service: Service, open_desk: Desk) -> None:
    """By name; the account is then bound to the subject, and another of that name stays out."""
    page = enter(preferred_username="Anna")
    assert (page.status_code, page.headers["location"]) == (303, "/granska/konto")
    assert any(cookie.startswith("granska=") for cookie in page.headers.get_list("set-cookie"))
    assert service.asked[0]["code"] == "code-1"
    assert enter(preferred_username="anna.ny").status_code == 303
    assert enter(preferred_username="anna", sub="u2").status_code == 403
    with open_desk.database.reading() as connection:
        assert len(all_accounts(connection)) == 2


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"preferred_username": "okänd"}, 403),
        ({"preferred_username": "bo"}, 403),
        ({"email": "anna"}, 403),
        ({"email": "anna", "email_verified": "true"}, 403),
        ({"email": "anna", "email_verified": True}, 303),
        ({"preferred_username": "anna", "nonce": "another"}, 502),
        ({"preferred_username": "anna", "aud": "another"}, 502),
        ({"preferred_username": "anna", "iss": "https://evil.example"}, 502),
        ({"preferred_username": "anna", "exp": 1}, 502),
        ({}, 403),
    ],
    ids=["unknown", "has-password", "unverified", "not-true", "verified", "nonce", "aud", "iss", "expired", "nameless"],
)
def test_what_the_service_says_must_hold(enter: Enter, claims: dict[str, object], status: int) -> None:
    """Nobody gets in by merely having an identity."""
    page = enter(**claims)
    assert page.status_code == status
    assert ("granska=" in page.headers.get("set-cookie", "")) == (status == 303)


def test_a_foreign_key_proves_nothing(enter: Enter, service: Service) -> None:
    """The token must be signed by the service."""
    service.key = OTHER_KEY
    assert enter(preferred_username="anna").status_code == 502


def test_a_disabled_account_stays_shut(enter: Enter, open_desk: Desk) -> None:
    """Also once it is bound."""
    enter(preferred_username="anna")
    with open_desk.database.changing() as connection:
        disable(connection, 1, by=None)
    assert enter(preferred_username="anna").status_code == 403


def test_the_way_back_is_that_browsers_own(open_desk: Desk, service: Service) -> None:
    """A code that somebody else brings, or another state, opens nothing."""
    app = desk_app(open_desk)
    mine, other = (TestClient(app, follow_redirects=False) for _ in range(2))
    service.claims = {"preferred_username": "anna"}
    back = service.consent(mine.get(START).headers["location"])
    other.get(START)
    assert other.get(back).status_code == 502
    assert mine.get(f"{back}x").status_code == 502
    assert mine.get("/granska/logga-in/tjanst/svar").status_code == 502
    assert service.asked == []


def test_a_service_that_is_down_is_told(open_desk: Desk, service: Service) -> None:
    """And the password's form is there."""
    client = TestClient(desk_app(open_desk), follow_redirects=False)
    assert "/granska/logga-in/tjanst?till=" in client.get("/granska/logga-in").text
    service.described = lambda: {"issuer": "https://another.example"}  # type: ignore[method-assign]
    page = client.get(START)
    assert (page.status_code, 'name="password"' in page.text) == (502, True)


def test_without_a_service_there_is_no_way_to_it(desk: Desk) -> None:
    """Neither link nor address."""
    client = TestClient(desk_app(desk), follow_redirects=False)
    assert client.get(START).status_code == 404
    assert "tjanst" not in client.get("/granska/logga-in").text
