"""All routes of the desk, and what becomes of requests that may not pass."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from chatbot.errors import StoreError
from chatbot.web.api import ApiError
from chatbot.web.desk.access import PREFIX, ForeignRequestError, NotAllowedError, NotSignedInError
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.export_page import build_export
from chatbot.web.shell import Visit, message_page
from chatbot.web.texts.desk import desk_texts

SIGN_IN = f"{PREFIX}/logga-in"
_PARTS: tuple[Callable[[Desk], APIRouter], ...] = (build_export,)
"""What makes the routes of each part; what is not for everybody comes from Access.router."""


def build_desk(desk: Desk) -> APIRouter:
    """Return every route below /granska."""
    router = APIRouter()
    for build in _PARTS:
        router.include_router(build(desk))
    return router


def handle_desk_errors(app: FastAPI) -> None:
    """Answer requests that may not pass: a page for people, JSON for scripts."""

    @app.exception_handler(NotSignedInError)
    def _not_signed_in(request: Request, _: NotSignedInError) -> Response:
        if wants_json(request):
            return JSONResponse(ApiError(401, "not_signed_in", "Du är utloggad.").body(), 401)
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?till={quote(target, safe='')}", 303)

    @app.exception_handler(NotAllowedError)
    def _not_allowed(request: Request, _: NotAllowedError) -> Response:
        texts = desk_texts(Visit.of(request).language)
        return _refusal(request, 403, "not_allowed", texts.not_allowed_heading, texts.not_allowed)

    @app.exception_handler(ForeignRequestError)
    def _foreign(request: Request, _: ForeignRequestError) -> Response:
        texts = desk_texts(Visit.of(request).language)
        return _refusal(request, 403, "foreign_request", texts.foreign_heading, texts.foreign)

    @app.exception_handler(StoreError)
    def _unavailable(request: Request, _: StoreError) -> Response:
        texts = desk_texts(Visit.of(request).language)
        return _refusal(request, 503, "unavailable", texts.database_heading, texts.database)


def wants_json(request: Request) -> bool:
    """Tell whether a script of ours asks, not a browser for a page."""
    return "application/json" in request.headers.get("accept", "")


def _refusal(request: Request, status: int, code: str, heading: str, told: str) -> Response:
    if wants_json(request):
        return JSONResponse(ApiError(status, code, told).body(), status)
    return HTMLResponse(message_page(Visit.of(request), heading, told), status)
