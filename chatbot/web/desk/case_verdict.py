"""What reviewers have said of an answer, and the fields for what this one says."""

from __future__ import annotations

from urllib.parse import quote as percent_encoded

from chatbot.store.judgements import Verdict
from chatbot.web.desk.case_sight import TITLE, Sight, radio
from chatbot.web.desk.judging import LONGEST_COMMENT, Mode
from chatbot.web.markup import Markup, element, join


def render_verdict(sight: Sight) -> Markup:
    """Return what the reviewers have said, as far as it may be seen, and the fields for what this one says."""
    texts, mode = sight.texts, sight.review.mode
    return element(
        "div",
        _others_said(sight),
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
        return element("p", texts.decide, class_="message")
    if not mode.may_save:
        return element("p", texts.closed[mode.value], class_="message")
    return element("p", texts.own, class_="hint") if sight.review.stored else None


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


def _others_said(sight: Sight) -> Markup | None:
    others = [verdict for verdict in sight.review.seen if verdict.reviewer != sight.signed.reviewer.id]
    if not others:
        return None
    said = (verdict_in_words(sight, verdict) for verdict in sight.review.seen)
    return element("section", element("h2", sight.texts.earlier_verdicts), *said, class_="panel")


def verdict_in_words(sight: Sight, verdict: Verdict) -> Markup:
    """Return what somebody has said of the answer."""
    texts, login = sight.texts, sight.logins.get(verdict.reviewer, "?")
    kinds = texts.refusal_kinds if sight.is_refusal else texts.kinds
    numbers = {shown.quote: number for number, shown in enumerate(sight.case.quotes, start=1)}
    of_quotes = [
        element("li", f"{texts.quote.format(number=numbers[quote], count=len(numbers))}: {texts.labels[label.value]}")
        for quote, label in verdict.labels.items()
        if quote in numbers
    ]
    known = {quote.id: quote.text for quote in sight.candidates}
    chosen = [element("li", f"{texts.chosen_others} ”{known.get(one, one)[:TITLE]}”") for one in verdict.chosen]
    return element(
        "div",
        element("h3", texts.decision.format(login=login) if verdict.adjudicates else login),
        element("p", kinds.get(verdict.kind.value, texts.kinds[verdict.kind.value])),
        element("ul", *of_quotes, *chosen) if of_quotes or chosen else None,
        element("p", element("q", verdict.comment)) if verdict.comment else None,
        class_="said",
    )
