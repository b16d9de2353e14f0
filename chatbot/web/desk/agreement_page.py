"""How far reviewers agree, in plain words and tables, and the cases that wait for a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.agreement import ENOUGH, Agreement, Coefficient, PairAgreement, agreement_on_answers, agreement_on_quotes
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.queue import Choice, Order, Queue, Tab, Waiting
from chatbot.store.reviewers import logins_by_id
from chatbot.store.verdicts import judged_by_two
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, table
from chatbot.web.desk.queue_address import Chosen
from chatbot.web.desk.queue_page import counted, unsure_below
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.desk_agreement import AgreementTexts, agreement_texts
from chatbot.web.texts.desk_queue import queue_texts
from chatbot.web.texts.desk_verdicts import verdict_texts
from chatbot.web.texts.languages import Language
from chatbot.web.texts.numbers import written_decimal, written_percent

_LISTED = 100
_TO_DECIDE = Choice(Tab.DISAGREED, Order.OLDEST)


def build_agreement(desk: Desk) -> APIRouter:
    """Return the route."""
    router = desk.access.router(shows_verdicts=True)

    @router.get("/samstammighet")
    def show(request: Request) -> Response:
        return HTMLResponse(_page(desk, signed_in(request)))

    return router


def _page(desk: Desk, signed: Signed) -> str:
    language = signed.visit.language
    texts, names = agreement_texts(language), verdict_texts(language)
    with desk.database.reading() as connection:
        judged = judged_by_two(connection)
        queue = Queue(connection, signed.reviewer.id, unsure_below(desk.chatbot.operating_point))
        waiting, count = queue.page(_TO_DECIDE, size=_LISTED), queue.count(_TO_DECIDE)
        logins = logins_by_id(connection)
    answers, quotes = agreement_on_answers(judged), agreement_on_quotes(judged)
    kinds = {kind.value: names.kinds[kind] for kind in AnswerVerdict}
    labels = {label.value: names.labels[label] for label in QuoteLabel}
    return desk_page(
        signed,
        texts.title,
        element("p", texts.lead, class_="lead"),
        _to_decide(signed, waiting.rows, count),
        _part(texts.answers, "answers", answers, texts.same_answers, (kinds, logins), language),
        _part(texts.quotes, "quotes", quotes, texts.same_quotes, (labels, logins), language),
        element("p", texts.scale_note, class_="hint"),
        section=Section.AGREEMENT,
    )


def _to_decide(signed: Signed, waiting: Sequence[Waiting], count: int) -> Markup:
    language = signed.visit.language
    texts = agreement_texts(language)
    if not count:
        return element("section", element("h2", texts.to_decide), element("p", texts.nothing_to_decide))
    chosen = Chosen.to(_TO_DECIDE, signed)
    more = texts.more_to_decide.format(shown=len(waiting)) if count > len(waiting) else ""
    links = (element("a", row.question, href=chosen.case(row.id), lang=row.language or None) for row in waiting)
    return element(
        "section",
        element("h2", texts.to_decide),
        element("p", f"{texts.count_to_decide.format(count=counted(count, queue_texts(language)))} {more}".strip()),
        element("ul", *(element("li", link) for link in links)),
    )


def _part(
    heading: str,
    name: str,
    found: Agreement,
    same: str,
    words: tuple[Mapping[str, str], Mapping[int, str]],
    language: Language,
) -> Markup:
    texts = agreement_texts(language)
    if not found.share.count:
        return element("section", element("h2", heading), element("p", texts.none_doubled))
    labels, logins = words
    return element(
        "section",
        element("h2", heading, id=name),
        element("p", _same(found, same, language)),
        element("p", _beyond_chance(found, language)),
        _pairs(found.pairs, logins, heading.lower(), language),
        _disagreements(found.disagreements, labels, heading.lower(), texts),
    )


def _same(found: Agreement, same: str, language: Language) -> str:
    low, high = found.share.interval
    return same.format(
        hits=found.share.hits,
        count=found.share.count,
        share=written_percent(found.share.value, language),
        low=written_percent(low, language),
        high=written_percent(high, language),
    )


def _beyond_chance(found: Agreement, language: Language) -> str:
    texts = agreement_texts(language)
    if not found.is_enough:
        return texts.too_few.format(enough=ENOUGH)
    if found.alpha is None:
        return texts.undefined
    words = next((words for least, words in texts.scale if found.alpha.value > least), texts.scale[-1][1])
    value, low, high = _written(found.alpha, language)
    return texts.alpha.format(words=words, value=value, low=low, high=high)


def _pairs(pairs: Sequence[PairAgreement], logins: Mapping[int, str], heading: str, language: Language) -> Markup:
    texts = agreement_texts(language)
    rows = (
        (
            " – ".join(logins.get(reviewer, str(reviewer)) for reviewer in pair.reviewers),
            str(pair.share.count),
            written_percent(pair.share.value, language),
            _kappa(pair, language),
        )
        for pair in pairs
    )
    return table(f"{texts.pairs}: {heading}", texts.pair_columns, rows, is_captioned=True)


def _kappa(pair: PairAgreement, language: Language) -> str:
    texts = agreement_texts(language)
    if pair.share.count < ENOUGH:
        return texts.kappa_too_few.format(count=pair.share.count, enough=ENOUGH)
    if pair.kappa is None:
        return texts.kappa_undefined
    value, low, high = _written(pair.kappa, language)
    return f"{value} ({low} – {high})"


def _written(coefficient: Coefficient, language: Language) -> tuple[str, str, str]:
    value, low, high = coefficient.value, coefficient.low, coefficient.high
    return written_decimal(value, language), written_decimal(low, language), written_decimal(high, language)


def _disagreements(
    found: Mapping[tuple[str, str], int], labels: Mapping[str, str], heading: str, texts: AgreementTexts
) -> Markup:
    if not found:
        return join()
    rows = ((labels[one], labels[other], str(count)) for (one, other), count in found.items())
    return table(f"{texts.disagreements}: {heading}", texts.disagreement_columns, rows, is_captioned=True)
