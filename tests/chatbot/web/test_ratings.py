"""Ratings and the deletion of a conversation, over HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from chatbot.store.database import Database
from chatbot.store.recorder import Recorder
from chatbot.store.records import Channel
from chatbot.store.schema import answers, ratings
from chatbot.store.scrubbing import Scrubber
from chatbot.web.application import create_app
from chatbot.web.conversation import Wish, _answer
from chatbot.web.page_state import PageState
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import POLICE, FakeChatbot

QUESTION = "Hur samarbetar ni med polisen?"
TOKEN = "a3f1c09b7d2e4f58"  # noqa: S105 - a page's, made up


def ask(site: Site, **more: object) -> str:
    """Ask over the API; return the answer's id."""
    response = httpx.post(f"{site.url}/api/v1/ask", json={"question": QUESTION, **more})
    return str(response.json()["answer_id"])


def rate(site: Site, **request: object) -> httpx.Response:
    """Send a rating."""
    return httpx.post(f"{site.url}/api/v1/ratings", json=request)


def delete(site: Site, conversation: str) -> httpx.Response:
    """Delete a conversation."""
    return httpx.post(f"{site.url}/api/v1/conversations/delete", json={"conversation": conversation})


def kept(site: Site, table: sa.Table, answer: str) -> list[dict[str, Any]]:
    """Return what is kept of an answer in a table."""
    column = table.c.id if table is answers else table.c.answer
    assert site.database is not None
    with site.database.reading() as connection:
        return [dict(row) for row in connection.execute(sa.select(table).where(column == answer)).mappings()]


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait until the writer has done its work."""
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_an_answer_is_kept_and_rated(site: Site) -> None:
    """As a whole and quote by quote; the comment without what leads to a person."""
    answer = ask(site)
    assert rate(site, answer=answer, kind="beside", comment="  ring 070-123 45 67 ").json() == {"status": "accepted"}
    assert rate(site, answer=answer, quote=POLICE.id, kind="wrong_person").status_code == 200
    assert eventually(lambda: len(kept(site, ratings, answer)) == 2)
    assert {(row["quote"], row["kind"], row["comment"]) for row in kept(site, ratings, answer)} == {
        (None, "beside", "ring [telefon]"),
        (POLICE.id, "wrong_person", None),
    }
    assert [row["channel"] for row in kept(site, answers, answer)] == ["api"]


def test_a_rating_is_replaced_and_taken_back(site: Site) -> None:
    """Of the same answer and quote there is one at most."""
    answer = ask(site)
    rate(site, answer=answer, kind="beside")
    rate(site, answer=answer, kind="helpful")
    assert eventually(lambda: [row["kind"] for row in kept(site, ratings, answer)] == ["helpful"])
    assert rate(site, answer=answer, kind=None).json() == {"status": "taken_back"}
    assert eventually(lambda: not kept(site, ratings, answer))


def test_a_conversation_is_deleted(site: Site) -> None:
    """At once, and no other; what the page knows by heart is not in the database."""
    mine, others = ask(site, conversation=TOKEN), ask(site, conversation=TOKEN[::-1])
    rate(site, answer=mine, kind="helpful")
    assert delete(site, TOKEN).json() == {"questions": 1}
    assert delete(site, TOKEN).json() == {"questions": 0}
    assert rate(site, answer=mine, kind="helpful").status_code == 404
    assert eventually(lambda: bool(kept(site, answers, others)))
    assert kept(site, answers, others)[0]["conversation"] not in (None, TOKEN[::-1])
    assert not kept(site, answers, mine)


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        pytest.param({"answer": "unknown", "kind": "helpful"}, 404, "answer_not_found", id="no such answer"),
        pytest.param({"kind": "helpful"}, 422, "invalid_request", id="no answer"),
        pytest.param({"answer": "x"}, 422, "invalid_request", id="no kind"),
        pytest.param({"answer": "x", "kind": "bad"}, 422, "invalid_request", id="another kind"),
        pytest.param({"answer": "x", "kind": "other", "comment": "å" * 1001}, 422, "invalid_request", id="too long"),
        pytest.param({"answer": "x", "kind": "other", "ip": "1"}, 422, "invalid_request", id="an unknown field"),
    ],
)
def test_a_wrong_rating_is_refused(site: Site, request_: dict[str, Any], status: int, code: str) -> None:
    """In the form of all errors."""
    response = rate(site, **request_)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


def test_a_quote_that_was_not_shown_cannot_be_rated(site: Site) -> None:
    """It was another answer's."""
    assert rate(site, answer=ask(site), quote="q-other", kind="helpful").status_code == 404


@pytest.mark.parametrize("token", ["short", "x" * 65, "with space, and more", "ååååååååååååååååå"])
def test_a_conversation_is_named_by_a_token(site: Site, token: str) -> None:
    """Too long to be guessed, and plain."""
    assert delete(site, token).status_code == 422
    assert httpx.post(f"{site.url}/api/v1/ask", json={"question": QUESTION, "conversation": token}).status_code == 422


def test_asking_goes_on_without_a_database(tmp_path: Path) -> None:
    """Answers have their ids; a rating is told to wait; what needs the database says that it cannot be reached."""
    (tmp_path / "file").touch()
    database = Database(f"sqlite:///{tmp_path / 'file' / 'chatbot.sqlite'}")
    recorder = Recorder(database, lambda: Scrubber.of([]), retention_days=90)
    with TestClient(create_app(FakeChatbot(), recorder=recorder)) as client:
        answer = client.post("/api/v1/ask", json={"question": QUESTION, "conversation": TOKEN}).json()
        assert answer["quotes"][0]["id"] == POLICE.id
        assert eventually(lambda: recorder.is_failing)
        rated = client.post("/api/v1/ratings", json={"answer": answer["answer_id"], "kind": "helpful"})
        assert (rated.status_code, rated.json()) == (202, {"status": "waiting"})
        unknown = client.post("/api/v1/ratings", json={"answer": "earlier", "kind": "helpful"})
        deleted = client.post("/api/v1/conversations/delete", json={"conversation": TOKEN})
        for response in (unknown, deleted):
            assert response.status_code == 503
            assert response.json()["error"]["code"] == "store_unavailable"


def test_without_a_recorder_nothing_is_kept() -> None:
    """There is nothing to rate."""
    with TestClient(create_app(FakeChatbot())) as client:
        assert client.post("/api/v1/ask", json={"question": QUESTION}).json()["answer_id"] is None
        assert client.post("/api/v1/ratings", json={"answer": "x", "kind": "helpful"}).status_code == 404


@pytest.mark.parametrize("compare", [False, True])
def test_a_turn_of_the_page_carries_its_answers_id(tmp_path: Path, *, compare: bool) -> None:
    """By it the page rates; the page's token and channel are kept with the answer."""
    database = Database(f"sqlite:///{tmp_path / 'chatbot.sqlite'}")
    state = PageState.read(f'{{"conversation": "{TOKEN}", "channel": "widget"}}')
    with Recorder(database, lambda: Scrubber.of([]), retention_days=90, closing_seconds=60) as recorder:
        turn, _ = _answer(FakeChatbot(), recorder, Wish(QUESTION, compare=compare), "", state)
    with database.reading() as connection:
        (row,) = connection.execute(sa.select(answers)).mappings()
    assert f'data-answer="{row["id"]}"' in turn
    assert (row["channel"], row["compared"]) == (Channel.WIDGET, compare)
    assert row["conversation"] is not None


@pytest.mark.parametrize("written", ['{"conversation": 7}', '{"conversation": "kort"}', '{"channel": "api"}', "[", ""])
def test_a_page_that_sends_something_else_has_no_token(written: str) -> None:
    """And asks as a page."""
    assert PageState.read(written) == PageState()
