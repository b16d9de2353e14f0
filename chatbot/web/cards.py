"""A quote as a card: what was asked, the words, who says them and where they were published."""

from __future__ import annotations

import json

from chatbot.records import AnswerQuote, AnswerSpeaker
from chatbot.web.citing import certainty, is_web_address, speaker_name, stretches
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import outside_link
from chatbot.web.texts.cards import CardTexts, card_texts
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.languages import Language


def render_quote(
    quote: AnswerQuote, language: Language, label: str | None = None, actions: Markup | None = None
) -> Markup:
    """Return one quote, or one passage of the article's own words, as a card.

    Args:
        label: the card's name for a screen reader, for instance "Citat 1 av 3".
        actions: what can be done with it, where a script is there to do it.
    """
    texts = card_texts(language)
    sure = certainty(quote, texts)
    is_passage = quote.kind == "passage"
    asked = quote.interviewer_question
    return element(
        "figure",
        element("p", texts.passage, class_="kind") if is_passage else None,
        _asked(asked, texts) if asked else None,
        element("blockquote", element("p", words(quote), class_="words"), lang="sv"),
        element(
            "figcaption",
            None if is_passage else _speakers(quote, texts),
            _place_of(quote) if is_passage else None,
            element("p", sure, class_="certainty") if sure else None,
            _source(quote, language),
        ),
        actions,
        class_="passage" if is_passage else "quote",
        aria_label=label,
        data_quote=quote.id,
        data_said_by=_said_by(quote),
    )


def _said_by(quote: AnswerQuote) -> str:
    """Return who says it and where as JSON, with which cards.js compares what the server tells later."""
    speakers = [[speaker.name, speaker.role] for speaker in quote.speakers]
    return json.dumps([speakers, quote.municipality], ensure_ascii=False)


def _asked(question: str, texts: CardTexts) -> Markup:
    label = element("span", f"{texts.interviewer_asked} ", class_="label")
    return element("p", label, in_swedish(question), class_="interviewer")


def words(quote: AnswerQuote) -> Markup:
    """Return the quote's text; without the tags it is the text, character for character.

    What is spoken lies in span.spoken, round which the style sheet draws quotation marks where the article has
    none of its own within the text, and the narrator's tag between two spoken stretches in span.tag. The best
    sentence lies in mark.
    """
    if quote.kind == "passage":
        return _marked(quote, 0, len(quote.text))
    return join(
        *(
            element(
                "span",
                _marked(quote, stretch.start, stretch.end),
                class_="spoken" if stretch.is_spoken else "tag",
                data_opened=stretch.has_opening,
                data_closed=stretch.has_closing,
            )
            for stretch in stretches(quote)
        )
    )


def _marked(quote: AnswerQuote, start: int, end: int) -> Markup:
    """Return text[start:end] with the part of it that is highlighted in mark."""
    text = quote.text
    if quote.highlight is None or quote.highlight == (0, len(text)):  # all is marked: nothing stands out
        return join(text[start:end])
    first = min(max(quote.highlight[0], start), end)
    last = max(min(quote.highlight[1], end), first)
    mark = element("mark", text[first:last]) if first < last else None
    return join(text[start:first], mark, text[last:end])


def _speakers(quote: AnswerQuote, texts: CardTexts) -> Markup | None:
    """Return a line for each who speaks: name, role, municipality."""
    if not quote.speakers:
        return _place_of(quote)
    return join(*(_speaker(speaker, quote.municipality, texts) for speaker in quote.speakers))


def _speaker(speaker: AnswerSpeaker, municipality: str | None, texts: CardTexts) -> Markup:
    name = speaker_name(speaker, texts)
    role = in_swedish(speaker.role) if speaker.name and speaker.role else None if speaker.name else texts.unnamed
    details = [part for detail in (role, municipality) if detail for part in (", ", detail)]
    return element("p", element("b", name[:1].upper() + name[1:]), *details, class_="speaker")


def _place_of(quote: AnswerQuote) -> Markup | None:
    return element("p", quote.municipality, class_="municipality") if quote.municipality else None


def in_swedish(words: str) -> Markup:
    """Return words of the corpus, marked as Swedish for whoever has them read out."""
    return element("span", words, lang="sv")


def _source(quote: AnswerQuote, language: Language) -> Markup:
    texts = card_texts(language)
    article = quote.article
    title = element("cite", article.title, lang="sv")
    if article.url and is_web_address(article.url):
        title = outside_link(title, article.url, language)
    date = (
        element("time", written_date(article.published, language), datetime=article.published)
        if article.published
        else texts.undated
    )
    publisher = f", {article.publisher}" if article.publisher else None
    return element("p", f"{texts.article} ", title, publisher, ", ", date, class_="source")
