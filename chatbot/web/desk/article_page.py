"""One article as it was read, and its removal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from chatbot.annotating import voices_of
from chatbot.article_list import article_path
from chatbot.removing import remove_article
from chatbot.store.article_versions import keep_version
from chatbot.store.auditing import note
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.article_view import annotated_article
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.index_state import index_state
from chatbot.web.desk.links import article_address, link_to
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_articles import article_texts
from corpus.errors import CorpusError
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Reading
from index.storage import digest_of, silent

NO_STORE = {"Cache-Control": "no-store"}


def build_article(desk: Desk) -> APIRouter:
    """Return the routes of an article."""
    router = desk.access.router()

    @router.get("/artiklar/{article_id}")
    def show(request: Request, article_id: str) -> Response:
        signed = signed_in(request)
        path = article_path(desk.settings, article_id)
        if path is None:
            return missing_article(signed)
        texts = article_texts(signed.visit.language)
        told = message(texts.published_now) if request.query_params.get("nu") == "publicerad" else None
        try:
            reading = read(read_article(path))
        except CorpusError as exc:
            return _unreadable(signed, article_id, exc)
        return HTMLResponse(_article_page(desk, signed, reading, told), headers=NO_STORE)

    @router.get("/artiklar/{article_id}/ta-bort")
    def ask(request: Request, article_id: str) -> Response:
        signed = signed_in(request, Role.EDITOR)
        path = article_path(desk.settings, article_id)
        return HTMLResponse(_removal_page(signed, path)) if path else missing_article(signed)

    @router.post("/artiklar/{article_id}/ta-bort", max_body_size=1024)
    def remove(request: Request, article_id: str, sha256: Annotated[str, Form()] = "") -> Response:
        signed = signed_in(request, Role.EDITOR)
        path = article_path(desk.settings, article_id)
        if path is None:
            return missing_article(signed)
        if digest_of(path) != sha256:
            texts = article_texts(signed.visit.language)
            return HTMLResponse(_removal_page(signed, path, message(texts.changed_meanwhile, is_fault=True)), 409)
        with desk.database.changing() as connection:
            editor, file = signed.reviewer.id, path.relative_to(desk.settings.corpus).as_posix()
            note(connection, editor, "article.remove", subject=article_id)
            keep_version(connection, article_id, file=file, content=None, action="article.remove", reviewer=editor)
            remove_article(desk.settings, path, lambda: silent(""))
        desk.index.request(purges=True)
        return RedirectResponse(link_to(signed, Section.ARTICLES.path, nu="borttagen"), 303)

    return router


def missing_article(signed: Signed) -> HTMLResponse:
    """Return the page in the place of an article that there is not."""
    texts = article_texts(signed.visit.language)
    body = join(element("p", texts.missing), _back(signed))
    return HTMLResponse(desk_page(signed, texts.missing_heading, body, section=Section.ARTICLES), 404, NO_STORE)


def _unreadable(signed: Signed, article_id: str, exc: CorpusError) -> HTMLResponse:
    texts = article_texts(signed.visit.language)
    body = join(_back(signed), message(texts.unreadable.format(fault=exc), is_fault=True), _remove(signed, article_id))
    return HTMLResponse(desk_page(signed, article_id, body, section=Section.ARTICLES), headers=NO_STORE)


def _back(signed: Signed) -> Markup:
    texts = article_texts(signed.visit.language)
    return element("p", element("a", texts.back, href=link_to(signed, Section.ARTICLES.path)))


def _remove(signed: Signed, article_id: str) -> Markup:
    texts = article_texts(signed.visit.language)
    if not signed.may(Role.EDITOR):
        return join()
    address = link_to(signed, f"{article_address(article_id)}/ta-bort")
    return element("p", element("a", texts.remove, href=address, class_="button danger"), class_="actions")


def _article_page(desk: Desk, signed: Signed, reading: Reading, told: Markup | None) -> str:
    article = reading.article
    return desk_page(
        signed,
        article.title or article.id,
        _back(signed),
        told or join(),
        index_state(desk, signed) if told else join(),
        annotated_article(reading, signed.visit, lambda _: None),
        _remove(signed, article.id),
        section=Section.ARTICLES,
        wide=True,
        area="articles",
    )


def _removal_page(signed: Signed, path: Path, told: Markup | None = None) -> str:
    texts = article_texts(signed.visit.language)
    try:
        reading = read(read_article(path))
    except CorpusError as exc:  # one that cannot be read is best removed
        title, lead = path.stem, texts.unreadable.format(fault=exc)
    else:
        title = reading.article.title or path.stem
        people = ", ".join(voices_of(reading)) or texts.untouched
        lead = texts.remove_lead.format(quotes=sum(q.duplicate_of is None for q in reading.quotes), people=people)
    form = element(
        "form",
        void("input", type="hidden", name="sha256", value=digest_of(path)),
        element("button", texts.remove_confirm, type="submit", class_="danger"),
        element("a", texts.keep, href=link_to(signed, article_address(path.stem)), class_="button"),
        method="post",
        action=link_to(signed, f"{article_address(path.stem)}/ta-bort"),
        class_="actions",
    )
    heading = texts.remove_heading.format(title=title)
    return desk_page(signed, heading, told or join(), element("p", lead), form, section=Section.ARTICLES)
