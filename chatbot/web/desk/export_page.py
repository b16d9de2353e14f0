"""The page of exports, and its downloads: sent while they are read, each noted in the log."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from chatbot.exports import EXPORTS, Form, Source, file_name, pieces
from chatbot.store.auditing import note
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, message, table
from chatbot.web.markup import Markup, element
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_export import export_texts
from index.errors import IndexingError

_PRIVATE = {"Cache-Control": "no-store"}


def build_export(desk: Desk) -> APIRouter:
    """Return the routes of the page and of the files."""
    router = desk.access.router(shows_verdicts=True)

    @router.get("/export")
    def show(request: Request) -> Response:
        return HTMLResponse(_page(signed_in(request)), headers=_PRIVATE)

    @router.get("/export/{name}.{form}")
    def fetch(request: Request, name: str, form: Form) -> Response:
        export = EXPORTS.get(name)
        if export is None:
            raise HTTPException(404)
        signed = signed_in(request, export.role)
        source = Source(desk.database, desk.settings, signed.reviewer.id)
        content = pieces(name, form, source, signed.visit.language)
        try:
            first = next(content)  # what cannot be read is told on a page, not in half a file
        except IndexingError:
            texts = export_texts(signed.visit.language)
            return HTMLResponse(_page(signed, message(texts.no_index, is_fault=True)), 503, headers=_PRIVATE)
        with desk.database.changing() as connection:
            note(connection, signed.reviewer.id, "export.fetch", subject=f"{name}.{form}")
        called = file_name(name, form, datetime.datetime.now().astimezone().date())
        return StreamingResponse(
            itertools.chain((first,), content),
            media_type=form.media_type,
            headers={**_PRIVATE, "Content-Disposition": f'attachment; filename="{called}"'},
        )

    return router


def _page(signed: Signed, told: Markup | None = None) -> str:
    texts = export_texts(signed.visit.language)
    allowed = [name for name, export in EXPORTS.items() if signed.may(export.role)]
    return desk_page(
        signed,
        texts.title,
        *([told] if told else []),
        element("p", texts.lead, class_="lead"),
        table(texts.title, (texts.what, texts.content, texts.fetch), (_row(name, signed.visit) for name in allowed)),
        element("p", texts.logged),
        *([] if len(allowed) == len(EXPORTS) else [element("p", texts.higher_role)]),
        section=Section.EXPORT,
    )


def _row(name: str, visit: Visit) -> Sequence[Markup | str]:
    texts = export_texts(visit.language)
    called, content = texts.exports[name]
    links = (
        element(
            "li",
            element(
                "a",
                label,
                element("span", f": {called}", class_="visually-hidden"),
                href=visit.link(f"{Section.EXPORT.path}/{name}.{form}"),
                download=True,
            ),
        )
        for form, label in ((Form.CSV, texts.csv), (Form.JSONL, texts.jsonl))
    )
    return called, content, element("td", element("ul", *links, class_="forms"))
