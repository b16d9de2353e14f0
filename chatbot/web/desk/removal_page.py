"""A whole article is removed, after a question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from chatbot.annotating import voices_of
from chatbot.article_list import article_path
from chatbot.removing import remove_article as remove_file
from chatbot.seen_articles import remove_article
from chatbot.store.auditing import note
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.article_page import missing_article
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.links import article_address, link_to
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.markup import Markup, element, void
from chatbot.web.texts.desk_articles import article_texts
from corpus.errors import CorpusError
from corpus.files import read_article
from corpus.reading import read
from index.storage import digest_of


def build_removal(desk: Desk) -> APIRouter:
    """Return the routes: the question, and the removal."""
    router = desk.access.router()

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
        try:
            version = _remove(desk, signed, path, sha256)
        except ConflictError:
            texts = article_texts(signed.visit.language)
            return HTMLResponse(_removal_page(signed, path, message(texts.changed_meanwhile, is_fault=True)), 409)
        desk.index.request(purges=True)
        told = {"nu": "borttagen", "artikel": article_id, "version": str(version)}
        return RedirectResponse(link_to(signed, Section.ARTICLES.path, **told), 303)

    return router


def _remove(desk: Desk, signed: Signed, path: Path, sha256: str) -> int:
    """Remove an article; return the number of the version, by which it can come back.

    Raises:
        ConflictError: the file is another than was seen.
    """
    try:
        return remove_article(desk.settings, desk.database, path.stem, reviewer=signed.reviewer, expected_sha256=sha256)
    except CorpusError:  # one that cannot be read is best removed, and nothing is to be brought back
        if digest_of(path) != sha256:
            raise ConflictError(None) from None

    @contextmanager
    def recorded() -> Iterator[None]:
        with desk.database.changing() as connection:
            note(connection, signed.reviewer.id, "article.remove", subject=path.stem)
            yield

    remove_file(desk.settings, path, lambda: None, recorded=recorded)
    return 0


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
    return desk_page(signed, heading, told, element("p", lead), form, section=Section.ARTICLES)
