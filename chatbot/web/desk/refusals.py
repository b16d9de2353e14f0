"""What is answered to requests to the desk that may not pass: a page for people, JSON for scripts."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from chatbot.web.api import ApiError
from chatbot.web.desk.access import SIGN_IN, SIGN_OUT
from chatbot.web.desk.carrying import MOST_UNKNOWN, carried_by
from chatbot.web.desk.pages import message
from chatbot.web.desk.sign_in_page import Wanted, bare_page, sign_in_page
from chatbot.web.shell import Visit, message_page
from chatbot.web.texts.desk import desk_texts
from chatbot.web.texts.desk_carrying import carrying_texts


def wants_json(request: Request) -> bool:
    """Tell whether a script of ours asks, not a browser for a page."""
    return "application/json" in request.headers.get("accept", "")


async def not_signed_in(request: Request) -> Response:
    """Lead somebody who is not signed in to where one signs in, and back from there; what was sent goes along."""
    if wants_json(request) or request.headers.get("content-type", "").startswith("application/json"):
        texts = desk_texts(Visit.of(request).language)
        return JSONResponse(ApiError(401, "not_signed_in", texts.signed_out).body(), 401)
    if request.method == "POST" and request.url.path != SIGN_OUT:
        wanted = Wanted(carried=await carried_by(request))
        return HTMLResponse(sign_in_page(Visit.of(request), wanted), 401)
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?till={quote(target, safe='')}", 303)


def not_allowed(request: Request) -> Response:
    """Tell that the role is not enough."""
    texts = desk_texts(Visit.of(request).language)
    return _refusal(request, 403, "not_allowed", texts.not_allowed_heading, texts.not_allowed)


def foreign(request: Request) -> Response:
    """Tell that another site's page sent the request."""
    texts = desk_texts(Visit.of(request).language)
    return _refusal(request, 403, "foreign_request", texts.foreign_heading, texts.foreign)


async def unavailable(request: Request, *, most: int = MOST_UNKNOWN) -> Response:
    """Tell that the database cannot be used; what was sent is in the page, to be sent again, as often as it takes.

    Args:
        request: a form, at most so many bytes of which are read; or any other.
    """
    visit = Visit.of(request)
    texts, carrying = desk_texts(visit.language), carrying_texts(visit.language)
    if wants_json(request):
        return JSONResponse(ApiError(503, "unavailable", carrying.in_place).body(), 503)
    if request.method != "POST":
        return _refusal(request, 503, "unavailable", texts.database_heading, texts.database)
    carried = await carried_by(request, most=most)
    told = message(carrying.unsaved if carried.is_whole else carrying.unsaved_unseen, is_fault=True)
    again = carried.again(visit.language, carrying.try_again) if carried.is_whole else None
    return HTMLResponse(bare_page(visit, texts.database_heading, told, again, is_lost=True), 503)


def _refusal(request: Request, status: int, code: str, heading: str, told: str) -> Response:
    if wants_json(request):
        return JSONResponse(ApiError(status, code, told).body(), status)
    return HTMLResponse(message_page(Visit.of(request), heading, told), status)
