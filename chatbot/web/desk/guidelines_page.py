"""The guidelines: to read beside every case, to change with a history, and the settings of the review."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.store.desk_settings import (
    GUIDELINES,
    TEXT_LIMIT,
    SettingError,
    StoredSetting,
    read_setting,
    save_setting,
    setting_history,
)
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, message, table
from chatbot.web.desk.settings_form import build_settings, settings_form
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.shell import Visit
from chatbot.web.texts.dates import written_moment
from chatbot.web.texts.desk_verdicts import guideline_texts
from chatbot.web.texts.numbers import whole_number

_PATH = Section.GUIDELINES.path
_CHANGE = f"{_PATH}/andra"


def build_guidelines(desk: Desk) -> APIRouter:
    """Return the routes of the guidelines and of the settings of the review."""
    router = desk.access.router()

    @router.get("/riktlinjer")
    def show(request: Request, version: int | None = None, sparat: bool = False) -> Response:  # noqa: FBT001, FBT002
        return HTMLResponse(_page(desk, signed_in(request), version, is_saved=sparat))

    @router.get("/riktlinjer/andra")
    def change(request: Request, version: int | None = None) -> Response:
        signed = signed_in(request, Role.EDITOR)
        with desk.database.reading() as connection:
            history = setting_history(connection, GUIDELINES)
        begun = history[0] if version is None else _of_version(history, version)
        return HTMLResponse(_form_page(signed, begun.value, history[0].version))

    @router.post("/riktlinjer/andra")
    def save(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request, Role.EDITOR)
        texts, text, version = (
            guideline_texts(signed.visit.language),
            str(form.get("text", "")),
            whole_number(str(form.get("version", ""))),
        )
        try:
            with desk.database.changing() as connection:
                save_setting(connection, GUIDELINES, text, reviewer=signed.reviewer, expected_version=version)
        except SettingError:
            fault = texts.too_long.format(limit=TEXT_LIMIT) if text.strip() else texts.empty
            return HTMLResponse(_form_page(signed, text, version, fault), 422)
        except ConflictError:
            return HTMLResponse(_conflict_page(desk, signed, text), 409)
        return RedirectResponse(_with(signed.visit, _PATH, "sparat=1"), 303)

    build_settings(desk, router)
    return router


def guidelines_panel(desk: Desk, visit: Visit) -> Markup:
    """Return the guidelines folded up, to stand beside a case.

    Raises:
        StoreError: the database cannot be read.
    """
    texts = guideline_texts(visit.language)
    with desk.database.reading() as connection:
        text = read_setting(connection, GUIDELINES).value
    return element(
        "details",
        element("summary", texts.panel),
        guidelines_body(text, level=3),
        element("p", element("a", texts.whole_page, href=visit.link(_PATH))),
        class_="panel guidelines",
    )


def guidelines_body(text: str, *, level: int) -> Markup:
    """Return a plain text with its headings and lists.

    Args:
        text: a line that begins with "# " is a heading, one with "- " an item.
        level: of the headings.
    """
    lines = [line.strip() for line in text.splitlines()]
    groups = groupby((line for line in lines if line), key=lambda line: line.startswith("- "))
    blocks = (_list(list(some)) if is_list else _paragraphs(list(some), level) for is_list, some in groups)
    return element("div", *blocks, lang="sv", class_="guidelines-text")


def _list(lines: list[str]) -> Markup:
    return element("ul", *(element("li", _named(line.removeprefix("- "))) for line in lines))


def _named(line: str) -> Markup:
    """Return an item whose name, before a colon, stands out."""
    name, colon, rest = line.partition(": ")
    return join(element("strong", name + colon.strip()), f" {rest}") if colon else join(line)


def _paragraphs(lines: list[str], level: int) -> Markup:
    return join(
        *(
            element(f"h{level}", line.lstrip("#").strip()) if line.startswith("# ") else element("p", line)
            for line in lines
        )
    )


def _page(desk: Desk, signed: Signed, version: int | None, *, is_saved: bool) -> str:
    texts = guideline_texts(signed.visit.language)
    with desk.database.reading() as connection:
        history = setting_history(connection, GUIDELINES)
        logins = logins_by_id(connection)
    shown = history[0] if version is None else _of_version(history, version)
    return desk_page(
        signed,
        texts.title,
        message(texts.saved) if is_saved else join(),
        element("p", texts.lead, class_="lead"),
        _old(signed, shown) if shown is not history[0] else _change_link(signed),
        element("div", guidelines_body(shown.value, level=2), class_="panel"),
        element("h2", texts.history, id="versions"),
        _history(signed.visit, history, logins),
        settings_form(desk, signed.visit) if signed.may(Role.ADMIN) else join(),
        section=Section.GUIDELINES,
    )


def _change_link(signed: Signed) -> Markup:
    if not signed.may(Role.EDITOR):
        return join()
    link = element("a", guideline_texts(signed.visit.language).change, href=signed.visit.link(_CHANGE), class_="button")
    return element("p", link, class_="actions")


def _old(signed: Signed, shown: StoredSetting[str]) -> Markup:
    texts = guideline_texts(signed.visit.language)
    address = _with(signed.visit, _CHANGE, f"version={shown.version}")
    restore = element("p", element("a", texts.restore, href=address, class_="button"), class_="actions")
    return join(message(texts.old.format(version=shown.version)), restore if signed.may(Role.EDITOR) else None)


def _history(visit: Visit, history: list[StoredSetting[str]], logins: dict[int, str]) -> Markup:
    texts = guideline_texts(visit.language)
    rows = (
        (
            element("th", _version_link(visit, each, is_current=each is history[0]), scope="row"),
            texts.own if each.version == 0 else logins.get(each.reviewer or 0, "–"),
            written_moment(each.changed) if each.changed else "–",
        )
        for each in history
    )
    return table(texts.history, (texts.version, texts.who, texts.when), rows)


def _version_link(visit: Visit, each: StoredSetting[str], *, is_current: bool) -> Markup:
    texts = guideline_texts(visit.language)
    if is_current:
        return join(f"{each.version} ({texts.current})")
    address = _with(visit, _PATH, f"version={each.version}")
    return element("a", texts.open.format(version=each.version), href=address)


def _form_page(signed: Signed, text: str, version: int | None, fault: str | None = None, *after: Markup) -> str:
    visit, texts = signed.visit, guideline_texts(signed.visit.language)
    area = element(
        "textarea",
        f"\n{text}",  # HTML drops a line end at the beginning
        id="text",
        name="text",
        rows="24",
        lang="sv",
        aria_describedby="text-hint",
        required=True,
    )
    form = element(
        "form",
        void("input", type="hidden", name="version", value=None if version is None else str(version)),
        element(
            "div",
            element("label", texts.text, for_="text"),
            element("p", texts.text_hint, class_="hint", id="text-hint"),
            area,
            class_="field",
        ),
        element(
            "p",
            element("button", texts.save, type="submit", class_="primary"),
            element("a", texts.cancel, href=visit.link(_PATH), class_="button quiet"),
            class_="actions",
        ),
        method="post",
        action=visit.link(_CHANGE),
        class_="panel",
    )
    said = message(fault, is_fault=True) if fault else join()
    return desk_page(signed, texts.change, said, form, *after, section=Section.GUIDELINES)


def _conflict_page(desk: Desk, signed: Signed, text: str) -> str:
    """Return the form with what was written, over what somebody else has saved meanwhile."""
    texts = guideline_texts(signed.visit.language)
    with desk.database.reading() as connection:
        stored = read_setting(connection, GUIDELINES)
        who = logins_by_id(connection).get(stored.reviewer or 0, "–")
    theirs = element("section", element("h2", texts.theirs), guidelines_body(stored.value, level=3), class_="panel")
    return _form_page(signed, text, stored.version, texts.conflict.format(who=who), theirs)


def _of_version(history: list[StoredSetting[str]], version: int) -> StoredSetting[str]:
    found = next((each for each in history if each.version == version), None)
    if found is None:
        raise HTTPException(404)
    return found


def _with(visit: Visit, path: str, query: str) -> str:
    address = visit.link(path)
    return f"{address}{'&' if '?' in address else '?'}{query}"
