"""A turn of the conversation as HTML: the question, what was understood, the message, the cards, what to ask next."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from chatbot.records import Answer, AnswerQuote, AnswerSpeaker, Comparison, PlaceAnswer, Status
from chatbot.web.actions import render_actions
from chatbot.web.cards import in_swedish, render_quote
from chatbot.web.citing import speaker_name
from chatbot.web.filters import render_filters, render_unfiltered
from chatbot.web.keeping import rate_button, render_rating
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import Visit
from chatbot.web.texts.cards import CardTexts, card_texts
from chatbot.web.texts.chat import chat_texts
from chatbot.web.texts.languages import Language


def render_turn(answer: Answer, visit: Visit, *, answer_id: str | None = None, can_compare: bool = False) -> Markup:
    """Return one turn of the conversation: a question and its answer.

    Args:
        answer_id: by which the answer and its quotes can be rated; None where nothing is kept.
        can_compare: whether there are several municipalities to compare.
    """
    texts = card_texts(visit.language)
    cards = _cards(answer.quotes, visit, answer.generation, answer_id)
    rating = _rating(answer, visit, answer_id, has_people=any(quote.speakers for quote in answer.quotes))
    return _turn(
        answer.question,
        texts,
        _interpretation(answer, texts),
        render_filters(answer.interpreted, visit.language),
        element("p", answer.message, class_="message", lang=_message_language(answer)),
        render_unfiltered(answer, visit.language),
        _elsewhere(answer, texts),
        element("ol", *(element("li", card) for card in cards), class_="quotes") if cards else None,
        rating if cards else None,
        _compare_button(answer, texts) if can_compare else None,
        _suggestions(answer, visit.language),
        None if cards else rating,  # whoever got no answer is first helped on
        announcement=announcement(answer, texts),
        asked_in=answer.language,
        status=answer.status.value,
        answer_id=answer_id,
        again=None if answer.status is Status.NOT_A_QUESTION else answer.interpreted.question,
    )


def _cards(quotes: Sequence[AnswerQuote], visit: Visit, generation: str, answer_id: str | None) -> list[Markup]:
    label, language = card_texts(visit.language).quote_number, visit.language
    return [
        render_quote(
            quote,
            language,
            label.format(number=number, count=len(quotes)),
            _actions(quote, visit, generation, answer_id),
        )
        for number, quote in enumerate(quotes, 1)
    ]


def _actions(quote: AnswerQuote, visit: Visit, generation: str, answer_id: str | None) -> Markup:
    if answer_id is None:
        return render_actions(quote, visit, generation)
    rating = render_rating(answer_id, visit.language, quote.id, has_people=bool(quote.speakers))
    return join(render_actions(quote, visit, generation, rate_button(visit.language)), rating)


def _rating(answer: Answer | Comparison, visit: Visit, answer_id: str | None, *, has_people: bool) -> Markup | None:
    """Return what can be said of the answer as a whole; what answers no question helps nobody."""
    if answer_id is None or answer.status is Status.NOT_A_QUESTION:
        return None
    return render_rating(answer_id, visit.language, has_people=has_people)


def render_comparison(comparison: Comparison, visit: Visit, *, answer_id: str | None = None) -> Markup:
    """Return one turn of the conversation: a question, answered municipality by municipality.

    Args:
        answer_id: as for render_turn.
    """
    texts = card_texts(visit.language)
    voices = [place for place in comparison.municipalities if place.quotes]
    silent = [place for place in comparison.municipalities if not place.quotes]
    spoken = _message_language(comparison)
    names = ", ".join(place.municipality for place in voices)
    return _turn(
        comparison.question,
        texts,
        render_filters(comparison.interpreted, visit.language),
        element("p", comparison.message, class_="message", lang=spoken),
        element("ul", *(_place(place, visit, comparison.generation, answer_id) for place in voices), class_="places")
        if voices
        else None,
        element(
            "div",
            element("h3", texts.silent_heading),
            element("ul", *(element("li", place.message, lang=spoken) for place in silent)),
            class_="silent",
        )
        if silent
        else None,
        _rating(comparison, visit, answer_id, has_people=bool(voices)),
        element("div", element("p", topics_button(visit.language)), class_="suggestions")
        if comparison.municipalities
        else None,
        label=texts.you_compared,
        announcement=join(element("span", comparison.message, lang=spoken), f" {names}" if names else None),
        asked_in=comparison.language,
        status=comparison.status.value,
        answer_id=answer_id,
        again=None if comparison.status is Status.NOT_A_QUESTION else comparison.interpreted.question,
    )


def _place(place: PlaceAnswer, visit: Visit, generation: str, answer_id: str | None) -> Markup:
    return element("li", element("h3", place.municipality), *_cards(place.quotes, visit, generation, answer_id))


def _elsewhere(answer: Answer, texts: CardTexts) -> Markup | None:
    """Return the button for the same question to everybody, where others answer it."""
    if answer.elsewhere is None:
        return None
    places = ", ".join(answer.elsewhere.municipalities)
    said = texts.elsewhere_in.format(places=places) if places else texts.elsewhere
    button = element("button", texts.show_elsewhere, type="button", data_ask=answer.elsewhere.question)
    return element("p", f"{said} ", button, class_="compare elsewhere")


def _compare_button(answer: Answer, texts: CardTexts) -> Markup | None:
    """Return the button for the same question by municipality; of a person asked for there is nothing to compare."""
    if answer.status is not Status.ANSWERED or answer.interpreted.speaker:
        return None
    button = element("button", texts.compare, type="button", data_compare=answer.interpreted.question)
    return element("p", button, class_="compare")


def render_failure(question: str, message: str, language: Language) -> Markup:
    """Return a turn for a question that could not be answered for a reason of ours."""
    return _turn(
        question,
        card_texts(language),
        element("p", message, class_="message"),
        announcement=join(message),
        asked_in=None,
        status="failed",
    )


def _turn(  # noqa: PLR0913  whatever a turn may have
    question: str,
    texts: CardTexts,
    *parts: str | None,
    announcement: Markup,
    asked_in: str | None,
    status: str,
    label: str | None = None,
    answer_id: str | None = None,
    again: str | None = None,
) -> Markup:
    """Return a turn.

    Args:
        label: what is said before the question of a comparison.
        again: the question, as it may be asked again under other filters; None for what is none.
    """
    heading = f"turn-{secrets.token_hex(4)}"  # not a number: the page may outlive the server's memory of it
    asked = element(
        "h2",
        element("span", f"{label or texts.you_asked} ", class_="label"),
        element("span", question, class_="asked", lang=asked_in),
        id=heading,
        tabindex="-1",
    )
    return element(
        "section",
        asked,
        *parts,
        element("template", announcement, class_="announcement"),
        class_="turn",
        aria_labelledby=heading,
        data_status=status,
        data_answer=answer_id,
        data_again=again,
        data_compared=label is not None,
    )


def announcement(answer: Answer, texts: CardTexts) -> Markup:
    """Return what a screen reader says of an answer: the message, then the first quote's best words."""
    message = element("span", answer.message, lang=_message_language(answer))
    if not answer.quotes:
        return message
    first = answer.quotes[0]
    start, end = first.highlight or (0, len(first.text))
    words = first.text[start:end].strip()
    if first.kind == "passage":
        return join(message, f" {texts.passage}: ", in_swedish(words))
    number = texts.quote_number.format(number=1, count=len(answer.quotes))
    return join(message, f" {number}. ", *_described(first.speakers, texts), ": ", in_swedish(f"”{words}”"))


def _message_language(answer: Answer | Comparison) -> str:
    """Return the language of the chatbot's own sentences: a question in any other gets English ones."""
    return answer.language if answer.language in {"sv", "en"} else "en"


def _described(speakers: Sequence[AnswerSpeaker], texts: CardTexts) -> list[str]:
    """Return names and roles, to be read out; what is Swedish is marked so."""
    if not speakers:
        return [texts.unattributed.rstrip(".")]
    parts: list[str] = []
    for speaker in speakers:
        role = [", ", in_swedish(speaker.role)] if speaker.name and speaker.role else []
        parts += [f" {texts.and_} "] * bool(parts) + [speaker_name(speaker, texts), *role]
    return parts


def _interpretation(answer: Answer, texts: CardTexts) -> Markup | None:
    """Return what was understood where the visitor's own words do not say it, or None."""
    interpreted = answer.interpreted
    said = f"{answer.question} {interpreted.question}".casefold()
    parts: list[Markup] = []
    if _letters(interpreted.question) != _letters(answer.question):
        understood = element("q", interpreted.question, lang=answer.language)
        edit = element("button", texts.edit, type="button", class_="quiet", data_edit=interpreted.question)
        alone = element("button", texts.alone, type="button", class_="quiet", data_alone=answer.question)
        parts.append(element("p", f"{texts.understood_as} ", understood))
        parts.append(element("p", edit, " ", alone))
    narrowed = interpreted.filters.municipality if interpreted.filters else None  # told by the filters' own line
    for name, template in (
        (interpreted.municipality if interpreted.municipality != narrowed else None, texts.about_municipality),
        (interpreted.speaker, texts.about_speaker),
    ):
        if name and name.casefold() not in said:
            parts.append(element("p", template.format(name=name)))
    return element("div", *parts, class_="understood") if parts else None


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _suggestions(answer: Answer, language: Language) -> Markup | None:
    texts = card_texts(language)
    if not answer.suggestions:
        return None
    return element(
        "div",
        element("h3", texts.near_heading if answer.status is Status.NO_ANSWER else texts.suggestions_heading),
        question_buttons(answer.suggestions, _message_language(answer)),
        element("p", topics_button(language)),
        class_="suggestions",
    )


def topics_button(language: Language) -> Markup:
    """Return the button that shows what can be asked about."""
    name = chat_texts(language).topics
    return element("button", name, type="button", class_="more", data_open="topics", aria_haspopup="dialog")


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
