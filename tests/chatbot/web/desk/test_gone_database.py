"""A form that meets a database that is gone comes back with what was written, and is sent again by one button."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape

import pytest
from sqlalchemy.engine import Connection

from chatbot.errors import StoreError
from chatbot.store.database import Database
from chatbot.store.reviewers import Role
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.test_gate import WRITTEN
from tests.chatbot.web.desk.test_signing_in import PASSWORD

ClientAs = Callable[..., Client]
GUIDELINES = "/granska/riktlinjer/andra?lang=sv"


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], pytest.MonkeyPatch]:
    """Return a function after which the database cannot be read, or only not be changed; undone by undo()."""

    def refuse(_: Database) -> AbstractContextManager[Connection]:
        raise StoreError("database is locked")

    def begin(name: str) -> pytest.MonkeyPatch:
        monkeypatch.setattr(Database, name, refuse)
        return monkeypatch

    return begin


def form_in(page: str) -> tuple[str, dict[str, str]]:
    """Return where the only form of a page goes, and what its hidden fields have."""
    (action,) = re.findall(r'<form [^>]*action="([^"]*)"', page)
    hidden = re.findall(r'<input type="hidden" name="([\w:-]+)" value="([^"]*)">', page)
    return unescape(action), {name: unescape(value) for name, value in hidden}


@pytest.mark.parametrize("where", ["reading", "changing"], ids=["at the gate", "in the route"])
def test_what_was_written_is_sent_again_until_it_is_saved(
    client_as: ClientAs, gone: Callable[[str], pytest.MonkeyPatch], where: str
) -> None:
    """Shown each time, whole; no other thing of the page leads away by mistake."""
    client = client_as(Role.ADMIN)
    version = re.findall(r'name="version" value="(\d*)"', client.get(GUIDELINES).text)[0]
    fields, target = {"text": WRITTEN, "version": version}, GUIDELINES
    back = gone(where)
    for _ in range(2):
        page = client.post(target, data=fields)
        assert (page.status_code, page.headers["cache-control"]) == (503, "no-store")
        assert "Citatet &lt;b&gt;svarar&lt;/b&gt; på" in page.text
        assert "Försök igen</button>" in page.text
        target, again = form_in(page.text)
        assert (target, again) == (GUIDELINES, {"text": WRITTEN, "version": version})
        fields = again
    back.undo()
    assert client.post(target, data=fields).status_code == 200
    assert "Citatet &lt;b&gt;svarar&lt;/b&gt;" in client.get(GUIDELINES).text


def test_passwords_and_files_are_asked_for_again(
    client_as: ClientAs, gone: Callable[[str], pytest.MonkeyPatch]
) -> None:
    """Neither is in the page."""
    client = client_as(Role.ADMIN)
    gone("changing")
    page = client.post("/granska/administration/konton", data={"login": "bo", "role": "reader", "password": PASSWORD})
    assert (page.status_code, PASSWORD in page.text) == (503, False)
    assert form_in(page.text)[1] == {"login": "bo", "role": "reader"}
    assert re.search(r'<input [^>]*name="password"[^>]*type="password"', page.text)
    said = "”Vi delar allt i arbetslaget”, säger Tuva Granhöst, socialsekreterare i Bredvid."
    page = client.post("/granska/ny-artikel", files={"fil": ("a.txt", said.encode() * 20_000)})
    assert (page.status_code, "arbetslaget" in page.text) == (503, False)
    assert re.search(r'<input [^>]*name="fil"[^>]*type="file"', page.text)
    assert 'enctype="multipart/form-data"' in page.text


def test_who_signs_in_meanwhile_signs_in_later(client_as: ClientAs, gone: Callable[[str], pytest.MonkeyPatch]) -> None:
    """The page leads back to where one signs in, with the login and without the password."""
    client = client_as(Role.READER)
    gone("reading")
    page = client.post("/granska/logga-in", data={"login": "anna", "password": PASSWORD, "till": "/granska/konto"})
    assert (page.status_code, PASSWORD in page.text) == (503, False)
    assert form_in(page.text) == ("/granska/logga-in", {"login": "anna", "till": "/granska/konto"})


def test_pages_and_scripts_are_told_what_is_true_of_them(
    client_as: ClientAs, gone: Callable[[str], pytest.MonkeyPatch]
) -> None:
    """A page has nothing to keep; a script's page still has it."""
    client = client_as(Role.ADMIN)
    gone("reading")
    assert "Ladda om den" in client.get("/granska/konto").text
    answer = client.post(GUIDELINES, data={"text": WRITTEN}, headers={"Accept": "application/json"})
    assert (answer.status_code, "står kvar på sidan" in answer.json()["error"]["message"]) == (503, True)
