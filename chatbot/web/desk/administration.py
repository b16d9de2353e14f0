"""The administration: accounts, and where settings and the log are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.engine import Connection
from starlette.datastructures import FormData

from chatbot.store import accounts
from chatbot.store.accounts import Account, AccountError
from chatbot.store.passwords import LONGEST, checked_password
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, field, message, options, post_form, table
from chatbot.web.markup import Markup, element
from chatbot.web.texts.desk import desk_texts
from chatbot.web.texts.desk_accounts import AccountTexts, account_texts

_PATH = Section.ADMINISTRATION.path


def build_administration(desk: Desk) -> APIRouter:
    """Return the routes."""
    router = desk.access.router()

    @router.get("/administration")
    def show(request: Request, klart: str = "") -> Response:
        signed = signed_in(request, Role.ADMIN)
        return HTMLResponse(_page(desk, signed, _done(signed, klart)))

    @router.post("/administration/konton")
    def add(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request, Role.ADMIN)
        try:
            _add(desk, signed, form)
        except AccountError as exc:
            return HTMLResponse(_page(desk, signed, _fault(signed, exc), form), 422)
        return _led(signed, _PATH, "tillagt")

    @router.get("/administration/konton/{number}")
    def show_account(request: Request, number: int, klart: str = "") -> Response:
        signed = signed_in(request, Role.ADMIN)
        return HTMLResponse(_account_page(signed, _account(desk, number), _done(signed, klart)))

    @router.post("/administration/konton/{number}/{action}")
    def change(request: Request, number: int, action: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request, Role.ADMIN)
        account = _account(desk, number)
        try:
            act = _action(action, account, form)
            with desk.database.changing() as connection:
                act(connection, number, signed.reviewer.id)
        except AccountError as exc:
            return HTMLResponse(_account_page(signed, account, _fault(signed, exc)), 422)
        return _led(signed, f"{_PATH}/konton/{number}", action)

    return router


def _add(desk: Desk, signed: Signed, form: FormData) -> None:
    login, password = str(form.get("login", "")), str(form.get("password", ""))
    with desk.database.reading() as connection:
        accounts.check_login(connection, login)
    hashed = checked_password(password, login)
    with desk.database.changing() as connection:
        accounts.add_account(connection, login, password=hashed, role=_role(form), by=signed.reviewer.id)


def _role(form: FormData) -> Role:
    try:
        return Role(str(form.get("role", "")))
    except ValueError:
        raise HTTPException(422) from None


def _action(name: str, account: Account, form: FormData) -> Callable[[Connection, int, int], None]:
    """Return what is to be done to an account.

    Raises:
        AccountError: the password of the form cannot be used.
        HTTPException: there is no such action.
    """
    if name == "roll":
        role = _role(form)
        return lambda connection, number, by: accounts.set_role(connection, number, role, by=by)
    if name == "losenord":
        hashed = checked_password(str(form.get("password", "")), account.reviewer.login)
        return lambda connection, number, by: accounts.set_password(connection, number, hashed, by=by)
    known = {"stang": accounts.disable, "oppna": accounts.enable, "avsluta": accounts.end_sessions}
    if name not in known:
        raise HTTPException(404)
    return lambda connection, number, by: known[name](connection, number, by=by)


def _account(desk: Desk, number: int) -> Account:
    with desk.database.reading() as connection:
        found = [account for account in accounts.all_accounts(connection) if account.reviewer.id == number]
    if not found:
        raise HTTPException(404)
    return found[0]


def _led(signed: Signed, path: str, done: str) -> Response:
    return RedirectResponse(signed.visit.link(f"{path}?klart={done}"), 303)


def _done(signed: Signed, what: str) -> Markup | None:
    told = account_texts(signed.visit.language).done.get(what)
    return message(told) if told else None


def _fault(signed: Signed, error: AccountError) -> Markup:
    return message(account_texts(signed.visit.language).problems[error.problem], is_fault=True)


def _page(desk: Desk, signed: Signed, said: Markup | None, form: FormData | None = None) -> str:
    texts, visit = account_texts(signed.visit.language), signed.visit
    with desk.database.reading() as connection:
        known = accounts.all_accounts(connection)
    rows = (
        (
            element("th", element("a", each.reviewer.login, href=visit.link(_account_path(each))), scope="row"),
            texts.roles[each.reviewer.role].partition(":")[0],
            element("td", _state(each, texts)),
            element("td", each.added.date().isoformat(), class_="date"),
        )
        for each in known
    )
    heads = (texts.login, texts.role, texts.state, texts.added)
    return desk_page(
        signed,
        desk_texts(visit.language).sections["administration"],
        said,
        table(texts.accounts, heads, rows, is_captioned=True),
        _adding(signed, texts, form),
        element("h2", texts.elsewhere),
        element(
            "ul", *(_link(signed, section) for section in (Section.GUIDELINES, Section.LEARNING, Section.OVERVIEW))
        ),
        element("p", element("a", texts.log, href=visit.link(f"{_PATH}/logg"))),
        section=Section.ADMINISTRATION,
    )


def _link(signed: Signed, section: Section) -> Markup:
    texts = account_texts(signed.visit.language)
    name = desk_texts(signed.visit.language).sections[section.name.lower()]
    told = texts.settings[section.name.lower()]
    return element("li", element("a", name, href=signed.visit.link(section.path)), f": {told}")


def _account_path(account: Account) -> str:
    return f"{_PATH}/konton/{account.reviewer.id}"


def _state(account: Account, texts: AccountTexts) -> Markup:
    if account.reviewer.disabled:
        return element("span", texts.disabled, class_="chip bad")
    return element("span", texts.enabled if account.has_password else texts.without_password, class_="chip")


def _roles(texts: AccountTexts, chosen: str | None) -> Markup:
    select = element(
        "select", options([(role.value, texts.roles[role]) for role in Role], chosen), id="role", name="role"
    )
    return element("div", element("label", texts.role, for_="role"), select, class_="field")


def _adding(signed: Signed, texts: AccountTexts, form: FormData | None) -> Markup:
    given = {name: str(form.get(name, "")) for name in ("login", "role")} if form else {}
    return post_form(
        signed.visit,
        f"{_PATH}/konton",
        element("h2", texts.add),
        element("p", texts.add_lead),
        field(texts.login, "login", value=given.get("login"), maxlength="64", autocomplete="off"),
        _roles(texts, given.get("role", Role.REVIEWER.value)),
        _start_password(texts),
        element("p", element("button", texts.add, type="submit", class_="primary"), class_="actions"),
        class_="panel",
    )


def _start_password(texts: AccountTexts) -> Markup:
    return field(
        texts.start_password,
        "password",
        hint=texts.password_hint,
        type="password",
        maxlength=str(LONGEST),
        autocomplete="new-password",
    )


def _account_page(signed: Signed, account: Account, said: Markup | None) -> str:
    texts, visit, reviewer = account_texts(signed.visit.language), signed.visit, account.reviewer
    path = _account_path(account)

    def form(action: str, *content: Markup | None, danger: bool = False, label: str) -> Markup:
        button = element("button", label, type="submit", class_="danger" if danger else None)
        return post_form(visit, f"{path}/{action}", *content, element("p", button, class_="actions"), class_="panel")

    turn_off = form("stang", element("p", texts.disable_lead), danger=True, label=texts.disable)
    return desk_page(
        signed,
        texts.account_of.format(login=reviewer.login),
        said,
        element("p", _state(account, texts)),
        form("roll", _roles(texts, reviewer.role.value), label=texts.change_role),
        form("losenord", element("p", texts.set_lead), _start_password(texts), label=texts.set_password),
        form("avsluta", element("p", texts.end_lead), label=texts.end_sessions),
        form("oppna", element("p", texts.enable_lead), label=texts.enable) if reviewer.disabled else turn_off,
        element("p", element("a", texts.all_accounts, href=visit.link(_PATH))),
        section=Section.ADMINISTRATION,
    )
