"""The routes of one answer: its page, saving, skipping; and of the conversation that it belongs to."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from sqlalchemy.engine import Connection
from starlette.datastructures import FormData

from chatbot.errors import StoreError
from chatbot.records import AnswerQuote
from chatbot.store.cases import Case, read_case, same_kind
from chatbot.store.errors import ConflictError, NotYoursError, UnknownAnswerError
from chatbot.store.hiding import hide_quote
from chatbot.store.judgements import JudgementError, QuoteLabel, Verdict
from chatbot.store.queue import Queue
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.store.sittings import begin_sitting, end_sittings, is_sitting
from chatbot.web.api import ApiError
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.case_page import case_page
from chatbot.web.desk.case_sight import Sight
from chatbot.web.desk.case_verdict import verdict_in_words
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.guidelines_page import guidelines_panel
from chatbot.web.desk.judging import Mode, Saved, Typed, review_of, save_typed
from chatbot.web.desk.pages import message
from chatbot.web.desk.queue_address import Chosen, what_was_saved
from chatbot.web.desk.queue_page import unsure_below
from chatbot.web.desk.refusals import wants_json
from chatbot.web.markup import Markup, element
from chatbot.web.shell import message_page
from chatbot.web.texts.desk_case import CaseTexts, case_texts

CANDIDATES = 20
_JSON = "application/json"


async def sent(request: Request) -> FormData:
    """Return a form, sent as one or by a script as JSON: name -> value or values.

    Raises:
        ValueError: the JSON is none of the page's; told as a form without anything.
    """
    if not request.headers.get("content-type", "").startswith(_JSON):
        return await request.form()
    with contextlib.suppress(ValueError, AttributeError):
        fields = (await request.json()).items()
        pairs = [(name, one) for name, value in fields for one in (value if isinstance(value, list) else [value])]
        return FormData([(str(name), str(value)) for name, value in pairs if value is not None])
    return FormData()


def build_case(desk: Desk) -> APIRouter:
    """Return the routes of an answer."""
    router = desk.access.router()

    @router.get("/svar/{answer}")
    def show(request: Request, answer: str) -> Response:
        signed = signed_in(request)
        told = _told(request.query_params, case_texts(signed.visit.language))
        return _shown(desk, signed, Chosen.of(signed, request.query_params), answer, told)

    @router.get("/svar/{answer}/nasta")
    def skip(request: Request, answer: str) -> Response:
        signed = signed_in(request)
        return RedirectResponse(_next(desk, signed, Chosen.of(signed, request.query_params), answer, {}), 303)

    @router.post("/svar/{answer}")
    def save(request: Request, answer: str, form: Annotated[FormData, Depends(sent)]) -> Response:
        signed = signed_in(request, Role.REVIEWER)
        chosen, typed = Chosen.of(signed, request.query_params), Typed.of_form(form)
        texts = case_texts(signed.visit.language)
        try:
            saved = _save(desk, signed, answer, typed)
        except UnknownAnswerError:
            return _refuse(request, signed, 404, texts.gone_answer)
        except (ValueError, JudgementError, NotYoursError, ConflictError) as exc:
            return _not_saved(request, desk, signed, (chosen, answer, typed), exc)
        said = {"said": "saved", "also": _number(saved.also), "left": _number(saved.left)}
        said["hidden"] = hide_judged(desk, signed, answer, saved.verdict)
        address = _next(desk, signed, chosen, answer, said)
        return JSONResponse({"next": address}) if wants_json(request) else RedirectResponse(address, 303)

    return router


def _save(desk: Desk, signed: Signed, answer: str, typed: Typed) -> Saved:
    scrubber = desk.scrubber()
    with desk.database.changing() as connection:
        case = read_case(connection, answer)
        if case is None:
            raise UnknownAnswerError(answer)
        return save_typed(connection, case, typed, signed.reviewer, scrubber)


def hide_judged(desk: Desk, signed: Signed, answer: str, verdict: Verdict) -> str | None:
    """Hide the quotes that are not to be shown; return how that went."""
    quotes = [quote for quote, label in verdict.labels.items() if label is QuoteLabel.HIDE]
    if not quotes:
        return None
    directory, reviewer = desk.settings.steering_directory, signed.reviewer.id
    try:
        with desk.database.reading() as connection:
            case = read_case(connection, answer)
        articles = {shown.quote: shown.article for shown in case.quotes} if case else {}
        for quote in quotes:
            article = articles.get(quote, "")
            hide_quote(desk.database, directory, quote, article=article, reviewer=reviewer, reason=verdict.comment)
    except (StoreError, OSError):
        return "failed"
    return "yes"


def _number(count: int) -> str | None:
    return str(count) if count else None


def _next(desk: Desk, signed: Signed, chosen: Chosen, answer: str, said: Mapping[str, str | None]) -> str:
    """Return the address of the answer that comes next in this round through the choice, or of the queue after it."""
    with desk.database.reading() as connection:
        queue = Queue(connection, signed.reviewer.id, unsure_below(desk.chatbot.operating_point))
        place, begun = queue.place_of(answer), queue.place_of(chosen.begun or answer)
        following = queue.following(chosen.choice, place, begun=begun or place) if place else None
    if following is None:
        return chosen.queue(**{**said, "finished": "yes"})
    return chosen.case(following, begun=chosen.begun or answer, **said)


# ---- what is told ----


def _told(query: Mapping[str, str], texts: CaseTexts) -> list[Markup]:
    return [message(text, is_fault=is_fault) for text, is_fault in what_was_saved(query, texts)]


def _refuse(request: Request, signed: Signed, status: int, told: str) -> Response:
    if wants_json(request):
        return JSONResponse(ApiError(status, "not_saved", told).body(), status)
    return HTMLResponse(message_page(signed.visit, case_texts(signed.visit.language).gone_heading, told), status)


def _not_saved(
    request: Request, desk: Desk, signed: Signed, asked: tuple[Chosen, str, Typed], exc: Exception
) -> Response:
    """Tell why nothing was saved, on the page with everything that was typed."""
    texts = case_texts(signed.visit.language)
    if isinstance(exc, ConflictError | NotYoursError):
        status, told = 409, texts.conflict if isinstance(exc, ConflictError) else texts.not_yours
    else:
        status = 422
        told = texts.contradictions[exc.contradiction] if isinstance(exc, JudgementError) else texts.choose_kind
    if wants_json(request):
        return JSONResponse(ApiError(status, "not_saved", told).body(), status)
    chosen, answer, typed = asked
    return _shown(desk, signed, chosen, answer, [message(told, is_fault=True)], typed, status)


# ---- what is shown ----


def _shown(
    desk: Desk,
    signed: Signed,
    chosen: Chosen,
    answer: str,
    told: list[Markup],
    typed: Typed | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    with desk.database.reading() as connection:
        case = read_case(connection, answer)
        if case is None:
            texts = case_texts(signed.visit.language)
            return HTMLResponse(message_page(signed.visit, texts.gone_heading, texts.gone_answer), 404)
        sight = _sight(desk, connection, signed, chosen, case, typed)
        was_sitting = is_sitting(connection, answer, signed.reviewer.id)
    _note_sitting(desk, sight, was_sitting=was_sitting)
    if status == HTTPStatus.CONFLICT:
        stored = sight.review.stored
        # Whoever sees both may now save over what is stored.
        typed = replace(sight.typed, version=stored.version if stored else None)
        sight, told = replace(sight, typed=typed), [*told, *_conflict(sight)]
    return HTMLResponse(case_page(sight, told), status)


def _note_sitting(desk: Desk, sight: Sight, *, was_sitting: bool) -> None:
    """Note whether what is typed on the page will be blind.

    Raises:
        StoreError: it cannot be noted that the reviewer is going to see others' verdicts; then they are not shown.
    """
    answer, reviewer = sight.case.id, sight.signed.reviewer.id
    if was_sitting and not sight.review.is_blind:
        with desk.database.changing() as connection:
            end_sittings(connection, reviewer, answer)
    if not was_sitting and sight.review.is_blind:
        # Without it a verdict counts only while the answer is open.
        with contextlib.suppress(StoreError), desk.database.changing() as connection:
            begin_sitting(connection, answer, reviewer)


def _sight(
    desk: Desk, connection: Connection, signed: Signed, chosen: Chosen, case: Case, typed: Typed | None
) -> Sight:
    review = review_of(connection, case, signed.reviewer)
    typed = typed or review.begun()
    found = desk.similar.near(case.understood) if review.mode is Mode.JUDGE else []
    return Sight(
        signed=signed,
        chosen=chosen,
        case=case,
        review=review,
        typed=typed,
        quotes={
            shown.quote: context
            for shown in case.quotes
            if (context := desk.chatbot.context(shown.quote, even_hidden=True)) is not None
        },
        candidates=_candidates(desk, case, [*typed.chosen, *sorted(review.chosen)]),
        similar=same_kind(connection, case, found, signed.reviewer.id),
        logins=logins_by_id(connection),
        generation=desk.chatbot.generation,
        guidelines=guidelines_panel(desk, signed.visit),
    )


def _conflict(sight: Sight) -> list[Markup]:
    """Return what is stored now, beside which stands in the form what was typed."""
    texts, stored = sight.texts, sight.review.stored
    if not sight.review.mode.may_save:
        return [element("p", texts.conflict_settled)]
    if stored is None:
        return []
    return [element("p", texts.conflict_own), element("section", verdict_in_words(sight, stored), class_="panel")]


def _candidates(desk: Desk, case: Case, chosen: Sequence[str]) -> Sequence[AnswerQuote]:
    """Return other quotes that might have answered: those that are chosen already, then the best."""
    shown = {quote.quote for quote in case.quotes}
    scores = {record.id: score for score, _, record in desk.chatbot.candidates(case.understood)}
    best = [one for one in scores if one not in shown][:CANDIDATES]
    ids = dict.fromkeys([*(one for one in chosen if one not in best), *best])
    quotes = (desk.chatbot.quote(one) for one in ids)
    return [replace(quote, score=scores.get(quote.id, 0.0)) for quote in quotes if quote is not None]
