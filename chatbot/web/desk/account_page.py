"""One's own account: another password, and every session ended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.store import accounts
from chatbot.store.accounts import AccountError, AccountProblem
from chatbot.store.passwords import LONGEST, checked_password
from chatbot.store.reviewers import reviewer_by_id
from chatbot.store.sign_ins import SignInError, WaitError
from chatbot.web.desk.access import SIGN_IN, Signed, form_of, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, field, message, post_form
from chatbot.web.desk.sign_in_page import told_wait
from chatbot.web.markup import Markup, element
from chatbot.web.texts.desk_accounts import account_texts

_PATH = Section.ACCOUNT.path


def build_account(desk: Desk) -> APIRouter:
    """Return the routes."""
    router = desk.access.router()

    @router.get("/konto")
    def show(request: Request, klart: str = "") -> Response:
        signed = signed_in(request)
        done = account_texts(signed.visit.language).password_changed if klart else None
        return HTMLResponse(_page(desk, signed, message(done) if done else None))

    @router.post("/konto/losenord")
    def change(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request)
        try:
            _change(desk, signed, form)
        except WaitError as exc:
            fault = message(told_wait(exc.seconds, signed.visit.language), is_fault=True)
            return HTMLResponse(_page(desk, signed, fault), 429)
        except AccountError as exc:
            fault = message(account_texts(signed.visit.language).problems[exc.problem], is_fault=True)
            return HTMLResponse(_page(desk, signed, fault), 422)
        response = RedirectResponse(signed.visit.link(f"{_PATH}?klart=losenord"), 303)
        with desk.database.reading() as connection:
            reviewer = reviewer_by_id(connection, signed.reviewer.id)
        if reviewer:  # this session goes on under the new epoch
            desk.access.begin(response, reviewer, is_secure=request.url.scheme == "https")
        return response

    @router.post("/konto/avsluta")
    def end(request: Request) -> Response:
        signed = signed_in(request)
        with desk.database.changing() as connection:
            accounts.end_sessions(connection, signed.reviewer.id, by=signed.reviewer.id)
        response = RedirectResponse(signed.visit.link(SIGN_IN), 303)
        desk.access.end(response)
        return response

    return router


def _change(desk: Desk, signed: Signed, form: FormData) -> None:
    """Change the password to what the form has.

    Raises:
        AccountError: it cannot be.
        WaitError: too many wrong ones were given.
    """
    new = str(form.get("new", ""))
    if new != str(form.get("again", "")):
        raise AccountError(AccountProblem.PASSWORDS_DIFFER)
    hashed = checked_password(new, signed.reviewer.login)
    try:
        # Counted beside the attempts to sign in: a session that somebody found open must not serve to guess.
        desk.sign_ins.confirm(
            signed.reviewer.login, str(form.get("old", "")), trusted=f"session of {signed.reviewer.id}"
        )
    except SignInError:
        raise AccountError(AccountProblem.PASSWORD_WRONG) from None
    with desk.database.changing() as connection:
        accounts.set_password(connection, signed.reviewer.id, hashed, by=signed.reviewer.id)


def _page(desk: Desk, signed: Signed, said: Markup | None) -> str:
    texts, reviewer = account_texts(signed.visit.language), signed.reviewer
    with desk.database.reading() as connection:
        account = accounts.account_of(connection, reviewer.login)
    facts = element(
        "dl",
        element("div", element("dt", texts.login), element("dd", reviewer.login)),
        element("div", element("dt", texts.role), element("dd", texts.roles[reviewer.role])),
        class_="facts",
    )
    everywhere = post_form(
        signed.visit,
        f"{_PATH}/avsluta",
        element("h2", texts.everywhere),
        element("p", texts.everywhere_lead),
        element("p", element("button", texts.everywhere, type="submit"), class_="actions"),
        class_="panel",
    )
    form = _password_form(signed) if account.has_password else element("p", texts.by_provider)
    return desk_page(signed, texts.own, said, facts, form, everywhere, section=Section.ACCOUNT)


def _password_form(signed: Signed) -> Markup:
    texts = account_texts(signed.visit.language)
    longest = str(LONGEST)
    return post_form(
        signed.visit,
        f"{_PATH}/losenord",
        element("h2", texts.change_password),
        element("p", texts.change_lead),
        field(texts.old_password, "old", type="password", maxlength=longest, autocomplete="current-password"),
        field(
            texts.new_password,
            "new",
            hint=texts.password_hint,
            type="password",
            maxlength=longest,
            autocomplete="new-password",
        ),
        field(texts.again, "again", type="password", maxlength=longest, autocomplete="new-password"),
        element("p", element("button", texts.change_password, type="submit", class_="primary"), class_="actions"),
        class_="panel",
    )
