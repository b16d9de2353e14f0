"""Nothing below /granska without a session, whatever the cookie; and nothing that was written is lost for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from itsdangerous import TimestampSigner

from chatbot.store import accounts
from chatbot.store.reviewers import Role
from chatbot.web.application import create_app
from chatbot.web.assets import ASSETS
from chatbot.web.desk.access import COOKIE, SESSION_SECONDS, Access, own_path
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import Client, desk_app, new_reviewer
from tests.chatbot.web.desk.test_signing_in import PASSWORD, SIGN_IN, add, anybody

ClientAs = Callable[..., Client]


def routes(app: object) -> list[tuple[str, str]]:
    """Return method and path of every route below /granska that is not for everybody."""
    known = [context.original_route for context in iter_route_contexts(app.routes)]  # type: ignore[attr-defined]
    found = [route for route in known if isinstance(route, APIRoute) and route.path.startswith("/granska")]
    pairs = {(method, re.sub(r"{[^}]*}", "1", route.path)) for route in found for method in route.methods or ()}
    return sorted(pair for pair in pairs if not pair[1].startswith(SIGN_IN))


def cookies(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    """Return values of the session's cookie that open nothing."""
    late, off, out = (new_reviewer(desk, Role.ADMIN) for _ in range(3))
    new_reviewer(desk, Role.ADMIN)
    sessions = [desk.access.session(reviewer) for reviewer in (off, out)]
    with desk.database.changing() as connection:
        accounts.disable(connection, off.id, by=None)
        accounts.end_sessions(connection, out.id, by=None)
    with monkeypatch.context() as patch:
        now = TimestampSigner("").get_timestamp()
        patch.setattr(TimestampSigner, "get_timestamp", lambda _: now - SESSION_SECONDS - 1)
        expired = desk.access.session(late)
    forged = Access(desk.database, b"another secret").session(late)
    return {
        "none": None,
        "forged": forged,
        "noise": "x.y.z",
        "expired": expired,
        "disabled": sessions[0],
        "out": sessions[1],
    }


def test_no_route_is_reached_without_a_session(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages lead to the sign-in, forms get it, scripts get JSON; addresses that do not exist are not told apart."""
    app = create_app(desk.chatbot, desk=desk)
    known = routes(app)
    assert ("GET", "/granska/administration") in known
    opened: list[object] = []
    for kind, cookie in cookies(desk, monkeypatch).items():
        client = TestClient(app, follow_redirects=False, cookies={COOKIE: cookie} if cookie else None)
        for method, path in [*known, ("GET", "/granska/finns-inte"), ("PUT", "/granska")]:
            page = client.request(method, path)
            script = client.request(method, path, headers={"Accept": "application/json"})
            is_led = page.status_code == 303 and page.headers["location"].startswith(SIGN_IN)
            if (
                not (is_led or page.status_code == 401)
                or script.status_code != 401
                or page.headers["cache-control"] != "no-store"
            ):
                opened.append((kind, method, path, page.status_code, script.status_code))
    assert opened == []


def test_a_reader_changes_nothing(desk: Desk, client_as: ClientAs) -> None:
    """But her own account."""
    client = client_as(Role.READER)
    changing = [pair for pair in routes(desk_app(desk)) if pair[0] not in ("GET", "HEAD", "OPTIONS")]
    done = []
    for method, path in changing:
        status = client.request(method, path, follow_redirects=False).status_code
        if status < 400 and not path.startswith(("/granska/konto/", "/granska/logga-ut")):
            done.append((method, path, status))
    assert done == []


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER, Role.EDITOR], ids=str)
def test_the_administration_is_for_admins(desk: Desk, client_as: ClientAs, role: Role) -> None:
    """Each of its routes refuses every other role."""
    client = client_as(role)
    administration = [pair for pair in routes(desk_app(desk)) if pair[1].startswith("/granska/administration")]
    assert len(administration) > 3
    assert {client.request(method, path).status_code for method, path in administration} == {403}


def test_style_and_script_of_every_page_are_there(desk: Desk, client_as: ClientAs) -> None:
    """No page names a file that nobody sends."""
    client = client_as(Role.ADMIN)
    pages = [path for method, path in routes(desk_app(desk)) if method == "GET"]
    named = {address for path in pages for address in re.findall(r'"(/web/[^"]+)"', client.get(path).text)}
    assert {address.partition("?")[0].removeprefix("/web/") for address in named} - {*ASSETS} == set()
    assert any("desk.css" in address for address in named)


def test_nothing_of_the_desk_is_kept_or_found(client_as: ClientAs) -> None:
    """Neither in caches nor by search engines."""
    headers = client_as(Role.READER).get("/granska/konto").headers
    assert headers["cache-control"] == "no-store"
    assert "noindex" in headers["x-robots-tag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
    ids=["cross", "sibling", "origin", "null"],
)
def test_another_sites_form_changes_nothing(client_as: ClientAs, headers: dict[str, str]) -> None:
    """Nor signs anybody in."""
    client = client_as(Role.ADMIN)
    for path in ("/granska/konto/avsluta", SIGN_IN):
        assert client.post(path, headers=headers).status_code == 403
    assert client.get("/granska/konto", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("/granska/svar/a1?x=1", "/granska/svar/a1?x=1"),
        ("/granska", "/granska"),
        ("https://evil.example/granska/", "/granska"),
        ("//evil.example/granska", "/granska"),
        ("/granska//evil.example", "/granska"),
        ("/granska/../", "/granska"),
        ("/granskare", "/granska"),
        ("/\\evil.example", "/granska"),
        ("/granska/\r\nSet-Cookie: x", "/granska"),
        ("/granska/logga-ut", "/granska"),
        ("/granska/logga-in?till=/granska", "/granska"),
        ("javascript:alert(1)", "/granska"),
        (None, "/granska"),
    ],
)
def test_the_sign_in_leads_to_own_pages_alone(address: str | None, led: str) -> None:
    """Any other address leads to the desk's first page."""
    assert own_path(address) == led


WRITTEN = "Citatet <b>svarar</b> på\r\n”något annat”."


def lost(desk: Desk, **options: object) -> tuple[TestClient, dict[str, str]]:
    """Send a form without a session; return the browser, and the hidden fields of the page that comes back."""
    client = anybody(desk)
    fields = {"login": "bo", "password": PASSWORD, "role": "reader", "comment": WRITTEN}
    page = client.post("/granska/administration/konton?lang=sv", data=fields, **options)  # type: ignore[arg-type]
    assert page.status_code == 401
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    return client, {name: unescape(value) for name, value in hidden}


def test_what_was_written_survives_a_lost_session(desk: Desk) -> None:
    """It is shown after the sign-in, and saved by one button in that person's name; no password goes along."""
    add(desk)
    client, hidden = lost(desk)
    assert hidden["till"] == "/granska/administration/konton?lang=sv"
    assert json.loads(hidden["carried"]) == [["login", "bo"], ["role", "reader"], ["comment", WRITTEN]]
    wrong = client.post(SIGN_IN, data={"login": "anna", "password": "fel lösenord nu", **hidden})
    assert unescape(wrong.text).count(WRITTEN.replace("\r\n", "\\r\\n").replace("”", "”")) >= 1
    again = client.post(SIGN_IN, data={"login": "anna", "password": PASSWORD, **hidden})
    assert again.status_code == 200
    assert "inloggad som anna" in again.text
    assert "Citatet &lt;b&gt;svarar&lt;/b&gt; på" in again.text
    assert 'action="/granska/administration/konton?lang=sv"' in again.text
    with desk.database.reading() as connection:
        assert len(accounts.all_accounts(connection)) == 1
    assert client.get("/granska/konto").status_code == 200


def test_who_signed_in_in_another_tab_goes_on(desk: Desk) -> None:
    """By a button, once there is a session; before that she is told so."""
    add(desk)
    client, hidden = lost(desk)
    early = client.post(SIGN_IN, data={"go_on": "1", **hidden})
    assert (early.status_code, "inte inloggad än" in early.text) == (401, True)
    client.post(SIGN_IN, data={"login": "anna", "password": PASSWORD})
    assert "inloggad som anna" in client.post(SIGN_IN, data={"go_on": "1", **hidden}).text


def test_a_file_is_not_carried_and_is_asked_for_again(desk: Desk) -> None:
    """What stood beside it is carried."""
    add(desk)
    client = anybody(desk)
    page = client.post("/granska/ny-artikel", data={"title": WRITTEN}, files={"fil": ("a.txt", b"text")})
    assert page.status_code == 401
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    fields = {name: unescape(value) for name, value in hidden}
    again = client.post(SIGN_IN, data={"login": "anna", "password": PASSWORD, **fields}).text
    assert "Välj den en gång till" in again
    assert re.search(r'<input [^>]*name="fil"[^>]*type="file"', again)
    assert 'enctype="multipart/form-data"' in again


def test_a_form_that_is_too_large_is_not_said_to_be_kept(desk: Desk) -> None:
    """Whether the browser still has it is not known here."""
    page = anybody(desk).post("/granska/riktlinjer", data={"text": "x" * 600_000})
    assert (page.status_code, "Kanske står det kvar" in page.text) == (401, True)


@pytest.mark.parametrize("carried", ["[1]", "{", "null", '["ab"]', "7"])
def test_damaged_fields_do_no_harm(desk: Desk, carried: str) -> None:
    """Whoever makes them up signs in as ever."""
    add(desk)
    page = anybody(desk).post(SIGN_IN, data={"login": "anna", "password": PASSWORD, "carried": carried})
    assert page.status_code in (200, 303)


@pytest.mark.parametrize(
    "address",
    ["/granska/administration/konton/x", "/granska/export/questions.pdf", "/granska/riktlinjer?version=x"],
)
def test_an_address_that_leads_nowhere_is_told_on_a_page(client_as: ClientAs, address: str) -> None:
    """Also where a number or a kind of file in it is none; a program gets JSON."""
    admin = client_as(Role.ADMIN)
    page = admin.get(f"{address}{'&' if '?' in address else '?'}lang=en", headers={"accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is no such page" in page.text
    assert admin.get(address, headers={"accept": "application/json"}).json()["error"]["code"] == "invalid_request"
