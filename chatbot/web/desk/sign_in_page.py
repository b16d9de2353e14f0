"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.store.accounts import normal_login
from chatbot.store.passwords import LONGEST
from chatbot.store.reviewers import Reviewer, is_anybody_there
from chatbot.store.sign_ins import SignInError, WaitError
from chatbot.web.desk.access import PREFIX, SIGN_IN, SIGN_OUT, form_of, own_path
from chatbot.web.desk.carrying import Carried, carried_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import desk_head, field, message, post_form
from chatbot.web.guard import FORM_LIMIT
from chatbot.web.markup import Markup, element, void
from chatbot.web.shell import MAIN, Visit, outside_link, page
from chatbot.web.texts.desk import desk_texts
from chatbot.web.texts.desk_accounts import account_texts
from chatbot.web.texts.desk_carrying import carrying_texts
from chatbot.web.texts.languages import Language

_COMMAND = ".venv/bin/chatbot reviewer add NAMN"
_MINUTE = 60
BY_SERVICE = f"{SIGN_IN}/tjanst"
"""Leads to the service that one may sign in through."""


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
        return HTMLResponse(sign_in_page(visit, Wanted(own_path(till), by_service=desk.openid is not None)))

    @router.post(SIGN_IN, max_body_size=FORM_LIMIT)
    def sign_in(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        visit, texts = Visit.of(request), account_texts(Visit.of(request).language)
        carried = carried_in(form)
        if "go_on" in form:
            return _go_on(visit, desk.access.reviewer_of(request), carried)
        login = str(form.get("login", ""))
        wanted = Wanted(own_path(str(form.get("till", ""))), carried, login, by_service=desk.openid is not None)
        trusted = desk.access.trusted(request, normal_login(login))
        try:
            reviewer = desk.sign_ins.sign_in(login, str(form.get("password", "")), trusted=trusted)
        except SignInError:
            return HTMLResponse(sign_in_page(visit, wanted, texts.wrong), 401)
        except WaitError as exc:
            fault = told_wait(exc.seconds, visit.language)
            return HTMLResponse(sign_in_page(visit, wanted, fault), 429, {"Retry-After": str(exc.seconds)})
        response: Response = RedirectResponse(wanted.target, 303)
        if carried:
            response = HTMLResponse(_again_page(visit, reviewer, carried))
        desk.access.begin(response, reviewer, is_secure=request.url.scheme == "https")
        desk.access.trust(request, response, reviewer)
        return response

    @router.post(SIGN_OUT)
    def sign_out(request: Request) -> Response:
        response = RedirectResponse(Visit.of(request).link(SIGN_IN), 303)
        desk.access.end(response)
        return response

    return router


def told_wait(seconds: int, language: Language) -> str:
    """Return when the next attempt may be made."""
    texts = account_texts(language)
    count, unit = (seconds, texts.seconds) if seconds <= _MINUTE else (-(-seconds // _MINUTE), texts.minutes)
    unit = texts.second if seconds <= 1 else unit
    return texts.wait.format(time=unit.format(count=count))


def _closed_page(visit: Visit) -> str:
    texts = account_texts(visit.language)
    return bare_page(
        visit,
        texts.none_yet_heading,
        element("p", texts.none_yet),
        element("p", element("code", _COMMAND, lang="sv")),
        element("p", texts.none_yet_then),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wanted who has to sign in first.

    Attributes:
        target: own path that the sign-in leads to.
        carried: a form that could not be saved.
        login: as it was written, if it was.
        by_service: whether there is a service that one may sign in through.
    """

    target: str = PREFIX
    carried: Carried | None = None
    login: str = ""
    by_service: bool = False


def sign_in_page(visit: Visit, wanted: Wanted, fault: str | None = None) -> str:
    """Return the page where one signs in; the form that could not be saved, if any, goes along."""
    texts, carried = account_texts(visit.language), wanted.carried
    form = post_form(
        visit,
        SIGN_IN,
        carried.inputs() if carried else void("input", type="hidden", name="till", value=wanted.target),
        field(texts.login, "login", value=wanted.login, maxlength="64", autocomplete="username"),
        field(texts.password, "password", type="password", maxlength=str(LONGEST), autocomplete="current-password"),
        element("p", element("button", texts.sign_in, type="submit", class_="primary"), class_="actions"),
        class_="panel",
    )
    return bare_page(
        visit,
        texts.sign_in,
        message(fault, is_fault=True) if fault else None,
        _lost(visit, carried) if carried else element("p", texts.sign_in_lead),
        _service(visit, wanted) if wanted.by_service and not carried else None,
        form,
        _elsewhere(visit, carried) if carried and carried.is_whole else None,
        is_lost=carried is not None,
    )


def _service(visit: Visit, wanted: Wanted) -> Markup:
    texts = account_texts(visit.language)
    address = visit.link(f"{BY_SERVICE}?{urlencode({'till': wanted.target})}")
    return element("p", element("a", texts.by_service, href=address, class_="button primary"), class_="actions")


def _lost(visit: Visit, carried: Carried) -> Markup:
    texts = carrying_texts(visit.language)
    return message(texts.ended if carried.is_whole else texts.not_carried, is_fault=True)


def _elsewhere(visit: Visit, carried: Carried) -> Markup:
    texts = carrying_texts(visit.language)
    button = element("button", texts.elsewhere, type="submit", name="go_on", value="1")
    link = outside_link(texts.new_tab, visit.link(SIGN_IN), visit.language)
    lead = element("p", texts.elsewhere_lead, " ", link)
    return post_form(visit, SIGN_IN, carried.inputs(), lead, element("p", button, class_="actions"), class_="panel")


def _go_on(visit: Visit, reviewer: Reviewer | None, carried: Carried | None) -> Response:
    if reviewer and carried:
        return HTMLResponse(_again_page(visit, reviewer, carried))
    fault = carrying_texts(visit.language).still_out
    return HTMLResponse(sign_in_page(visit, Wanted(carried=carried), fault), 401)


def _again_page(visit: Visit, reviewer: Reviewer, carried: Carried) -> str:
    texts = carrying_texts(visit.language)
    told = element("p", texts.as_whom.format(login=reviewer.login))
    return bare_page(visit, texts.heading, told, carried.again(visit.language, texts.save), is_lost=True)


def bare_page(visit: Visit, title: str, *body: Markup | None, is_lost: bool = False) -> str:
    """Return a page of the desk for whoever may be signed out; is_lost: it alone has what somebody wrote."""
    main = element("main", element("h1", title), *body, id=MAIN, class_="desk narrow")
    # No link leads away from a page that alone has what somebody wrote.
    bare = element("header", element("span", desk_texts(visit.language).desk, class_="brand"), class_="site")
    return page(visit, title, main, kind="desk-page signing-in", head=desk_head(), header=bare if is_lost else None)
