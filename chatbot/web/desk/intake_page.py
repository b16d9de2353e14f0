"""The page that takes in an article: a file, an address, or pasted text becomes a draft."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile

from chatbot.drafting import LARGEST_UPLOAD, Draft, details_to_json, draft_of_address, draft_of_file, draft_of_text
from chatbot.errors import ChatbotError
from chatbot.fetching import fetch
from chatbot.store.auditing import note
from chatbot.store.drafts import add_draft
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import PREFIX, Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.links import draft_address
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.guard import UPLOAD_LIMIT
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_articles import article_texts
from corpus.errors import CorpusError

logger = logging.getLogger(__name__)

PAGE = f"{PREFIX}/ny-artikel"
_MEGABYTE = 1024**2


async def upload_of(request: Request) -> AsyncIterator[FormData]:
    """Give the form of an editor, and close its file afterwards; anybody else's is not even read."""
    signed_in(request, Role.EDITOR)
    async with request.form(max_files=1, max_fields=8, max_part_size=LARGEST_UPLOAD) as form:
        yield form


def build_intake(desk: Desk) -> APIRouter:
    """Return the routes of the page."""
    router = desk.access.router()

    @router.get("/ny-artikel")
    def show(request: Request) -> Response:
        return HTMLResponse(_page(signed_in(request, Role.EDITOR)))

    @router.post("/ny-artikel", max_body_size=UPLOAD_LIMIT)
    def take_in(request: Request, form: Annotated[FormData, Depends(upload_of)]) -> Response:
        signed = signed_in(request, Role.EDITOR)
        try:
            draft = _draft(desk, signed, form)
        except _MissingError as exc:
            return HTMLResponse(_page(signed, form, message(str(exc), is_fault=True)), 422)
        except (ChatbotError, CorpusError) as exc:
            return HTMLResponse(_page(signed, form, told_fault(signed, str(exc))), 422)
        except Exception:
            logger.exception("an upload could not be read")
            texts = article_texts(signed.visit.language)
            return HTMLResponse(_page(signed, form, message(texts.unexpected, is_fault=True)), 422)
        return RedirectResponse(signed.visit.link(draft_address(keep_draft(desk, signed, draft))), 303)

    return router


def keep_draft(desk: Desk, signed: Signed, draft: Draft) -> str:
    """Keep a draft; return its id."""
    with desk.database.changing() as connection:
        draft_id = add_draft(
            connection,
            signed.reviewer.id,
            file=draft.file,
            content=draft.content,
            details=details_to_json(draft.details),
        )
        note(connection, signed.reviewer.id, "draft.add", subject=draft_id)
    return draft_id


def told_fault(signed: Signed, fault: str) -> Markup:
    """Return why something could not be read, in the page's language as far as it goes; the corpus speaks Swedish."""
    texts = article_texts(signed.visit.language)
    detail = element("span", fault, lang="sv")
    return element("p", texts.not_taken, " ", texts.fault_detail, detail, role="alert", class_="message fault")


class _MissingError(Exception):
    """Nothing was given; the message is in the page's language."""


def _draft(desk: Desk, signed: Signed, form: FormData) -> Draft:
    texts = article_texts(signed.visit.language)
    upload, address, text = form.get("fil"), form.get("adress"), form.get("text")
    if isinstance(upload, UploadFile):
        if not upload.filename:
            raise _MissingError(texts.no_file)
        return draft_of_file(desk.settings, upload.filename, upload.file.read())
    if isinstance(address, str):
        if not address.strip().lower().startswith(("http://", "https://")):
            raise _MissingError(texts.no_address)
        return draft_of_address(desk.settings, address.strip(), fetch)
    if not isinstance(text, str) or not text.strip():
        raise _MissingError(texts.no_file if "fil" in form else texts.no_text)
    return draft_of_text(desk.settings, text)


def _page(signed: Signed, form: FormData | None = None, told: Markup | None = None) -> str:
    texts, given = article_texts(signed.visit.language), form or FormData()
    address, text = given.get("adress"), given.get("text")
    limit = LARGEST_UPLOAD // _MEGABYTE
    back = element("p", element("a", texts.back, href=signed.visit.link(Section.ARTICLES.path)))
    file = void(
        "input",
        id="fil",
        name="fil",
        type="file",
        accept=".md,.txt,.html,.htm,.docx,.pdf",
        required=True,
        data_limit=str(LARGEST_UPLOAD),
        data_too_large=texts.too_large.format(limit=limit),
    )
    web = void(
        "input",
        id="adress",
        name="adress",
        type="url",
        required=True,
        placeholder="https://",
        value=address if isinstance(address, str) else None,
    )
    pasted = element(
        "textarea", text if isinstance(text, str) else "", id="text", name="text", rows="12", required=True
    )
    return desk_page(
        signed,
        texts.new_heading,
        back,
        told or join(),
        element("p", texts.new_lead),
        _form(signed, (texts.file_heading, texts.file_label.format(limit=limit), "fil", texts.file_submit), file),
        _form(signed, (texts.address_heading, texts.address_label, "adress", texts.address_submit), web),
        _form(signed, (texts.text_heading, texts.text_label, "text", texts.text_submit), pasted),
        section=Section.ARTICLES,
    )


def _form(signed: Signed, told: tuple[str, str, str, str], control: Markup) -> Markup:
    heading, label, name, submit = told
    return element(
        "form",
        element("h2", heading),
        element("div", element("label", label, for_=name), control, class_="field"),
        element("p", element("button", submit, type="submit", class_="primary"), class_="actions"),
        method="post",
        enctype="multipart/form-data",
        action=signed.visit.link(PAGE),
        class_="panel",
    )
