"""One article as it was read: seen, corrected quote by quote, and its changes undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.article_list import article_path
from chatbot.corrections import QuoteChange, correct_quote, release_lost, release_quote, set_metadata
from chatbot.errors import KeepingError
from chatbot.publishing import Phase
from chatbot.seen_articles import Corrected, Seen, see_article
from chatbot.store.article_versions import versions_of
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Role
from chatbot.undoing import undo
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.article_history import history_section
from chatbot.web.desk.article_view import annotated_article
from chatbot.web.desk.correcting import CORRECTED, SAME, Form, QuoteTools, answer_correction, form_asked_for
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.draft_fields import FieldError
from chatbot.web.desk.index_state import index_state
from chatbot.web.desk.links import article_address, link_to
from chatbot.web.desk.metadata_form import lost_form, metadata_form, metadata_written
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.desk_articles import article_texts
from chatbot.web.texts.desk_corrections import correction_texts
from chatbot.web.texts.numbers import whole_number
from corpus.errors import CorpusError
from corpus.records import Span

NO_STORE = {"Cache-Control": "no-store"}
FORM_BYTES = 64 * 1024


def build_article(desk: Desk) -> APIRouter:
    """Return the routes of an article."""
    router = desk.access.router()

    @router.get("/artiklar/{article_id}")
    def show(request: Request, article_id: str) -> Response:
        signed = signed_in(request)
        told = _TOLD.get(request.query_params.get("nu", ""))
        form = form_asked_for(request, signed)
        return _ArticlePage(desk, signed, article_id).answer(form=form, told=told and told(signed))

    @router.post("/artiklar/{article_id}/citat", max_body_size=FORM_BYTES)
    def correct(request: Request, article_id: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        return _Correction(desk, signed_in(request, Role.EDITOR), article_id, _texts_of(form)).answer()

    @router.post("/artiklar/{article_id}/uppgifter", max_body_size=FORM_BYTES)
    def describe(request: Request, article_id: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        return _Correction(desk, signed_in(request, Role.EDITOR), article_id, _texts_of(form)).described()

    @router.post("/artiklar/{article_id}/forlorade", max_body_size=FORM_BYTES)
    def let_go(request: Request, article_id: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        return _Correction(desk, signed_in(request, Role.EDITOR), article_id, _texts_of(form)).released()

    @router.post("/artiklar/{article_id}/angra", max_body_size=FORM_BYTES)
    def take_back(request: Request, article_id: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        return _Correction(desk, signed_in(request, Role.EDITOR), article_id, _texts_of(form)).undone()

    return router


def _texts_of(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


_TOLD: Mapping[str, Callable[[Signed], Markup]] = {
    "publicerad": lambda signed: message(article_texts(signed.visit.language).published_now),
    CORRECTED: lambda signed: message(correction_texts(signed.visit.language).saved),
    "uppgifter": lambda signed: message(correction_texts(signed.visit.language).details_saved),
    SAME: lambda signed: message(correction_texts(signed.visit.language).unchanged),
    "angrad": lambda signed: message(correction_texts(signed.visit.language).undone),
}
"""What has just happened, by the word for it in the address."""


@dataclass(frozen=True, slots=True)
class _ArticlePage:
    """The page of one article for somebody."""

    desk: Desk
    signed: Signed
    article_id: str

    def answer(
        self,
        *,
        form: Form | None = None,
        told: Markup | None = None,
        details: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> Response:
        """Return the page.

        Args:
            form: that is open.
            told: what has happened, above the article.
            details: what was written of the article and is not saved; None for what its file says.
            status: of HTTP.
        """
        if article_path(self.desk.settings, self.article_id) is None:
            return missing_article(self.signed)
        try:
            seen = see_article(self.desk.settings, self.article_id)
        except CorpusError as exc:
            return _unreadable(self.signed, self.article_id, exc)
        with self.desk.database.reading() as connection:
            versions = versions_of(connection, self.article_id)
        tools = QuoteTools(self.signed, seen, article_address(self.article_id), form)
        is_editor = self.signed.may(Role.EDITOR)
        told = form.told if form and tools.corrected is None else told
        article = seen.reading.article
        html = desk_page(
            self.signed,
            article.title or article.id,
            _back(self.signed),
            told,
            index_state(self.desk, self.signed) if told or self.desk.index.state.phase is Phase.BUILDING else None,
            lost_form(self.signed, seen) if is_editor else None,
            metadata_form(self.signed, seen, details) if is_editor else None,
            annotated_article(seen.reading, self.signed.visit, tools.of_quote, tools.of_paragraph),
            history_section(self.signed, seen, versions),
            _remove(self.signed, self.article_id),
            section=Section.ARTICLES,
            wide=True,
        )
        return HTMLResponse(html, status, NO_STORE)


@dataclass(frozen=True, slots=True)
class _Correction:
    """A form that was sent about an article."""

    desk: Desk
    signed: Signed
    article_id: str
    form: Mapping[str, str]

    def answer(self) -> Response:
        """Correct a quote."""
        if article_path(self.desk.settings, self.article_id) is None:
            return missing_article(self.signed)
        return answer_correction(self, self.form)

    @property
    def address(self) -> str:
        """Of the article's page."""
        return article_address(self.article_id)

    def see(self) -> Seen:
        """Return the article as it is now."""
        return see_article(self.desk.settings, self.article_id)

    def page(self, form: Form, status: int) -> Response:
        """Return the article's page with the form."""
        return self._page.answer(form=form, status=status)

    def correct(self, change: QuoteChange, sha256: str) -> Corrected:
        """Save a correction, and let the index follow."""
        return self._followed(
            correct_quote(
                self.desk.settings,
                self.desk.database,
                self.article_id,
                change,
                reviewer=self.signed.reviewer,
                expected_sha256=sha256,
            )
        )

    def release(self, words: Span, sha256: str) -> Corrected:
        """Take back what was decided about some words, and let the index follow."""
        return self._followed(
            release_quote(
                self.desk.settings,
                self.desk.database,
                self.article_id,
                words,
                reviewer=self.signed.reviewer,
                expected_sha256=sha256,
            )
        )

    def _followed(self, corrected: Corrected) -> Corrected:
        if corrected.version is not None:
            self.desk.index.request()
        return corrected

    def undone(self) -> Response:
        """Undo a change."""
        texts, number = correction_texts(self.signed.visit.language), self.form.get("version", "")
        version = whole_number(number) or 0
        sha256 = self.form.get("sha256", "")
        try:
            undo(self.desk.settings, self.desk.database, version, reviewer=self.signed.reviewer, expected_sha256=sha256)
        except ConflictError:
            return self._page.answer(told=message(texts.conflict, is_fault=True), status=409)
        except (KeepingError, CorpusError) as exc:
            return self._page.answer(told=message(texts.fault.format(fault=exc), is_fault=True), status=422)
        self.desk.index.request()
        return RedirectResponse(link_to(self.signed, article_address(self.article_id), nu="angrad"), 303)

    def described(self) -> Response:
        """Save what is said of the article as a whole."""
        written = metadata_written(self.form)
        try:
            metadata = written.metadata(article_texts(self.signed.visit.language))
        except FieldError as exc:
            told = message(str(exc), is_fault=True)
            return self._page.answer(told=told, details=written.fields, status=422)
        return self._carried_out(
            lambda sha256: set_metadata(
                self.desk.settings,
                self.desk.database,
                self.article_id,
                metadata,
                reviewer=self.signed.reviewer,
                expected_sha256=sha256,
            ),
            now="uppgifter",
            details=written.fields,
        )

    def released(self) -> Response:
        """Take away the decisions whose words have gone."""
        return self._carried_out(
            lambda sha256: release_lost(
                self.desk.settings,
                self.desk.database,
                self.article_id,
                reviewer=self.signed.reviewer,
                expected_sha256=sha256,
            ),
            now=CORRECTED,
        )

    def _carried_out(
        self, change: Callable[[str], Corrected], *, now: str, details: Mapping[str, str] | None = None
    ) -> Response:
        """Change the article as it was seen, let the index follow, and say so; what was written stays if it cannot."""
        texts = correction_texts(self.signed.visit.language)
        if article_path(self.desk.settings, self.article_id) is None:
            return missing_article(self.signed)
        try:
            corrected = change(self.form.get("sha256", ""))
        except ConflictError:
            return self._page.answer(told=message(texts.conflict, is_fault=True), details=details, status=409)
        except (KeepingError, CorpusError) as exc:
            told = message(texts.fault.format(fault=exc), is_fault=True)
            return self._page.answer(told=told, details=details, status=422)
        happened = now if self._followed(corrected).version else SAME
        return RedirectResponse(link_to(self.signed, self.address, nu=happened), 303)

    @property
    def _page(self) -> _ArticlePage:
        return _ArticlePage(self.desk, self.signed, self.article_id)


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
