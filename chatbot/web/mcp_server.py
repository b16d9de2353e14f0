"""The MCP server: the same answers for assistants that speak the Model Context Protocol."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from typing import Any

from fastapi.concurrency import run_in_threadpool
from mcp import types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from chatbot.errors import FilterError
from chatbot.origins import ANY
from chatbot.quote_checking import TextTooLongError
from chatbot.records import Answer, AnswerQuote, QuoteCheck
from chatbot.store.recorder import Recorder
from chatbot.store.records import Channel
from chatbot.web.answerer import Answerer
from chatbot.web.api import AskRequest, Name, explain
from chatbot.web.checking_api import CheckRequest
from chatbot.web.conversation import AT_ONCE
from chatbot.web.guard import BODY_LIMIT
from chatbot.web.rate import RateLimiter, Use
from chatbot.web.texts.api import api_texts
from chatbot.web.texts.languages import Language
from chatbot.web.texts.shell import shell_texts
from chatbot.web.tool_texts import INSTRUCTIONS, REPEAT, answer_for_model, check_for_model, quote_for_model

logger = logging.getLogger(__name__)

_TEXTS = shell_texts(Language.SWEDISH)
_LOCAL = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
TOOLS = ("ask", "get_quote", "verify_quote")
_TOO_MANY = "Det kommer fler frågor än vi hinner svara på. Försök igen om {seconds} sekunder."


class QuoteRequest(BaseModel):
    """Which quote is wanted."""

    model_config = ConfigDict(extra="forbid")

    id: Name


class ToolError(Exception):
    """What a tool could not do, in Swedish, for whoever asked."""


@dataclass(frozen=True, slots=True)
class _Tool:
    """A tool: what it takes, what it gives, and how.

    Attributes:
        gives: type of the record that call returns, beside the text for the model.
    """

    name: str
    takes: type[BaseModel]
    gives: type
    call: Callable[[Any], tuple[dict[str, Any], str]]

    def describe(self) -> types.Tool:
        """Return the tool as the protocol lists it."""
        return types.Tool(
            name=self.name,
            title=tool_titles(Language.SWEDISH)[self.name][0],
            description="\n".join(" ".join(tool_titles(language)[self.name]) for language in Language) + f"\n{REPEAT}",
            input_schema=self.takes.model_json_schema(),
            output_schema=TypeAdapter(self.gives).json_schema(mode="serialization"),
            annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )


def _tools(chatbot: Answerer, recorder: Recorder | None) -> tuple[_Tool, ...]:
    def ask(request: AskRequest) -> tuple[dict[str, Any], str]:
        try:
            answer = chatbot.ask(
                request.question,
                request.history,
                speaker=request.speaker,
                filters=request.filters(request.municipality),
                top=request.top,
            )
        except FilterError as exc:
            raise ToolError(f"{exc}.") from exc
        if recorder is not None:
            recorder.record(answer, channel=Channel.MCP, conversation=request.conversation)
        return answer.to_dict(), answer_for_model(answer)

    def get_quote(request: QuoteRequest) -> tuple[dict[str, Any], str]:
        quote = chatbot.quote(request.id)
        if quote is None:
            raise ToolError("Det finns inget citat med den beteckningen.")
        return asdict(quote), quote_for_model(quote)

    def verify_quote(request: CheckRequest) -> tuple[dict[str, Any], str]:
        try:
            checked = chatbot.verify_quote(request.text, request.language)
        except TextTooLongError as exc:
            raise ToolError(str(exc)) from exc
        return checked.to_dict(), check_for_model(checked)

    return (
        _Tool("ask", AskRequest, Answer, ask),
        _Tool("get_quote", QuoteRequest, AnswerQuote, get_quote),
        _Tool("verify_quote", CheckRequest, QuoteCheck, verify_quote),
    )


def tool_titles(language: Language) -> dict[str, tuple[str, str]]:
    """Return the tools' names with what they do, in short and at length."""
    operations = api_texts(language).operations
    return {name: operations[name] for name in TOOLS}


def build_mcp(chatbot: Answerer, limiter: RateLimiter | None = None, recorder: Recorder | None = None) -> Server[Any]:
    """Return the server with its tools; it remembers nothing between two calls.

    Args:
        chatbot: answers; called from several threads at once.
        limiter: counts the calls that come over HTTP; None lets all through.
        recorder: keeps what is asked; None keeps nothing.
    """
    tools = {tool.name: tool for tool in _tools(chatbot, recorder)}
    listed = types.ListToolsResult(tools=[tool.describe() for tool in tools.values()])
    at_once = asyncio.Semaphore(AT_ONCE)

    async def list_tools(
        _context: ServerRequestContext[Any], _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return listed

    async def call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"Verktyget finns inte. De som finns: {', '.join(tools)}.")
        try:
            _count(limiter, context.request)
            request = tool.takes.model_validate(params.arguments or {})
            async with at_once:
                record, text = await run_in_threadpool(tool.call, request)
        except ValidationError as exc:
            return _failed(explain(exc.errors()))
        except ToolError as exc:
            return _failed(str(exc))
        except Exception:
            logger.exception("the tool %s failed", tool.name)
            return _failed(_TEXTS.failed)
        record = json.loads(json.dumps(record))  # JSON's own types: a pair is a list
        return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=record)

    return Server(
        "roster-fran-socialtjansten",
        title=_TEXTS.site,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _count(limiter: RateLimiter | None, connection: object) -> None:
    if (
        limiter is not None
        and isinstance(connection, HTTPConnection)
        and (seconds := limiter.wait(Use.ASKING, connection))
    ):
        raise ToolError(_TOO_MANY.format(seconds=seconds))


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=message)], is_error=True)


class McpEndpoint:
    """The server over streamable HTTP: one message in, one answer out, no session and no stream.

    Args:
        allowed_origins: web pages that may ask from a browser (ANY: all), beside those on the visitor's own machine.
            Without this check any page could ask through its reader's browser what only the reader can reach (DNS
            rebinding).
    """

    def __init__(self, server: Server[Any], allowed_origins: Collection[str] = ()) -> None:
        self._allowed = frozenset(allowed_origins)
        self._manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=BODY_LIMIT
        )

    def run(self) -> AbstractAsyncContextManager[None]:
        """Return what must be entered while requests are handled."""
        return self._manager.run()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        origin = Headers(scope=scope).get("origin")
        if origin is None or not self._allowed.isdisjoint((origin, ANY)) or _LOCAL.fullmatch(origin):
            await self._manager.handle_request(scope, receive, send)
            return
        message = "Webbsidan får inte fråga härifrån. Lägg till den i CHATBOT_ALLOWED_ORIGINS."
        refusal = {"jsonrpc": "2.0", "id": None, "error": {"code": types.INVALID_REQUEST, "message": message}}
        await JSONResponse(refusal, 403)(scope, receive, send)


async def serve_stdio(chatbot: Answerer) -> None:
    """Serve one local client over standard input and output, until it closes them."""
    server = build_mcp(chatbot)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
