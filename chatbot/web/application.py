"""The web application: Gradio's conversation inside our page, and the HTTP API, on one FastAPI."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from types import FrameType

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Match, Route

from chatbot.errors import FilterError
from chatbot.store.recorder import Recorder
from chatbot.web.about_page import UNTOLD, Terms, build_about_page
from chatbot.web.answerer import Answerer
from chatbot.web.api import ApiError, build_api, explain
from chatbot.web.api_page import build_api_pages
from chatbot.web.assets import build_assets
from chatbot.web.checking_api import build_checking_api
from chatbot.web.checking_page import build_checking_page
from chatbot.web.conversation import mount_conversation
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.routes import add_desk
from chatbot.web.embedding import ShareApi, build_widget, read_preset
from chatbot.web.embedding_page import build_embedding_page
from chatbot.web.filters import named_in
from chatbot.web.frame import FirstSight, chat_page
from chatbot.web.guard import BODY_LIMIT, EngineGate, Guard, content_policy, engine_methods
from chatbot.web.mcp_server import McpEndpoint, build_mcp
from chatbot.web.quote_page import build_quote_pages
from chatbot.web.rate import LimitRequests, RateLimiter
from chatbot.web.ratings import build_ratings
from chatbot.web.shell import Visit, message_page
from chatbot.web.texts.languages import Language
from chatbot.web.texts.shell import shell_texts

logger = logging.getLogger(__name__)

_SHUTDOWN_SECONDS = 3  # open pages keep a connection; nobody should wait for them

# What an error that the frameworks raise is called in JSON, and what it says.
_KNOWN = {
    404: ("not_found", "Adressen finns inte."),
    405: ("method_not_allowed", "Adressen tar inte emot den metoden."),
    413: ("too_large", "Det som skickades är för stort."),
}


def create_app(
    chatbot: Answerer,
    *,
    recorder: Recorder | None = None,
    rate_limit: str | None = None,
    allowed_origins: Sequence[str] = (),
    terms: Terms = UNTOLD,
    desk: Desk | None = None,
) -> FastAPI:
    """Return the web application.

    Args:
        chatbot: answers; called from several threads at once.
        recorder: keeps what is asked and rated; started and closed here. None keeps nothing, and takes no ratings.
        rate_limit: how often one address may ask, for instance "60/minute;1000/hour"; None for as often as it likes.
        allowed_origins: other sites whose pages may show the chat and ask the API; ANY for all.
        terms: what visitors are told of how the service is run.
        desk: the recruiters' pages; None leaves them out.
    """
    limiter = None if rate_limit is None else RateLimiter(rate_limit)
    tools = McpEndpoint(build_mcp(chatbot, limiter, recorder), allowed_origins)
    engine, end_connections = _build_engine(chatbot, recorder)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # A mounted application's own start and stop are not run by the one that mounts it.
        async with engine.router.lifespan_context(engine), tools.run():
            with contextlib.ExitStack() as running:
                for service in (recorder, *((desk.similar, desk.index) if desk else ())):
                    if service is not None:
                        running.enter_context(service)
                yield

    app = FastAPI(
        title=shell_texts(Language.SWEDISH).site,
        lifespan=lifespan,
        openapi_url=None,  # api_page.py has it; FastAPI's documentation pages load scripts from another host
    )
    app.state.end_connections = end_connections
    app.include_router(build_api(chatbot, recorder))
    if recorder is not None:
        app.include_router(build_ratings(recorder))
    app.router.routes.append(Route("/mcp", tools, methods=["POST"]))
    app.include_router(build_checking_api(chatbot))
    handle_errors(app)

    app.include_router(build_api_pages(app))
    app.include_router(build_assets())
    app.include_router(build_quote_pages(chatbot))
    app.include_router(build_checking_page(chatbot))
    app.include_router(build_widget())
    app.include_router(build_embedding_page(chatbot.municipalities))
    app.include_router(build_about_page(chatbot, terms))
    if desk is not None:
        add_desk(app, desk)

    async def page(request: Request, gradio_page: str) -> Response:
        visit = Visit.of(request)
        sight = await run_in_threadpool(_first_sight, chatbot, visit, terms.retention_days)
        hosts = allowed_origins if visit.embedded else ()
        html, nonce = chat_page(gradio_page, visit, sight, hosts=hosts)
        headers = {
            "Content-Security-Policy": content_policy(nonce, shown_by=hosts),
            "Cache-Control": "no-store",
            "Vary": "Accept-Language",
        }
        return HTMLResponse(html, headers=headers)

    async def missing(request: Request) -> Response:
        # The mount at the root takes what another route would have refused for its method.
        routes = (context.original_route for context in iter_route_contexts(app.routes[:-1]))
        known = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
        methods = {method for route in known for method in getattr(route, "methods", None) or ()}
        return _refuse_method(request, methods | engine_methods(request.url.path))

    app.mount("/", EngineGate(engine, page=page, missing=missing))
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    if limiter is not None:
        app.add_middleware(LimitRequests, limiter=limiter, refuse=_refuse)
    if allowed_origins:
        app.add_middleware(ShareApi, origins=allowed_origins)
    app.add_middleware(Guard, too_large=partial(_error, status=413))
    return app


def _first_sight(chatbot: Answerer, visit: Visit, kept_days: int | None) -> FirstSight:
    language, quoted = visit.language, chatbot.municipalities()
    preset = read_preset(dict(visit.query).get("municipality"), quoted)
    filters = replace(named_in(visit.query), municipality=preset.municipality if preset else None)
    return FirstSight(
        people=len({voice.name for voice in chatbot.people()}),  # somebody with two roles is one person
        municipalities=len(quoted),
        topics=chatbot.topics(language),
        preset=preset,
        kept_days=kept_days,
        filters=chatbot.facets(filters, language),
    )


def _build_engine(chatbot: Answerer, recorder: Recorder | None) -> tuple[FastAPI, Callable[[], None]]:
    """Return Gradio's application with the conversation at the root, and what ends its open connections."""
    engine = FastAPI(openapi_url=None, max_body_size=BODY_LIMIT)

    async def build() -> Callable[[], None]:
        return mount_conversation(engine, chatbot, recorder)

    # Without a running event loop Gradio makes several of its own and never closes them. In a
    # thread, because the caller's may have one that is busy.
    with ThreadPoolExecutor(1) as thread:
        return engine, thread.submit(asyncio.run, build()).result()


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _error(request: Request, status: int) -> Response:
    """Return an error that the frameworks noticed: a page for people, JSON for programs."""
    code, message = _KNOWN.get(status, ("error", "Begäran kunde inte besvaras."))
    visit = Visit.of(request)
    texts = shell_texts(visit.language)
    pages = {
        404: (texts.not_found_heading, texts.not_found),
        413: (texts.too_large_heading, texts.too_large),
    }
    if _wants_page(request) and status in pages:
        return HTMLResponse(message_page(visit, *pages[status]), status)
    return JSONResponse(ApiError(status, code, message).body(), status)


def _refuse_method(request: Request, methods: set[str]) -> Response:
    """Return the response to a request that no route takes, though some may take other methods."""
    if not methods:
        return _error(request, 404)
    allowed = {*methods, "OPTIONS"} | ({"HEAD"} if "GET" in methods else set())
    response = Response(status_code=204) if request.method == "OPTIONS" else _error(request, 405)
    response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _refuse(request: Request, seconds: int) -> Response:
    """Return the response to somebody who has asked too often: a page for people, JSON for programs."""
    visit = Visit.of(request)
    texts = shell_texts(visit.language)
    headers = {"Retry-After": str(seconds)}
    if _wants_page(request):
        return HTMLResponse(message_page(visit, texts.too_many_heading, texts.too_many), 429, headers=headers)
    return JSONResponse(ApiError(429, "too_many_requests", texts.too_many).body(), 429, headers=headers)


def handle_errors(app: FastAPI) -> None:
    """Make every error of the routes JSON of the contract's form, without a stack trace."""

    @app.exception_handler(ApiError)
    def _api(_: Request, error: ApiError) -> Response:
        return JSONResponse(error.body(), error.status)

    @app.exception_handler(FilterError)
    def _unfit(_: Request, error: FilterError) -> Response:
        return JSONResponse(ApiError(422, "invalid_filter", f"{error}.").body(), 422)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        if _wants_page(request) and all(fault["loc"][0] in ("path", "query") for fault in error.errors()):
            return _error(request, 404)  # an address that leads nowhere
        return JSONResponse(ApiError(422, "invalid_request", explain(error.errors())).body(), 422)

    @app.exception_handler(StarletteHTTPException)
    def _http(request: Request, error: StarletteHTTPException) -> Response:
        return _error(request, error.status_code)

    @app.exception_handler(Exception)
    def _unexpected(request: Request, _: Exception) -> Response:
        visit = Visit.of(request)
        texts = shell_texts(visit.language)
        if _wants_page(request):
            return HTMLResponse(message_page(visit, texts.failed_heading, texts.failed), 500)
        return JSONResponse(ApiError(500, "internal", texts.failed).body(), 500)


def serve(
    app: FastAPI,
    listener: socket.socket,
    *,
    trusted_proxies: Sequence[str] = (),
    announce: Callable[[str], None] | None = None,
) -> None:
    """Run the web application until Ctrl-C or a termination signal.

    Args:
        app: from create_app.
        listener: bound to the address (chatbot.web.binding); it listens, and is closed, here.
        trusted_proxies: addresses and networks whose X-Forwarded-For and X-Forwarded-Proto count.
        announce: gets the address once visitors are let in; None writes it to standard error.
    """
    with listener:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # it would keep visitors' addresses
            server_header=False,
            forwarded_allow_ips=list(trusted_proxies),
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
        host, port = listener.getsockname()[:2]
        listener.listen()
        (announce or _announce)(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once all is closed
            _Server(config, app.state.end_connections).run(sockets=[listener])


def _announce(address: str) -> None:
    sys.stderr.write(f"Chatten finns på {address} (avsluta med Ctrl-C)\n")
    sys.stderr.flush()


class _Server(uvicorn.Server):
    """Ends the connections that open pages keep when it is told to stop; else it would wait for them."""

    def __init__(self, config: uvicorn.Config, end_connections: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_connections = end_connections

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._end_connections()
        super().handle_exit(sig, frame)
