"""A hidden quote on the web: no page, no API and no tool gives its words with a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp.client.client import Client

from chatbot.answering import Chatbot
from chatbot.steering import Steering, write_steering
from chatbot.web.api import build_api
from chatbot.web.application import handle_errors
from chatbot.web.checking_api import build_checking_api
from chatbot.web.checking_page import build_checking_page
from chatbot.web.mcp_server import build_mcp
from chatbot.web.quote_page import build_quote_pages
from tests.chatbot.web.loops import in_a_thread
from tests.chatbot.web.test_mcp_server import text_of

QUESTION = "Hur ofta får ni handledning med en psykolog?"
WORDS = "Handledning med en psykolog får alla kuratorer varje månad"


@pytest.fixture
def hidden(chatbot: Chatbot, tmp_path: Path) -> str:
    """Return the id of a quote that has just been hidden."""
    quote = chatbot.ask(QUESTION).quotes[0]
    assert quote.text == WORDS
    write_steering(tmp_path / "steering", Steering(frozenset({quote.id})))
    return quote.id


@pytest.fixture
def client(chatbot: Chatbot) -> TestClient:
    """Return a visitor of the pages and the API, without the conversation."""
    app = FastAPI(openapi_url=None)
    handle_errors(app)
    for router in (
        build_api(chatbot),
        build_checking_api(chatbot),
        build_quote_pages(chatbot),
        build_checking_page(chatbot),
    ):
        app.include_router(router)
    return TestClient(app)


def test_no_page_and_no_address_of_the_api_has_it(client: TestClient, hidden: str) -> None:
    """Its own are not found, and no answer has it."""
    assert client.get(f"/api/v1/quotes/{hidden}").status_code == 404
    assert client.get(f"/citat/{hidden}", headers={"Accept": "text/html"}).status_code == 404
    assert WORDS not in client.post("/api/v1/ask", json={"question": QUESTION, "top": 20}).text


def test_no_page_of_another_quote_has_it(client: TestClient, chatbot: Chatbot, hidden: str) -> None:
    """The page says that something is left out."""
    other = chatbot.ask("Vem träffar ni varje torsdag? Polisen?").quotes[0]
    page = client.get(f"/citat/{other.id}", headers={"Accept": "text/html", "Accept-Language": "sv"}).text
    assert other.text in page
    assert WORDS not in page
    assert hidden not in page
    assert "[utelämnat]" in page


def test_nobody_is_told_to_have_said_it(client: TestClient, hidden: str) -> None:
    """Neither by the API nor by the page that checks a text."""
    checked = client.post("/api/v1/verify-quote", json={"text": WORDS})
    page = client.get("/kontrollera", params={"text": WORDS}, headers={"Accept": "text/html"})
    assert checked.status_code == page.status_code == 200
    for said in (checked.text, page.text):
        assert "Elin" not in said
        assert hidden not in said


@in_a_thread
async def test_no_tool_of_an_assistant_has_it(chatbot: Chatbot, hidden: str) -> None:
    """As if it were unknown."""
    async with Client(build_mcp(chatbot)) as client:
        one = await client.call_tool("get_quote", {"id": hidden})
        asked = await client.call_tool("ask", {"question": QUESTION})
        checked = await client.call_tool("verify_quote", {"text": WORDS})
    assert one.is_error
    assert WORDS not in text_of(asked)
    assert "Elin" not in text_of(checked)
