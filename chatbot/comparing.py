"""The same question, answered municipality by municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from chatbot.filters import NO_FILTERS, municipalities_of
from chatbot.intent import Intent
from chatbot.messages import message_for
from chatbot.records import AnswerQuote, Comparison, PlaceAnswer, Status
from chatbot.texts import Texts, texts_for
from chatbot.understanding import Understanding
from chatbot.voices import NOBODY
from index.chunks import RecordKind
from index.generation import Generation

SHOWN = 12
"""Municipalities with a voice that are shown, and those without one that are searched for it by themselves."""
EVERYWHERE = 60
"""Quotes of the one search over all municipalities."""

Answering = Callable[[Understanding, int], tuple[Status, list[AnswerQuote]]]
"""Understanding and how many quotes at most -> status and quotes."""


def compare(
    question: str, understanding: Understanding, generation: Generation, top: int, answer: Answering
) -> Comparison:
    """Return what each municipality answers, those that answer best first.

    One search finds most of them, however many there are; only where it finds nothing a municipality is
    searched by itself, so that none is called silent because others are nearer.

    Args:
        question: as typed.
        understanding: of the question; two municipalities or more in it are compared with each other, one is
            compared with all others and stands first.
        generation: the index; its municipalities, with what the filters leave of them, are compared where the
            question names none.
        top: quotes of each municipality at most.
        answer: answers a question.
    """
    texts = texts_for(understanding.language)
    filters = understanding.filters
    known = generation.municipalities() if filters == NO_FILTERS else municipalities_of(generation.facets, filters)
    places, more = _answers(understanding, known, texts, top, answer)
    if understanding.intent is Intent.QUESTION:
        status, message = _in_short(places, more, texts)
    else:
        status, _ = answer(understanding, top)
        message = message_for(status, understanding, (), texts, municipalities={}, voices=NOBODY)
    asked_for = texts.joined.join(understanding.municipalities) or None
    return Comparison(
        question=question,
        language=understanding.language,
        interpreted=replace(understanding.interpretation, municipality=asked_for),
        status=status,
        message=message,
        municipalities=places,
        more=more,
        generation=generation.id,
    )


def _answers(
    understanding: Understanding, known: Mapping[str, int], texts: Texts, top: int, answer: Answering
) -> tuple[tuple[PlaceAnswer, ...], int]:
    """Return what is shown of each municipality, and how many are not shown."""
    if understanding.intent is not Intent.QUESTION:
        return (), 0
    named = understanding.municipalities
    is_chosen = len(named) > 1
    everybody = sorted(known, key=lambda name: (-known[name], name))
    wanted = named if is_chosen else tuple(dict.fromkeys([*named, *everybody]))
    found: dict[str, list[AnswerQuote]] = {}
    if understanding.topic:
        everywhere = replace(understanding, municipalities=named if is_chosen else ())
        found = _by_place(answer(everywhere, max(EVERYWHERE, top))[1], wanted, top)
    silent = [place for place in wanted if place not in found]
    if not is_chosen and len(found) >= SHOWN:  # there is enough to show; only the one that was named is missed
        silent = [place for place in silent if place in named]
    places = [_place(place, Status.ANSWERED, quotes, understanding, texts) for place, quotes in found.items()]
    for place in silent[:SHOWN]:
        status, quotes = answer(replace(understanding, municipalities=(place,)), top)
        places.append(_place(place, status, quotes, understanding, texts))
    first = named[:1] if not is_chosen else ()
    voices = [place for place in places if place.quotes]
    voices.sort(key=lambda place: (place.municipality not in first, -place.quotes[0].score))
    shown = (*voices[:SHOWN], *(place for place in places if not place.quotes))
    return shown, len(wanted) - len(shown)


def _in_short(places: Sequence[PlaceAnswer], more: int, texts: Texts) -> tuple[Status, str]:
    """Return the status of the whole, and what is said of it."""
    voices = [place for place in places if place.quotes]
    if not voices:
        if places and all(place.status is Status.NO_VOICE for place in places):
            names = texts.joined.join(place.municipality for place in places)
            return Status.NO_VOICE, texts.no_voice_from.format(place=names)
        return Status.NO_ANSWER, f"{texts.no_quote} {texts.only_verbatim}"
    message = texts.voices_from_places.format(count=len(voices))
    if len(voices) == 1:
        message = texts.voice_from_only.format(place=voices[0].municipality)
    return Status.ANSWERED, f"{message} {texts.more_places.format(count=more)}" if more else message


def _by_place(quotes: Iterable[AnswerQuote], wanted: Sequence[str], top: int) -> dict[str, list[AnswerQuote]]:
    """Return municipality -> its best quotes; the article's own narration is no voice."""
    found: dict[str, list[AnswerQuote]] = {}
    for quote in sorted(quotes, key=lambda quote: -quote.score):
        if quote.kind == RecordKind.QUOTE and quote.municipality in wanted:
            found.setdefault(quote.municipality or "", []).append(quote)
    return {place: spoken[:top] for place, spoken in found.items()}


def _place(
    place: str, status: Status, quotes: Sequence[AnswerQuote], understanding: Understanding, texts: Texts
) -> PlaceAnswer:
    if quotes:
        return PlaceAnswer(place, status, "", tuple(quotes))
    person = understanding.interpretation.speaker
    if status is Status.NO_VOICE:
        template = texts.not_both if person else texts.no_voice_from
    elif understanding.filters != NO_FILTERS:
        template = texts.no_quote_from_filtered
    else:
        template = texts.no_quote_of_from if person else texts.no_quote_from
    return PlaceAnswer(place, status, template.format(place=place, person=person), ())
