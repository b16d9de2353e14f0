"""What can be done with a quote that is shown: read its context, copy, link, listen, see its receipt."""

from __future__ import annotations

from chatbot.records import AnswerQuote
from chatbot.web.citing import IN_CONTEXT, address_of, reference, said_by
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import Visit, outside_link
from chatbot.web.texts.actions import ActionTexts, action_texts
from chatbot.web.texts.cards import card_texts
from chatbot.web.texts.languages import Language


def render_actions(quote: AnswerQuote, visit: Visit, generation: str, *more: Markup) -> Markup:
    """Return the row of actions of a quote, and its receipt, folded; cards.js does what they promise.

    Args:
        generation: id of the index that gave the quote.
        more: further actions, at the row's end.
    """
    texts = action_texts(visit.language)
    # The chat lives in its page alone: whoever reads on does so in another tab, and finds it unchanged.
    context = outside_link(
        texts.context,
        visit.link(f"{address_of(quote.id)}#{IN_CONTEXT}"),
        visit.language,
        class_="action",
        data_do="context",
    )
    return join(
        element(
            "div",
            context,
            _button("copy", texts.copy),
            _button("more", texts.more, aria_expanded="false"),
            element(
                "div",
                _button("link", texts.link),
                _button("listen", texts.listen, data_said_by=_read_out(quote)),
                _button("receipt", texts.receipt, aria_expanded="false"),
                *more,
                class_="rest",
            ),
            role="group",
            aria_label=texts.actions,
            class_="actions",
        ),
        element("p", class_="done", hidden=True),
        _receipt(quote, visit, generation, texts),
        element("template", reference(quote, visit.language), class_="reference"),
    )


def _button(action: str, name: str, **attributes: str) -> Markup:
    return element("button", name, type="button", class_="action", data_do=action, **attributes)


def _read_out(quote: AnswerQuote) -> str:
    """Return who says it, in Swedish, since it is the Swedish voice that reads it."""
    swedish = Language.SWEDISH
    return said_by(quote, swedish) or card_texts(swedish).passage


def _receipt(quote: AnswerQuote, visit: Visit, generation: str, texts: ActionTexts) -> Markup:
    rows = (
        (texts.quote_id, quote.id),
        (texts.place, texts.offsets.format(start=quote.start, end=quote.end)),
        (texts.checksum, quote.sha256),
        (texts.generation, generation),
    )
    return element(
        "div",
        element("p", class_="now"),
        element("dl", *(join(element("dt", name), element("dd", value)) for name, value in rows)),
        element("p", texts.what_it_means),
        element("p", outside_link(texts.check_yourself, visit.link("/kontrollera"), visit.language)),
        class_="proof",
        hidden=True,
    )


def copy_dialog(language: Language) -> Markup:
    """Return what is shown where the browser does not let a script copy: the text, selected."""
    texts = action_texts(language)
    return element(
        "dialog",
        element("h2", texts.by_hand_heading, id="by-hand-heading"),
        element("p", texts.by_hand, id="by-hand-hint"),
        element("textarea", readonly=True, rows="8", lang="sv", aria_labelledby="by-hand-heading by-hand-hint"),
        element("button", texts.close, type="button", class_="plain", data_close=True),
        id="by-hand",
        class_="small",
        aria_labelledby="by-hand-heading",
    )
