"""The fields for what a reviewer says of an answer as a whole."""

from __future__ import annotations

from urllib.parse import quote as percent_encoded

from chatbot.store.judgements import ReviewState, Verdict
from chatbot.web.desk.case_others import who_said
from chatbot.web.desk.case_sight import TITLE, Sight, radio
from chatbot.web.desk.judging import LONGEST_COMMENT, Mode
from chatbot.web.markup import Markup, element, join


def render_verdict(sight: Sight) -> Markup:
    """Return the fields for the verdict on the answer as a whole, the guidelines and the keys."""
    texts, mode = sight.texts, sight.review.mode
    return element(
        "div",
        element(
            "section",
            element("h2", texts.verdict),
            _notice(sight),
            _kinds(sight),
            element(
                "div",
                element("label", texts.comment, for_="comment"),
                element("p", texts.comment_hint, class_="hint", id="comment-hint"),
                element(
                    "textarea",
                    sight.typed.comment,
                    id="comment",
                    name="comment",
                    rows="3",
                    maxlength=str(LONGEST_COMMENT),
                    disabled=not mode.may_save,
                    aria_describedby="comment-hint",
                ),
                class_="field",
            ),
            _actions(sight),
            class_="panel",
        ),
        sight.guidelines,
        _keys(sight),
        class_="verdict",
    )


def _notice(sight: Sight) -> Markup | None:
    texts, mode = sight.texts, sight.review.mode
    if mode is Mode.DECIDE:
        return element("p", _why_decided(sight), class_="message")
    if not mode.may_save:
        return element("p", texts.closed[mode.value], class_="message")
    return element("p", texts.own, class_="hint") if sight.review.stored else None


def _why_decided(sight: Sight) -> str:
    texts, first = sight.texts, [verdict.reviewer for verdict in sight.review.seen if not verdict.adjudicates]
    if sight.case.state is ReviewState.DONE:
        return texts.decide_again
    why = texts.decide if len(first) > 1 else texts.decide_hiding
    return f"{why} {texts.decide_own}" if sight.signed.reviewer.id in first else why


def _kinds(sight: Sight) -> Markup:
    texts, kind = sight.texts, sight.typed.kind
    keys = {"right": "r", "should_refuse": "v", "should_answer": "b"}
    options = texts.refusal_kinds if sight.is_refusal else texts.kinds
    radios = (radio("kind", value, said, checked=value == kind, key=keys[value]) for value, said in options.items())
    return element(
        "fieldset",
        element("legend", texts.kind_legend),
        *radios,
        disabled=not sight.review.mode.may_save,
        class_="choices down",
    )


def _actions(sight: Sight) -> Markup:
    texts, mode = sight.texts, sight.review.mode
    said = texts.save_decision if mode is Mode.DECIDE else texts.save
    save = element("button", said, element("kbd", "s", aria_hidden="true"), type="submit", class_="primary")
    skip = sight.chosen.other(f"svar/{percent_encoded(sight.case.id, safe='')}/nasta")
    return join(
        element(
            "p",
            save if mode.may_save else None,
            element("a", texts.skip, element("kbd", "h", aria_hidden="true"), href=skip, id="skip", class_="button"),
            class_="actions",
        ),
        element(
            "p",
            element("a", texts.back, href=sight.chosen.queue(), data_keep=True),
            class_="hint",
        ),
    )


def _keys(sight: Sight) -> Markup:
    """Return what the keys do, shown where there are scripts."""
    texts = sight.texts
    rows = (element("div", element("dt", element("kbd", key)), element("dd", said)) for key, said in texts.keys.items())
    return element(
        "details",
        element("summary", texts.keys_heading),
        element("dl", *rows, class_="facts keys"),
        element("p", element("button", texts.keys_off, type="button", id="switch-keys", class_="small")),
        id="keys",
        class_="panel",
        hidden=True,
    )


def verdict_in_words(sight: Sight, verdict: Verdict) -> Markup:
    """Return what somebody has said of the answer."""
    texts = sight.texts
    kinds = texts.refusal_kinds if sight.is_refusal else texts.kinds
    numbers = {shown.quote: number for number, shown in enumerate(sight.case.quotes, start=1)}
    of_quotes = [
        element("li", f"{texts.quote.format(number=numbers[quote], count=len(numbers))}: {texts.labels[label.value]}")
        for quote, label in verdict.labels.items()
        if quote in numbers
    ]
    known = {quote.id: quote.text for quote in sight.candidates}
    chosen = [element("li", f"{texts.chosen_others}: ”{known.get(one, one)[:TITLE]}”") for one in verdict.chosen]
    return element(
        "div",
        element("h3", who_said(sight, verdict)),
        element("p", kinds.get(verdict.kind.value, texts.kinds[verdict.kind.value])),
        element("ul", *of_quotes, *chosen) if of_quotes or chosen else None,
        element("p", element("q", verdict.comment)) if verdict.comment else None,
        class_="said",
    )
