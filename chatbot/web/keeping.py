"""What is kept of a visit: ratings, given and taken back, and how all of it is deleted."""

from __future__ import annotations

import secrets

from chatbot.store.records import RatingKind
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.keeping import KeepingTexts, keeping_texts
from chatbot.web.texts.languages import Language

LONGEST_COMMENT = 1000
"""Characters of a visitor's own words about an answer."""


def rate_button(language: Language) -> Markup:
    """Return the action that unfolds a quote's rating."""
    name = keeping_texts(language).rate
    return element("button", name, type="button", class_="action", data_do="rate", aria_expanded="false")


def render_rating(answer_id: str, language: Language, quote_id: str | None = None, *, has_people: bool) -> Markup:
    """Return what a visitor can say of an answer, or of one of its quotes, which is folded; keeping.js sends it.

    Args:
        answer_id: as the store knows it.
        quote_id: None for the answer as a whole.
        has_people: whether somebody speaks, who could be the wrong person.
    """
    texts = keeping_texts(language)
    question = texts.about_quote if quote_id else texts.about_answer
    kinds = {kind: name for kind, name in texts.kinds.items() if has_people or kind is not RatingKind.WRONG_PERSON}
    return element(
        "div",
        element("p", question, class_="question"),
        element(
            "div",
            *(
                element("button", name, type="button", class_="kind", data_rate=kind.value, aria_pressed="false")
                for kind, name in kinds.items()
            ),
            role="group",
            aria_label=question,
            class_="kinds",
        ),
        element("p", class_="said", hidden=True),
        _comment(texts),
        class_="rating",
        data_answer=answer_id,
        data_about=quote_id,
        hidden=quote_id is not None,
    )


def _comment(texts: KeepingTexts) -> Markup:
    name = f"comment-{secrets.token_hex(4)}"
    return element(
        "form",
        element("label", texts.comment, for_=name),
        element("textarea", id=name, rows="2", aria_describedby=f"{name}-hint", autocomplete="off"),
        element("p", texts.comment_hint, id=f"{name}-hint", class_="hint"),
        element("button", texts.send, type="submit", class_="plain"),
        element("button", texts.take_back, type="button", class_="quiet", data_rate=""),
        hidden=True,
        novalidate=True,
    )


def forget_dialog(language: Language) -> Markup:
    """Return the question that is asked once before a conversation is deleted."""
    texts = keeping_texts(language)
    return element(
        "dialog",
        element("h2", texts.forget_heading, id="forget-heading"),
        element("p", texts.forget, id="forget-hint"),
        element("p", role="alert", class_="notice"),
        element(
            "p",
            join(
                element("button", texts.forget_yes, type="button", class_="plain strong", data_forget=True),
                " ",
                element("button", texts.forget_no, type="button", class_="plain", data_close=True),
            ),
            class_="choices",
        ),
        id="forget-dialog",
        class_="small",
        aria_labelledby="forget-heading",
        aria_describedby="forget-hint",
    )
