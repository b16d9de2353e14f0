"""The page of one answer: what was asked and shown, and the form in which it is judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote as percent_encoded

from chatbot.records import AnswerQuote
from chatbot.store.cases import Asked, Rated, Shown
from chatbot.store.judgements import QuoteLabel
from chatbot.store.reviewers import Role
from chatbot.web.cards import render_quote
from chatbot.web.desk.access import PREFIX
from chatbot.web.desk.case_facts import facts_of
from chatbot.web.desk.case_others import render_others, said_of_quote
from chatbot.web.desk.case_sight import TITLE, Sight, radio
from chatbot.web.desk.case_verdict import render_verdict
from chatbot.web.desk.judging import LABEL, Mode
from chatbot.web.desk.pages import Section, desk_page
from chatbot.web.desk.queue_page import status_chip, when
from chatbot.web.markup import Markup, element, void
from chatbot.web.quote_page import in_article
from chatbot.web.shell import outside_link
from chatbot.web.texts.desk_queue import queue_texts


def case_page(sight: Sight, told: Sequence[Markup]) -> str:
    """Return the page.

    Args:
        sight: what it shows.
        told: messages that stand first.
    """
    question = sight.case.question
    is_long = len(question) > TITLE
    title = f"{question[:TITLE].rsplit(maxsplit=1)[0]} …" if is_long else question
    return desk_page(
        sight.signed,
        title,
        element("div", *told, id="told"),
        render_others(sight),
        _form(sight, is_long=is_long),
        _script_data(sight),
        section=Section.QUEUE,
        wide=True,
    )


def _form(sight: Sight, *, is_long: bool) -> Markup:
    """Return the form, whose last part is at hand while the others are read."""
    asked = element(
        "section",
        element("p", sight.case.question, class_="words", lang=sight.case.language) if is_long else None,
        facts_of(sight.case, sight.signed.visit.language, is_older=sight.case.generation != sight.generation),
        _conversation_link(sight),
        class_="panel",
        aria_label=sight.texts.asked,
    )
    left = element("div", asked, _quotes(sight), _candidates(sight), _similar(sight))
    hidden = {
        "version": None if sight.typed.version is None else str(sight.typed.version),
        "decides": "1" if sight.review.mode is Mode.DECIDE else None,
    }
    return element(
        "form",
        *(void("input", type="hidden", name=name, value=value) for name, value in hidden.items() if value),
        element("div", left, render_verdict(sight), class_="columns case"),
        method="post",
        action=sight.chosen.case(sight.case.id),
        id="case",
        autocomplete="off",
    )


def _conversation_link(sight: Sight) -> Markup | None:
    if not sight.case.has_others or not sight.signed.may(Role.REVIEWER):
        return None
    address = sight.chosen.other(f"samtal/{percent_encoded(sight.case.id, safe='')}")
    return element("p", element("a", sight.texts.conversation, href=address))


# ---- what the visitor saw ----


def _quotes(sight: Sight) -> Markup:
    texts, shown = sight.texts, sight.case.quotes
    items = (_shown(sight, number, one) for number, one in enumerate(shown, start=1))
    return element(
        "section",
        element("h2", texts.quotes_heading),
        element("ol", *items, class_="shown") if shown else element("p", texts.no_quotes),
    )


def _shown(sight: Sight, number: int, shown: Shown) -> Markup:
    texts, context = sight.texts, sight.quotes.get(shown.quote)
    name = texts.quote.format(number=number, count=len(sight.case.quotes))
    head = element(
        "div",
        element("h3", name),
        element("span", texts.sureness.format(score=percent(shown.score)), class_="hint"),
        class_="row between",
    )
    if context is None:
        gone = element("p", texts.gone, class_="message")
        return element("li", head, gone, said_of_quote(sight, shown.quote), id=f"quote-{number}", class_="panel")
    return element(
        "li",
        head,
        _rated(sight, shown.rated),
        render_quote(context.quote, sight.signed.visit.language),
        element(
            "details",
            element("summary", texts.in_article),
            in_article(sight.signed.visit, context),
            data_place=True,
        ),
        said_of_quote(sight, shown.quote),
        _labels(sight, number, shown),
        _correct(sight, shown),
        id=f"quote-{number}",
        class_="panel",
        tabindex="-1",
        data_item="quote",
        aria_label=name,
    )


def _rated(sight: Sight, rated: Rated | None) -> Markup | None:
    if rated is None:
        return None
    said = sight.texts.rated.get(rated.kind, rated.kind)
    comment = element("q", rated.comment) if rated.comment else None
    return element("p", f"{sight.texts.rated_label}: {said}. ", comment, class_="hint")


def _correct(sight: Sight, shown: Shown) -> Markup | None:
    if not sight.signed.may(Role.EDITOR):
        return None
    path = f"{PREFIX}/artiklar/{percent_encoded(shown.article, safe='')}#q-{percent_encoded(shown.quote, safe='')}"
    return element("p", outside_link(sight.texts.correct, sight.signed.visit.link(path), sight.signed.visit.language))


def _labels(sight: Sight, number: int, shown: Shown) -> Markup:
    texts, chosen = sight.texts, sight.typed.labels.get(shown.quote)
    options = {"": texts.not_judged, **{label.value: texts.labels[label.value] for label in QuoteLabel}}
    note = f"hide-{number}"
    radios = (
        radio(
            LABEL + shown.quote,
            value,
            said,
            checked=value == (chosen.value if chosen else ""),
            key=str(key),
            described=note if value == QuoteLabel.HIDE else None,
        )
        for key, (value, said) in enumerate(options.items())
    )
    return element(
        "fieldset",
        element("legend", texts.label_legend.format(number=number)),
        *radios,
        element("p", texts.hide_note, class_="message fault hide-note", id=note),
        disabled=not sight.review.mode.may_save,
        class_="choices labels",
    )


# ---- what else there is ----


def _candidates(sight: Sight) -> Markup:
    texts = sight.texts
    if not sight.candidates:
        return element("p", texts.no_candidates, class_="hint")
    items = (_candidate(sight, quote) for quote in sight.candidates)
    chosen = {*sight.typed.chosen, *sight.review.chosen}
    is_open = sight.is_refusal or bool(chosen & {quote.id for quote in sight.candidates})
    return element(
        "details",
        element("summary", texts.candidates.format(count=len(sight.candidates))),
        element("p", texts.candidates_lead),
        element("ul", *items, class_="others-to-choose"),
        open=is_open,
        id="candidates",
        class_="section",
    )


def _candidate(sight: Sight, quote: AnswerQuote) -> Markup:
    texts = sight.texts
    tick = void(
        "input",
        type="checkbox",
        name="chosen",
        value=quote.id,
        checked=quote.id in sight.typed.chosen,
        disabled=not sight.review.mode.may_save,
        aria_describedby=f"candidate-{quote.id}",
    )
    return element(
        "li",
        element(
            "div",
            element("label", tick, element("span", texts.answers_too)),
            element("span", percent(quote.score), class_="hint"),
            class_="row between",
        ),
        element("div", render_quote(quote, sight.signed.visit.language), id=f"candidate-{quote.id}"),
        said_of_quote(sight, quote.id) if quote.id in sight.review.chosen else None,
        class_="panel",
        tabindex="-1",
        data_item="candidate",
    )


def _similar(sight: Sight) -> Markup | None:
    if not sight.similar or sight.review.mode is not Mode.JUDGE:
        return None
    texts = sight.texts
    return element(
        "fieldset",
        element("legend", texts.similar.format(count=len(sight.similar))),
        element("p", texts.similar_lead, class_="hint"),
        element("ul", *(_alike(sight, asked) for asked in sight.similar), class_="alike"),
        class_="panel",
    )


def _alike(sight: Sight, asked: Asked) -> Markup:
    texts, shown = sight.texts, [one.quote for one in sight.case.quotes]
    is_same, language = set(asked.quotes) == set(shown), sight.signed.visit.language
    is_other_status = asked.status != sight.case.status
    quotes = element(
        "span", texts.same_quotes if is_same else texts.other_quotes, class_="chip" if is_same else "chip doubt"
    )
    tick = void("input", type="checkbox", name="similar", value=asked.id, checked=asked.id in sight.typed.similar)
    return element(
        "li",
        element("label", tick, element("span", asked.question)),
        element(
            "p",
            when(asked.asked, language),
            " ",
            status_chip(asked.status, queue_texts(language)) if is_other_status else None,
            " ",
            quotes if asked.quotes or shown else None,
            class_="hint",
        ),
        tabindex="-1",
        data_item="similar",
    )


def percent(score: float) -> str:
    """Return a probability in percent."""
    return f"{round(100 * score)} %"


def _script_data(sight: Sight) -> Markup:
    """Return what the page's script needs, as JSON that no browser runs."""
    texts = sight.texts
    data = {"hasKeys": sight.chosen.has_keys, "on": texts.keys_on, "off": texts.keys_off, "leave": texts.leave}
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="case-data">{written}</script>')
