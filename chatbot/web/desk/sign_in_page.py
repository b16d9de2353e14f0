"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.store.accounts import normal_login
from chatbot.store.passwords import LONGEST
from chatbot.store.reviewers import is_anybody_there
from chatbot.store.sign_ins import SignInError, WaitError
from chatbot.web.desk.access import PREFIX, SIGN_IN, form_of, own_path
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import desk_head, field, message
from chatbot.web.markup import Markup, element, void
from chatbot.web.shell import MAIN, Visit, page
from chatbot.web.texts.desk_accounts import account_texts
from chatbot.web.texts.languages import Language

_COMMAND = "chatbot reviewer add NAMN"
_MINUTE = 60


def build_sign_in(desk: Desk) -> APIRouter:
    """Return the routes; those that lead in are for everybody."""
    router = APIRouter(include_in_schema=False)

    @router.get(SIGN_IN)
    def ask(request: Request, till: str = PREFIX) -> Response:
        visit = Visit.of(request)
        if desk.access.reviewer_of(request):
            return RedirectResponse(own_path(till), 303)
        with desk.database.reading() as connection:
            is_open = is_anybody_there(connection)
        if not is_open:
            return HTMLResponse(_closed_page(visit))
        return HTMLResponse(_sign_in_page(visit, target=own_path(till)))

    @router.post(SIGN_IN)
    def sign_in(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        visit, texts = Visit.of(request), account_texts(Visit.of(request).language)
        login, target = str(form.get("login", "")), own_path(str(form.get("till", "")))
        trusted = desk.access.trusted(request, normal_login(login))
        try:
            reviewer = desk.sign_ins.sign_in(login, str(form.get("password", "")), trusted=trusted)
        except SignInError:
            return HTMLResponse(_sign_in_page(visit, target=target, login=login, fault=texts.wrong), 401)
        except WaitError as exc:
            fault = told_wait(exc.seconds, visit.language)
            headers = {"Retry-After": str(exc.seconds)}
            return HTMLResponse(_sign_in_page(visit, target=target, login=login, fault=fault), 429, headers)
        response = RedirectResponse(target, 303)
        desk.access.begin(response, reviewer, is_secure=request.url.scheme == "https")
        desk.access.trust(request, response, reviewer)
        return response

    @router.post(f"{PREFIX}/logga-ut")
    def sign_out(request: Request) -> Response:
        response = RedirectResponse(Visit.of(request).link(SIGN_IN), 303)
        desk.access.end(response)
        return response

    return router


def told_wait(seconds: int, language: Language) -> str:
    """Return when the next attempt may be made."""
    texts = account_texts(language)
    count, unit = (seconds, texts.seconds) if seconds <= _MINUTE else (-(-seconds // _MINUTE), texts.minutes)
    return texts.wait.format(time=unit.format(count=count))


def _closed_page(visit: Visit) -> str:
    texts = account_texts(visit.language)
    return _page(
        visit,
        texts.none_yet_heading,
        element("p", texts.none_yet),
        element("p", element("code", _COMMAND, lang="sv")),
        element("p", texts.none_yet_then),
    )


def _sign_in_page(visit: Visit, *, target: str, login: str = "", fault: str | None = None) -> str:
    texts = account_texts(visit.language)
    form = element(
        "form",
        void("input", type="hidden", name="till", value=target),
        field(texts.login, "login", value=login, maxlength="64", autocomplete="username"),
        field(texts.password, "password", type="password", maxlength=str(LONGEST), autocomplete="current-password"),
        element("p", element("button", texts.sign_in, type="submit", class_="primary"), class_="actions"),
        method="post",
        action=visit.link(SIGN_IN),
        class_="panel",
    )
    said = message(fault, is_fault=True) if fault else None
    return _page(visit, texts.sign_in, element("p", texts.sign_in_lead), said, form)


def _page(visit: Visit, title: str, *body: Markup | None) -> str:
    main = element("main", element("h1", title), *body, id=MAIN, class_="desk narrow")
    return page(visit, title, main, kind="desk-page signing-in", head=desk_head())
