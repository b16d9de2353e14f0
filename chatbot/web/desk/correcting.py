"""The quotes of an article, or of a draft, are corrected: one form at a time, beside the quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from chatbot.corrections import QuoteChange
from chatbot.errors import KeepingError
from chatbot.seen_articles import Corrected, Seen
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed
from chatbot.web.desk.correction import Written, change_of, effects_of, is_about, missed_in, quote_of, written_of
from chatbot.web.desk.correction_form import correction_form, effects_list, missed_tools, quote_tools
from chatbot.web.desk.links import link_to
from chatbot.web.desk.pages import message
from chatbot.web.markup import Markup, element
from chatbot.web.texts.desk_corrections import correction_texts
from corpus.errors import CorpusError
from corpus.records import Quote, Span

CORRECTED, SAME = "rattad", "samma"
"""Words in the address of the page that tells what has just happened."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form that is open on a page.

    Attributes:
        written: what stands in it.
        told: what the correction comes to, or what keeps it from being saved.
        has_seen_all: whether what else changes is shown.
    """

    written: Written
    told: Markup | None = None
    has_seen_all: bool = False


@dataclass(frozen=True, slots=True)
class QuoteTools:
    """What somebody can do with the quotes and paragraphs on a page.

    Attributes:
        address: of the page.
        form: that is open; None for none.
    """

    signed: Signed
    seen: Seen
    address: str
    form: Form | None = None

    @property
    def corrected(self) -> Quote | None:
        """The quote whose form is open; None where there is none, or no such quote."""
        return quote_of(self.seen.reading, self.form.written) if self.form else None

    def of_quote(self, number: int) -> Markup | None:
        """Return what can be done with a quote."""
        if not self.signed.may(Role.EDITOR):
            return None
        if self.seen.reading.quotes[number] is self.corrected:
            return self._open_form(self.corrected)
        return quote_tools(self.signed, self.seen, number, self.address)

    def of_paragraph(self, span: Span) -> Markup | None:
        """Return what can be done with a paragraph beside its quotes."""
        if not self.signed.may(Role.EDITOR) or missed_in(self.seen.reading, span) is None:
            return None
        written, corrected = self.form.written if self.form else None, self.corrected
        if corrected is not None and written is not None and written.is_new and written.start == span.start:
            return element("div", self._open_form(corrected), class_="note")
        return missed_tools(self.signed, self.seen, span, self.address)

    def _open_form(self, quote: Quote) -> Markup:
        assert self.form is not None  # noqa: S101 - asked for only then
        return correction_form(
            self.signed,
            self.seen,
            quote,
            self.form.written,
            address=self.address,
            told=self.form.told,
            has_seen_all=self.form.has_seen_all,
        )


class Correctable(Protocol):
    """An article, or a draft, whose quotes somebody corrects."""

    @property
    def signed(self) -> Signed:
        """Who corrects."""
        ...

    @property
    def address(self) -> str:
        """Of its page."""
        ...

    def see(self) -> Seen:
        """Return it as it is now; KeepingError or CorpusError where it cannot be read."""
        ...

    def correct(self, change: QuoteChange, sha256: str) -> Corrected:
        """Save a correction of what was seen under a hash; ConflictError where it is another now."""
        ...

    def release(self, words: Span, sha256: str) -> Corrected:
        """Take back what was decided about some words."""
        ...

    def page(self, form: Form, status: int) -> Response:
        """Return its page with the form."""
        ...


def form_asked_for(request: Request, signed: Signed) -> Form | None:
    """Return the form that an address opens; None for none."""
    asked = request.query_params
    if "ratta" not in asked or not signed.may(Role.EDITOR):
        return None
    return Form(written_of({"start": asked["ratta"], **({"ny": "1"} if "ny" in asked else {})}))


def answer_correction(article: Correctable, form: Mapping[str, str]) -> Response:
    """Show what a correction comes to, save it, or say what keeps it from that; what was written stays."""
    written, texts = written_of(form), correction_texts(article.signed.visit.language)
    try:
        return _done(article, written, form)
    except ConflictError:
        return article.page(Form(written, message(texts.conflict, is_fault=True)), 409)
    except (KeepingError, CorpusError) as exc:
        return article.page(Form(written, message(texts.fault.format(fault=exc), is_fault=True)), 422)


def _done(article: Correctable, written: Written, form: Mapping[str, str]) -> Response:
    seen, asked, sha256 = article.see(), form.get("gor"), form.get("sha256", "")
    quote = quote_of(seen.reading, written)
    if seen.sha256 != sha256 or quote is None:
        raise ConflictError(seen)
    if asked == "slapp":
        return _saved(article, article.release(quote.span, sha256), written.start)
    change = change_of(seen, written)
    effects = effects_of(seen, change, by=article.signed.reviewer.login)
    follows = any(not is_about(each, change) for each in effects)
    if asked == "spara" and (not follows or form.get("confirmed")):
        return _saved(article, article.correct(change, sha256), change.segments[0].start)
    others = element("p", correction_texts(article.signed.visit.language).others) if follows else None
    told = element("div", others, effects_list(article.signed, effects), role="status", class_="message")
    return article.page(Form(written, told, follows), 200)


def _saved(article: Correctable, corrected: Corrected, start: int) -> Response:
    now = CORRECTED if corrected.version is not None else SAME
    return RedirectResponse(link_to(article.signed, article.address, f"citat-{start}", nu=now), 303)
