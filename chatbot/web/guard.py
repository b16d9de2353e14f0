"""What stands before every request: security headers, and a gate before Gradio's routes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 64 * 1024  # bytes; a question with its history is a few thousand
CHECK_PAGE = "/kontrollera"
FORM_LIMIT = 1024 * 1024
"""Bytes of a form with a pasted text: one that is too long to be checked comes back with its words still there."""
UPLOAD_LIMIT = 21 * 1024 * 1024
"""Bytes of a form with an article's file, which may have 20 MB; the desk reads an editor's only."""
_LIMITS = {
    CHECK_PAGE: FORM_LIMIT,
    "/granska/logga-in": FORM_LIMIT,  # whoever was signed out signs in with what was not saved yet
    "/granska/ny-artikel": UPLOAD_LIMIT,
    "/granska/importera": UPLOAD_LIMIT,
}
KEEP_FOR_GOOD = "public, max-age=31536000, immutable"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# 'unsafe-eval': gr.HTML compiles its template with new Function. 'unsafe-inline' for styles: Gradio's
# components carry style attributes. Scripts that are not ours need the page's nonce, so that
# markup alone, should any ever slip in, runs nothing.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'{nonce}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-src {frames}; frame-ancestors {ancestors}; object-src 'none'"
)
_OURS_ALONE = "'self'"

# All that the chat page asks of Gradio. Its other routes (files, uploads, proxy, code editing,
# monitoring) have no use here and stay closed.
_ENGINE = {
    "GET": re.compile(r"/(assets/[\w.-]+|theme\.css|gradio_api/(queue/data|heartbeat/\w+|app_id))?"),
    "POST": re.compile(r"/gradio_api/(queue/join|cancel|reset)/?"),
}


_STREAM = "/gradio_api/queue/data"


def content_policy(nonce: str | None = None, *, shown_by: Sequence[str] = (), has_frames: bool = False) -> str:
    """Return the Content-Security-Policy of a page.

    Args:
        nonce: of the scripts in its HTML; None where there are none.
        shown_by: origins whose pages may show it in a frame, beside our own.
        has_frames: whether it shows pages of ours in frames itself.
    """
    return _POLICY.format(
        nonce=f" 'nonce-{nonce}'" if nonce else "",
        ancestors=" ".join((_OURS_ALONE, *shown_by)),
        frames=_OURS_ALONE if has_frames else "'none'",
    )


def engine_methods(path: str) -> set[str]:
    """Return the methods that reach Gradio at a path."""
    return {method for method, paths in _ENGINE.items() if paths.fullmatch(path)}


class Guard:
    """Adds the security headers to every response, answers HEAD as GET, and refuses a body that says it is too large.

    A body that does not tell its length is counted by FastAPI as it arrives (max_body_size).

    Args:
        too_large: makes the refusal of a body over BODY_LIMIT, or over the limit of its path.
    """

    def __init__(self, app: ASGIApp, *, too_large: Callable[[Request], Response]) -> None:
        self._app = app
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", content_policy())
                if f"frame-ancestors {_OURS_ALONE};" in headers["Content-Security-Policy"]:
                    headers["X-Frame-Options"] = "SAMEORIGIN"  # which knows no list; for browsers that know no policy
            await send(message)

        if scope["method"] == "HEAD" and not scope["path"].startswith("/gradio_api/"):  # those streams would not end
            scope = {**scope, "method": "GET"}  # the server itself leaves out the body
        length = Headers(scope=scope).get("content-length", "")
        limit = _LIMITS.get(scope["path"], BODY_LIMIT)
        is_too_large = length.isdecimal() and int(length) > limit
        app = self._too_large(Request(scope)) if is_too_large else self._app
        await app(scope, receive, send_guarded)


class EngineGate:
    """Lets through to Gradio what the chat page needs, and shows the chat page in the place of Gradio's.

    Args:
        engine: Gradio's application, mounted at the root.
        page: makes our response out of the request and Gradio's page.
        missing: the response to everything else.
    """

    def __init__(
        self,
        engine: ASGIApp,
        *,
        page: Callable[[Request, str], Awaitable[Response]],
        missing: Callable[[Request], Awaitable[Response]],
    ) -> None:
        self._engine = engine
        self._page = page
        self._missing = missing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            return
        method, path = scope["method"], scope["path"]
        allowed = _ENGINE.get("GET" if method == "HEAD" else method)
        if allowed is None or not allowed.fullmatch(path):
            await (await self._missing(Request(scope)))(scope, receive, send)
        elif path == "/":
            response = await self._page(Request(scope), await self._gradio_page(scope, receive))
            await response(scope, receive, send)
        elif path.startswith("/assets/"):
            await self._engine(scope, receive, _kept(send))
        elif path == _STREAM:
            await self._stream(scope, receive, send)
        else:
            await self._engine(scope, receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answers to one page; that there are none for it, Gradio tells it first, and then raises.

        Every page that was open while the server started anew comes here once, and its trace would fill the log.
        """
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._engine(scope, receive, send_noting)
        except RuntimeError as exc:
            if not has_begun or not isinstance(exc.__cause__, HTTPException):
                raise
            await send({"type": "http.response.body", "body": b""})

    async def _gradio_page(self, scope: Scope, receive: Receive) -> str:
        """Return the page that Gradio would have shown, uncompressed and without the visitor's query."""
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        body = bytearray()

        async def collect(message: Message) -> None:
            body.extend(message.get("body", b""))

        await self._engine({**scope, "method": "GET", "query_string": b"", "headers": headers}, receive, collect)
        return body.decode()


def _kept(send: Send) -> Send:
    """Return a send that lets browsers keep a successful response: the file's name has its hash."""

    async def send_kept(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:  # noqa: PLR2004
            MutableHeaders(scope=message)["Cache-Control"] = KEEP_FOR_GOOD
        await send(message)

    return send_kept
