"""The routes to the service that one may sign in through, and back; nobody gets in by merely being known there."""

from __future__ import annotations

import logging
from dataclasses import astuple

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer

from chatbot.store.openid_accounts import reviewer_of_identity
from chatbot.web.desk.access import PREFIX, SIGN_IN, own_path
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.openid import Attempt, OpenIdService, ServiceError
from chatbot.web.desk.sign_in_page import BY_SERVICE, Wanted, sign_in_page
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_accounts import account_texts

logger = logging.getLogger(__name__)

_BACK = f"{BY_SERVICE}/svar"
_COOKIE = "granska-tjanst"
_SECONDS = 600
"""So long somebody may take at the service."""


def build_openid(desk: Desk) -> APIRouter:
    """Return the routes; without a service they do not exist."""
    router = APIRouter(include_in_schema=False)
    service = desk.openid

    @router.get(BY_SERVICE)
    def leave(request: Request, till: str = PREFIX) -> Response:
        if service is None:
            raise HTTPException(404)
        try:
            address, attempt = service.begin(_back(request), own_path(till))
        except ServiceError as exc:
            return _failed(request, exc)
        response = RedirectResponse(address, 303)
        response.set_cookie(
            _COOKIE,
            str(_serializer(desk).dumps(list(astuple(attempt)))),
            max_age=_SECONDS,
            path=SIGN_IN,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    @router.get(_BACK)
    def come_back(request: Request, code: str = "", state: str = "") -> Response:
        if service is None:
            raise HTTPException(404)
        attempt = _attempt(desk, request)
        if attempt is None or not code or state != attempt.state:
            return _failed(request, ServiceError("no attempt of this browser"))
        return _enter(desk, service, request, code, attempt)

    return router


def _enter(desk: Desk, service: OpenIdService, request: Request, code: str, attempt: Attempt) -> Response:
    visit, texts = Visit.of(request), account_texts(Visit.of(request).language)
    try:
        identity = service.finish(_back(request), code, attempt)
    except ServiceError as exc:
        return _failed(request, exc)
    with desk.database.changing() as connection:
        reviewer = reviewer_of_identity(connection, identity.subject, identity.logins)
    if reviewer is None:
        fault = texts.no_account.format(name=", ".join(identity.logins) or "?")
        return HTMLResponse(sign_in_page(visit, Wanted(by_service=True), fault), 403)
    response = RedirectResponse(attempt.target, 303)
    response.delete_cookie(_COOKIE, path=SIGN_IN, httponly=True, samesite="lax")
    desk.access.begin(response, reviewer, is_secure=request.url.scheme == "https")
    return response


def _failed(request: Request, error: ServiceError) -> Response:
    logger.warning("%s", error)
    visit = Visit.of(request)
    fault = account_texts(visit.language).service_failed
    return HTMLResponse(sign_in_page(visit, Wanted(by_service=True), fault), 502)


def _back(request: Request) -> str:
    return f"{Visit.of(request).origin}{_BACK}"


def _serializer(desk: Desk) -> URLSafeTimedSerializer:
    return desk.access.serializer(_COOKIE)


def _attempt(desk: Desk, request: Request) -> Attempt | None:
    try:
        return Attempt(*map(str, _serializer(desk).loads(request.cookies.get(_COOKIE, ""), max_age=_SECONDS)))
    except (BadSignature, TypeError, ValueError):
        return None
