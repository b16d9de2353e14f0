"""An answer as HTML: the question, the message, the quotes as cards, the suggestions."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from chatbot.records import Answer, AnswerQuote, AnswerSpeaker, Comparison, PlaceAnswer, Status
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts import Texts

# The article says outright who speaks, so nothing has to be added.
_CERTAIN = frozenset({"explicit", "pronoun", "interview"})
_SURELY_ASKED = 0.85
"""Below it an interview's question was put to several, or to somebody whom the article names but in part."""


def render_turn(answer: Answer, texts: Texts, *, can_compare: bool = False) -> Markup:
    """Return one turn of the conversation: a question and its answer.

    Args:
        can_compare: whether there are several municipalities to compare.
    """
    quotes = [
        element("li", render_quote(quote, texts, texts.quote_number.format(number=place, count=len(answer.quotes))))
        for place, quote in enumerate(answer.quotes, 1)
    ]
    return _turn(
        answer.question,
        texts,
        _interpretation(answer, texts),
        element("p", answer.message, class_="message", lang=_message_language(answer)),
        element("ol", *quotes, class_="quotes") if quotes else None,
        _compare_button(answer, texts) if can_compare else None,
        _suggestions(answer.suggestions, _message_language(answer), texts),
        announcement=announcement(answer, texts),
        language=answer.language,
        status=answer.status.value,
    )


def render_comparison(comparison: Comparison, texts: Texts) -> Markup:
    """Return one turn of the conversation: a question, answered municipality by municipality."""
    voices = [place for place in comparison.municipalities if place.quotes]
    silent = [place for place in comparison.municipalities if not place.quotes]
    language = _message_language(comparison)
    return _turn(
        comparison.question,
        texts,
        element("p", comparison.message, class_="message", lang=language),
        element("ul", *(_place(place, texts) for place in voices), class_="places") if voices else None,
        element(
            "div",
            element("h3", texts.silent_heading),
            element("ul", *(element("li", place.message, lang=language) for place in silent)),
            class_="silent",
        )
        if silent
        else None,
        element("div", element("p", topics_button(texts)), class_="suggestions") if comparison.municipalities else None,
        label=texts.you_compared,
        announcement=" ".join([comparison.message, ", ".join(place.municipality for place in voices)]).strip(),
        language=comparison.language,
        status=comparison.status.value,
    )


def _place(place: PlaceAnswer, texts: Texts) -> Markup:
    quotes = [
        render_quote(quote, texts, texts.quote_number.format(number=number, count=len(place.quotes)))
        for number, quote in enumerate(place.quotes, 1)
    ]
    return element("li", element("h3", place.municipality), *quotes)


def _compare_button(answer: Answer, texts: Texts) -> Markup | None:
    """Return the button for the same question by municipality; of a person asked for there is nothing to compare."""
    if answer.status is not Status.ANSWERED or answer.interpreted.speaker:
        return None
    button = element("button", texts.compare, type="button", data_compare=answer.interpreted.question)
    return element("p", button, class_="compare")


def render_failure(question: str, message: str, texts: Texts) -> Markup:
    """Return a turn for a question that could not be answered for a reason of ours."""
    return _turn(
        question,
        texts,
        element("p", message, class_="message"),
        announcement=message,
        language=texts.language,
        status="failed",
    )


def _turn(
    question: str,
    texts: Texts,
    *parts: str | None,
    announcement: str,
    language: str,
    status: str,
    label: str | None = None,
) -> Markup:
    heading = f"turn-{secrets.token_hex(4)}"  # not a number: the page may outlive the server's memory of it
    asked = element(
        "h2",
        element("span", f"{label or texts.you_asked} ", class_="label"),
        element("span", question, class_="asked", lang=language),
        id=heading,
        tabindex="-1",
    )
    return element(
        "section",
        asked,
        *parts,
        class_="turn",
        aria_labelledby=heading,
        data_status=status,
        data_announcement=announcement,
    )


def announcement(answer: Answer, texts: Texts) -> str:
    """Return what a screen reader says of an answer: the message, then the first quote's best words."""
    if not answer.quotes:
        return answer.message
    first = answer.quotes[0]
    start, end = first.highlight or (0, len(first.text))
    words = first.text[start:end].strip()
    if first.kind == "passage":
        return f"{answer.message} {texts.passage}: {words}"
    voices = f" {texts.and_} ".join(_described(speaker, texts) for speaker in first.speakers)
    voices = voices or texts.unattributed.rstrip(".")
    return f"{answer.message} {texts.quote_number.format(number=1, count=len(answer.quotes))}. {voices}: ”{words}”"


def _message_language(answer: Answer | Comparison) -> str:
    """Return the language of the chatbot's own sentences: a question in any other gets English ones."""
    return answer.language if answer.language in {"sv", "en"} else "en"


def _described(speaker: AnswerSpeaker, texts: Texts) -> str:
    role = speaker.role if speaker.name else None
    return ", ".join(part for part in (_name(speaker, texts), role) if part)


def _interpretation(answer: Answer, texts: Texts) -> Markup | None:
    """Return what was understood where the visitor's own words do not say it, or None."""
    interpreted = answer.interpreted
    said = f"{answer.question} {interpreted.question}".casefold()
    parts: list[Markup] = []
    if _letters(interpreted.question) != _letters(answer.question):
        edit = element("button", texts.edit, type="button", class_="quiet", data_edit=interpreted.question)
        parts.append(element("p", f"{texts.understood_as} ", element("q", interpreted.question), " ", edit))
    for name, template in (
        (interpreted.municipality, texts.about_municipality),
        (interpreted.speaker, texts.about_speaker),
    ):
        if name and name.casefold() not in said:
            parts.append(element("p", template.format(name=name)))
    return element("div", *parts, class_="understood") if parts else None


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _suggestions(questions: tuple[str, ...], language: str, texts: Texts) -> Markup | None:
    if not questions:
        return None
    return element(
        "div",
        element("h3", texts.suggestions_heading),
        question_buttons(questions, language),
        element("p", topics_button(texts)),
        class_="suggestions",
    )


def topics_button(texts: Texts) -> Markup:
    """Return the button that shows what can be asked about."""
    return element("button", texts.topics, type="button", class_="more", data_open="topics", aria_haspopup="dialog")


def question_buttons(questions: tuple[str, ...], language: str) -> Markup:
    """Return a list of questions to click."""
    return element(
        "ul",
        *(
            element("li", element("button", question, type="button", data_ask=question, lang=language))
            for question in questions
        ),
        class_="questions",
    )


def render_quote(quote: AnswerQuote, texts: Texts, label: str | None = None) -> Markup:
    """Return one quote, or one passage of the article's own words, as a card.

    Args:
        label: the card's name for a screen reader, for instance "Citat 1 av 3".
    """
    is_passage = quote.kind == "passage"
    asked = quote.interviewer_question
    return element(
        "figure",
        element("p", texts.passage, class_="kind") if is_passage else None,
        element("p", element("span", f"{texts.interviewer_asked} ", class_="label"), asked, class_="interviewer")
        if asked
        else None,
        element("blockquote", element("p", words(quote), class_="words"), lang="sv"),
        element(
            "figcaption",
            None if is_passage else _speakers(quote, texts),
            element("p", quote.municipality, class_="municipality") if is_passage and quote.municipality else None,
            _certainty(quote, texts),
            _source(quote, texts),
        ),
        class_="passage" if is_passage else "quote",
        aria_label=label,
        data_quote=quote.id,
    )


def words(quote: AnswerQuote) -> Markup:
    """Return the quote's text; without the tags it is the text, character for character.

    What is spoken lies in span.spoken, round which the style sheet draws quotation marks, and the
    narrator's tag between two spoken stretches in span.tag. The best sentence lies in mark.
    """
    if quote.kind == "passage":
        return _marked(quote, 0, len(quote.text))
    parts: list[Markup] = []
    position = 0
    for start, end in quote.segments:
        if position < start:
            parts.append(element("span", _marked(quote, position, start), class_="tag"))
        parts.append(element("span", _marked(quote, start, end), class_="spoken"))
        position = end
    if position < len(quote.text):
        parts.append(element("span", _marked(quote, position, len(quote.text)), class_="tag"))
    return join(*parts)


def _marked(quote: AnswerQuote, start: int, end: int) -> Markup:
    """Return text[start:end] with the part of it that is highlighted in mark."""
    text = quote.text
    if quote.highlight is None or quote.highlight == (0, len(text)):  # all is marked: nothing stands out
        return join(text[start:end])
    first = min(max(quote.highlight[0], start), end)
    last = max(min(quote.highlight[1], end), first)
    mark = element("mark", text[first:last]) if first < last else None
    return join(text[start:first], mark, text[last:end])


def _speakers(quote: AnswerQuote, texts: Texts) -> Markup | None:
    """Return a line for each who speaks: name, role, municipality."""
    if not quote.speakers:
        return element("p", quote.municipality, class_="municipality") if quote.municipality else None
    return join(*(_speaker(speaker, quote.municipality, texts) for speaker in quote.speakers))


def _speaker(speaker: AnswerSpeaker, municipality: str | None, texts: Texts) -> Markup:
    name = _name(speaker, texts)
    role = speaker.role if speaker.name else texts.unnamed
    details = ", ".join(part for part in (role, municipality) if part)
    return element(
        "p", element("b", name[:1].upper() + name[1:]), f", {details}" if details else None, class_="speaker"
    )


def _name(speaker: AnswerSpeaker, texts: Texts) -> str:
    return speaker.name or speaker.role or texts.somebody


def _certainty(quote: AnswerQuote, texts: Texts) -> Markup | None:
    """Return in words how sure it is who speaks, where the article does not say it outright."""
    method = quote.attribution.method
    if quote.kind == "passage":
        return None
    if not quote.speakers:
        return element("p", texts.unattributed, class_="certainty")
    if method in _CERTAIN and not _is_doubtful_answer(quote):
        return None
    names = f" {texts.and_} ".join(_name(speaker, texts) for speaker in quote.speakers)
    sentence = texts.uncertain.get(method, texts.uncertain_otherwise).format(names=names)
    return element("p", sentence, class_="certainty")


def _is_doubtful_answer(quote: AnswerQuote) -> bool:
    return quote.attribution.method == "interview" and quote.attribution.confidence < _SURELY_ASKED


def _source(quote: AnswerQuote, texts: Texts) -> Markup:
    article = quote.article
    title = element("cite", article.title)
    if article.url and is_web_address(article.url):
        title = element(
            "a",
            title,
            element("span", f" ({texts.new_tab})", class_="visually-hidden"),
            href=article.url,
            target="_blank",
            rel="noopener noreferrer",
        )
    date = (
        element("time", texts.written_date(article.published), datetime=article.published)
        if article.published
        else texts.undated
    )
    publisher = f", {article.publisher}" if article.publisher else None
    return element("p", f"{texts.article} ", title, publisher, ", ", date, class_="source")


def is_web_address(url: str) -> bool:
    """Tell whether a link may be shown: http or https with a host, never javascript: or the like."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
