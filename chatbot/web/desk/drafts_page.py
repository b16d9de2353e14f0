"""A draft is saved, published or thrown away; whatever keeps it from that, nothing that was written is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.adding import Addition, Outcome, Plan, carry_out, plan_article
from chatbot.corrections import QuoteChange, correction, release
from chatbot.drafting import (
    correct_draft,
    details_from_json,
    details_to_json,
    draft_of,
    keep_published,
    keep_replaced,
    seen_draft,
)
from chatbot.errors import ChatbotError, KeepingError, StoreError
from chatbot.seen_articles import Corrected, Edit, Seen
from chatbot.store.auditing import note
from chatbot.store.drafts import StoredDraft, change_draft, draft_by_id, take_draft
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.correcting import CORRECTED, SAME, Form, answer_correction, form_asked_for
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.draft_fields import FieldError, details_of
from chatbot.web.desk.draft_view import FIELDS, changed_by, draft_page, expected_of
from chatbot.web.desk.links import article_address, draft_address, link_to
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.desk_articles import article_texts
from chatbot.web.texts.desk_corrections import correction_texts
from corpus.errors import CorpusError
from corpus.records import Span

FORM_BYTES = 64 * 1024


def drafts_section(
    signed: Signed, drafts: Sequence[StoredDraft], logins: Mapping[int, str], count: int, links: Markup | None
) -> Markup:
    """Return some of the drafts.

    Args:
        signed: who sees them.
        drafts: those that are shown.
        logins: of all accounts, by number.
        count: how many there are.
        links: to the others.
    """
    texts = article_texts(signed.visit.language)
    rows = []
    for draft in drafts:
        title = details_from_json(draft.details).title or draft.file
        link = element("a", title, href=link_to(signed, draft_address(draft.id)), lang="sv")
        rows.append(element("li", link, f" – {changed_by(signed, draft, logins)}"))
    return element(
        "section",
        element("h2", texts.drafts.format(count=count), id="utkast"),
        element("p", texts.drafts_lead),
        element("ul", *rows),
        links,
        aria_labelledby="utkast",
        class_="panel",
    )


def build_drafts(desk: Desk) -> APIRouter:
    """Return the routes of a draft."""
    router = desk.access.router()

    @router.get("/utkast/{draft_id}")
    def show(request: Request, draft_id: str) -> Response:
        signed = signed_in(request)
        with desk.database.reading() as connection:
            stored, logins = draft_by_id(connection, draft_id), logins_by_id(connection)
        if stored is None:
            return _gone(signed)
        told = _TOLD.get(request.query_params.get("nu", ""))
        form = form_asked_for(request, signed)
        return HTMLResponse(draft_page(desk, signed, stored, logins, told=told and told(signed), form=form))

    @router.post("/utkast/{draft_id}", max_body_size=FORM_BYTES)
    def change(request: Request, draft_id: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        return _Change(desk, signed_in(request, Role.EDITOR), draft_id, form).answer()

    @router.post("/utkast/{draft_id}/citat", max_body_size=FORM_BYTES)
    def correct(request: Request, draft_id: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        correction = _Correction(desk, signed_in(request, Role.EDITOR), draft_id)
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        return answer_correction(correction, texts)

    return router


_TOLD: Mapping[str, Callable[[Signed], Markup]] = {
    CORRECTED: lambda signed: message(article_texts(signed.visit.language).saved),
    SAME: lambda signed: message(correction_texts(signed.visit.language).unchanged),
}
"""What has just happened, by the word for it in the address."""


@dataclass(frozen=True, slots=True)
class _Correction:
    """A draft whose quotes somebody corrects; it is kept with what is decided, as an article of the corpus is."""

    desk: Desk
    signed: Signed
    draft_id: str

    @property
    def address(self) -> str:
        """Of the draft's page."""
        return draft_address(self.draft_id)

    def see(self) -> Seen:
        """Return the draft as it would be published now."""
        with self.desk.database.reading() as connection:
            stored = draft_by_id(connection, self.draft_id)
        if stored is None:
            raise KeepingError("utkastet är publicerat eller kastat")
        return seen_draft(self.desk.settings, stored)

    def page(self, form: Form, status: int) -> Response:
        """Return the draft's page with the form."""
        with self.desk.database.reading() as connection:
            stored, logins = draft_by_id(connection, self.draft_id), logins_by_id(connection)
        if stored is None:
            return _gone(self.signed)
        return HTMLResponse(draft_page(self.desk, self.signed, stored, logins, form=form), status)

    def correct(self, change: QuoteChange, sha256: str) -> Corrected:
        """Save a correction."""
        return self._changed(correction(change, by=self.signed.reviewer.login), sha256)

    def release(self, words: Span, sha256: str) -> Corrected:
        """Take back what was decided about some words."""
        return self._changed(release(words), sha256)

    def _changed(self, edit: Callable[[Seen], Edit], sha256: str) -> Corrected:
        return correct_draft(
            self.desk.settings,
            self.desk.database,
            self.draft_id,
            edit,
            reviewer=self.signed.reviewer,
            expected_sha256=sha256,
        )


class _RefusedError(Exception):
    """The form cannot be carried out; the page is shown again with what was written.

    Attributes:
        told: why.
        status: of HTTP.
    """

    def __init__(self, told: Markup, status: int) -> None:
        super().__init__(told)
        self.told = told
        self.status = status


@dataclass(frozen=True, slots=True)
class _Change:
    """A form that was sent."""

    desk: Desk
    signed: Signed
    draft_id: str
    form: FormData

    def answer(self) -> Response:
        """Do what was asked for."""
        with self.desk.database.reading() as connection:
            stored, logins = draft_by_id(connection, self.draft_id), logins_by_id(connection)
        if stored is None:
            return _gone(self.signed)
        try:
            return self._done(stored, logins)
        except _RefusedError as refused:
            with self.desk.database.reading() as connection:
                now = draft_by_id(connection, self.draft_id) or stored
            page = draft_page(self.desk, self.signed, now, logins, told=refused.told, written=self._written())
            return HTMLResponse(page, refused.status)

    def _done(self, stored: StoredDraft, logins: Mapping[int, str]) -> Response:
        if self._text("version") != str(stored.version):
            raise self._conflict(stored, logins)
        if self._text("gor") == "kasta":
            return self._discard(stored, logins)
        stored = self._saved(stored, logins)
        if self._text("gor") == "publicera":
            return self._publish(stored, logins)
        return RedirectResponse(link_to(self.signed, draft_address(stored.id), nu=CORRECTED), 303)

    def _saved(self, stored: StoredDraft, logins: Mapping[int, str]) -> StoredDraft:
        """Save the fields, if they are other than before."""
        try:
            details = details_to_json(details_of(self._written(), article_texts(self.signed.visit.language)))
        except FieldError as exc:
            raise _RefusedError(message(str(exc), is_fault=True), 422) from exc
        if details == stored.details:
            return stored
        editor = self.signed.reviewer.id
        with self.desk.database.changing() as connection:
            if not change_draft(connection, editor, stored.id, version=stored.version, details=details):
                raise self._conflict(stored, logins)
            note(connection, editor, "draft.change", subject=stored.id)
        return replace(stored, details=details, version=stored.version + 1)

    def _discard(self, stored: StoredDraft, logins: Mapping[int, str]) -> Response:
        with self.desk.database.changing() as connection:
            if not take_draft(connection, stored.id, version=stored.version):
                raise self._conflict(stored, logins)
            note(connection, self.signed.reviewer.id, "draft.discard", subject=stored.id)
        return RedirectResponse(link_to(self.signed, Section.ARTICLES.path, nu="kastat"), 303)

    def _publish(self, stored: StoredDraft, logins: Mapping[int, str]) -> Response:
        """Write the article, and let the index follow."""
        texts = article_texts(self.signed.visit.language)
        plan = self._plan(stored)
        addition = plan.additions[0]
        if expected_of(addition) != self._text("expected") or addition.outcome is Outcome.PRESENT:
            raise _RefusedError(message(texts.outcome_changed, is_fault=True), 409)
        try:
            carry_out(self.desk.settings, plan, lambda: None, recorded=lambda: self._recorded(addition, stored, logins))
        except StoreError:
            raise
        except (ChatbotError, CorpusError, OSError) as exc:
            raise self._failed(exc) from exc
        self.desk.index.request()
        return RedirectResponse(link_to(self.signed, article_address(addition.path.stem), nu="publicerad"), 303)

    @contextmanager
    def _recorded(self, addition: Addition, stored: StoredDraft, logins: Mapping[int, str]) -> Iterator[None]:
        """Give the transaction in which the draft becomes an article."""
        keep_replaced(self.desk.database, self.desk.settings, addition)
        with self.desk.database.changing() as connection:
            if not take_draft(connection, stored.id, version=stored.version):  # thrown away or changed meanwhile
                raise self._conflict(stored, logins)
            note(connection, self.signed.reviewer.id, "article.publish", subject=addition.path.stem)
            keep_published(connection, self.desk.settings, addition, self.signed.reviewer.id)
            yield

    def _plan(self, stored: StoredDraft) -> Plan:
        draft = draft_of(stored)
        try:
            return plan_article(self.desk.settings, draft.file, draft.article)
        except (ChatbotError, CorpusError) as exc:
            raise self._failed(exc) from exc

    def _failed(self, exc: Exception) -> _RefusedError:
        texts = article_texts(self.signed.visit.language)
        return _RefusedError(message(texts.cannot_publish.format(fault=exc), is_fault=True), 422)

    def _conflict(self, stored: StoredDraft, logins: Mapping[int, str]) -> _RefusedError:
        """Return what tells of the other's change, field by field."""
        texts = article_texts(self.signed.visit.language)
        login = logins.get(stored.reviewer or 0, texts.nobody)
        theirs, mine = details_from_json(stored.details), self._written()
        labels = (texts.title, texts.publisher, texts.details_url, texts.published, texts.municipality)
        differing = [
            element("li", texts.theirs.format(field=label, value=getattr(theirs, name) or ""))
            for name, label in zip(FIELDS, labels, strict=True)
            if str(getattr(theirs, name) or "") != mine[name]
        ]
        told = element(
            "div",
            element("p", texts.conflict.format(login=login)),
            element("ul", *differing),
            role="alert",
            class_="message fault",
        )
        return _RefusedError(told, 409)

    def _written(self) -> dict[str, str]:
        return {name: " ".join(self._text(name).split()) for name in FIELDS}

    def _text(self, name: str) -> str:
        value = self.form.get(name)
        return value if isinstance(value, str) else ""


def _gone(signed: Signed) -> HTMLResponse:
    texts = article_texts(signed.visit.language)
    back = element("p", element("a", texts.back, href=link_to(signed, Section.ARTICLES.path)))
    body = join(element("p", texts.draft_gone), back)
    return HTMLResponse(desk_page(signed, texts.draft_gone_heading, body, section=Section.ARTICLES), 404)
