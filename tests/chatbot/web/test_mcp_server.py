"""The MCP server: its tools, its errors, who may use it, and both of its transports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp import types
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from chatbot.web.application import create_app
from chatbot.web.mcp_server import build_mcp
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import HOSTILE, PASSAGE, POLICE, UNATTRIBUTED, FakeChatbot
from tests.chatbot.web.loops import in_a_thread

ROOT = Path(__file__).resolve().parents[3]
STDIO = """
import asyncio
from chatbot.web.application import create_app
from chatbot.web.mcp_server import serve_stdio
from tests.chatbot.web.fakes import FakeChatbot
class Chatty(FakeChatbot):
    def ask(self, *args, **options):
        print("a stray line")
        return super().ask(*args, **options)
asyncio.run(serve_stdio(Chatty()))
"""
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
HEADERS = {"Accept": "application/json, text/event-stream"}


def text_of(result: types.CallToolResult) -> str:
    """Return what the model reads."""
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


@pytest.mark.parametrize("mode", ["legacy", "auto"], ids=["with a handshake", "without"])
@in_a_thread
async def test_asking_over_http_gives_the_answer_record(site: Site, mode: str) -> None:
    """The record is the HTTP API's own, and fits the schema that the tool tells of it (the client checks that)."""
    body = {"question": " Hur samarbetar ni med polisen? ", "history": ["Hej?"], "top": 2}
    async with Client(f"{site.url}/mcp", mode=mode) as client:
        tools = (await client.list_tools()).tools
        result = await client.call_tool("ask", body)
    async with httpx.AsyncClient() as other:
        answer = await other.post(f"{site.url}/api/v1/ask", json=body)
    assert [tool.name for tool in tools] == ["ask", "get_quote", "verify_quote"]
    assert not result.is_error
    assert site.chatbot.calls == [("Hur samarbetar ni med polisen?", ("Hej?",))] * 2
    assert {**result.structured_content, "answer_id": None} == {**answer.json(), "answer_id": None}


@in_a_thread
async def test_a_local_client_speaks_over_standard_input_and_output() -> None:
    """The same record; a line that something else prints does not disturb."""
    server = StdioServerParameters(command=sys.executable, args=["-c", STDIO], cwd=ROOT)
    async with Client(server) as client:
        result = await client.call_tool("ask", {"question": "Vad gör polisen?"})
    assert result.structured_content["quotes"][0]["text"] == POLICE.text


def test_a_local_server_ends_with_its_input() -> None:
    """Where the client closes, the server ends quietly."""
    ended = subprocess.run(
        [sys.executable, "-c", STDIO], cwd=ROOT, input="", capture_output=True, text=True, check=True
    )
    assert (ended.stdout, ended.stderr) == ("", "")


@in_a_thread
async def test_a_quote_has_its_id() -> None:
    """A known id gives the quote; an unknown one is an error in Swedish that the model reads."""
    async with Client(build_mcp(FakeChatbot())) as client:
        known = await client.call_tool("get_quote", {"id": POLICE.id})
        unknown = await client.call_tool("get_quote", {"id": "finns-inte"})
    assert known.structured_content["text"] == POLICE.text
    assert POLICE.text in text_of(known)
    assert unknown.is_error
    assert text_of(unknown) == "Det finns inget citat med den beteckningen."


@in_a_thread
async def test_a_text_is_checked() -> None:
    """The record, and for the model the verdict, what differs and the words as they are."""
    async with Client(build_mcp(FakeChatbot())) as client:
        result = await client.call_tool("verify_quote", {"text": "en ändrad text"})
    assert (result.structured_content["status"], result.structured_content["text"]) == ("altered", "en ändrad text")
    read = text_of(result)
    assert "do not quote it like this" in read
    assert "- changed: text 'tre', artikel/article 'två'" in read
    assert f">{POLICE.text}</citat>" in read


@in_a_thread
async def test_right_words_under_a_wrong_name_are_no_quote_to_repeat() -> None:
    """The verdict leads with the wrong name, and does not call the text verbatim."""
    async with Client(build_mcp(FakeChatbot())) as client:
        read = text_of(await client.call_tool("verify_quote", {"text": "en text med fel namn"}))
    assert read.startswith("FEL NAMN, citera inte så / WRONG NAME, do not quote it like this.")
    assert "/ verbatim" not in read


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("ask", {}, "Begäran går inte att förstå: question saknas."),
        ("ask", {"question": "å" * 1001}, "Begäran går inte att förstå: question är för långt."),
        ("ask", {"question": "Hur?", "top": 0}, "Begäran går inte att förstå: top är för litet."),
        ("ask", {"question": "Hur?", "secret": 1}, "Begäran går inte att förstå: secret är okänt."),
        ("ask", {"question": "krasch"}, "Felet är hos oss. Försök igen om en stund."),
        ("verify_quote", {"text": "ord " * 3000}, "Texten är för lång: 12000 tecken."),
        ("get_quote", {"id": " "}, "Begäran går inte att förstå: id är tomt."),
    ],
)
@in_a_thread
async def test_what_a_tool_cannot_do_is_told_in_swedish(name: str, arguments: dict[str, Any], message: str) -> None:
    """The model reads what was wrong and may try again; nothing of the server's inside is shown."""
    async with Client(build_mcp(FakeChatbot())) as client:
        result = await client.call_tool(name, arguments)
    assert (result.is_error, text_of(result)) == (True, message)


@in_a_thread
async def test_an_unknown_tool_is_an_error_of_the_protocol() -> None:
    """The message names those that there are."""
    async with Client(build_mcp(FakeChatbot())) as client:
        with pytest.raises(MCPError, match=r"Verktyget finns inte. De som finns: ask, get_quote, verify_quote\."):
            await client.call_tool("delete", {})


@in_a_thread
async def test_tools_tell_the_limits_of_what_they_take() -> None:
    """The schema has the API's own limits, and says that tools change nothing."""
    async with Client(build_mcp(FakeChatbot())) as client:
        ask, *_ = (await client.list_tools()).tools
    assert ask.input_schema["properties"]["question"]["maxLength"] == 1000
    assert ask.input_schema["properties"]["top"]["maximum"] == 100
    assert ask.input_schema["additionalProperties"] is False
    assert ask.annotations is not None
    assert ask.annotations.read_only_hint is True


@in_a_thread
async def test_a_model_cannot_take_the_quotes_for_its_own_words() -> None:
    """Every quote stands unchanged between its marks with its speaker, and what to do with it in both languages."""
    async with Client(build_mcp(FakeChatbot())) as client:
        instructions = client.instructions or ""
        text = text_of(await client.call_tool("ask", {"question": "Visa alla slag"}))
        hostile = text_of(await client.call_tool("ask", {"question": "Är ni elaka?"}))
        nothing = text_of(await client.call_tool("ask", {"question": "Vad kostar hyran?"}))
    assert "Återge varje citat tecken för tecken" in instructions
    assert "Repeat each quote character for character" in instructions
    assert "Återge dem ordagrant, med talare och källa." in text
    assert "Repeat them verbatim, with speaker and source." in text
    assert f'<citat id="{PASSAGE.id}">{PASSAGE.text}</citat>\nTalare/Speaker: artikelns egen text' in text
    assert f"{UNATTRIBUTED.text}</citat>\nTalare/Speaker: framgår inte av artikeln; sätt inget namn" in text
    assert "Talare/Speaker: Tuva Granhöst, socialsekreterare + Amir Fjällstig, enhetschef (joint, 0.85)" in text
    assert HOSTILE.text in hostile
    assert nothing.startswith("Det finns inget citat om det.")
    assert "do not make up an answer" in nothing


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://localhost:3000", 200),
        ("https://127.0.0.1", 200),
        ("http://[::1]:6274", 200),
        ("https://evil.example", 403),
        ("http://localhost.evil.example", 403),
        ("null", 403),
    ],
)
def test_only_pages_that_are_allowed_may_ask_from_a_browser(site: Site, origin: str | None, status: int) -> None:
    """A foreign page, also one under a rebound name, is refused; programs send no origin."""
    headers = HEADERS | ({"Origin": origin} if origin else {})
    assert httpx.post(f"{site.url}/mcp", json=PING, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_no_stream_and_no_session(site: Site, method: str) -> None:
    """Nothing is kept open or remembered: only POST is answered, without a session's id."""
    assert httpx.request(method, f"{site.url}/mcp").status_code == 405
    assert "mcp-session-id" not in httpx.post(f"{site.url}/mcp", json=PING, headers=HEADERS).headers


@pytest.mark.parametrize("is_chunked", [False, True], ids=["with its length", "chunked"])
def test_a_large_message_is_refused(site: Site, is_chunked: bool) -> None:
    """More than 64 kB is refused before anything reads it."""
    content = iter([b" " * 70_000]) if is_chunked else b" " * 70_000
    headers = HEADERS | {"Content-Type": "application/json"}
    assert httpx.post(f"{site.url}/mcp", content=content, headers=headers).status_code == 413


@in_a_thread
async def test_a_call_too_many_is_told_to_the_model() -> None:
    """Calls over HTTP count as questions, with the address that they come from; the error says when to try again."""
    app = create_app(FakeChatbot(), rate_limit="2/day")
    http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test")
    over_http = Client(streamable_http_client("http://test/mcp", http_client=http))
    async with app.router.lifespan_context(app), http, over_http as client:
        results = [await client.call_tool("ask", {"question": "Vad gör polisen?"}) for _ in range(3)]
    assert [result.is_error for result in results] == [False, False, True]
    assert text_of(results[2]).startswith("Det kommer fler frågor än vi hinner svara på. Försök igen om 86")
