"""What there would be where there is no answer: in other municipalities, and without the visitor's filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chatbot.filters import NO_FILTERS, Filters
from chatbot.intent import Intent
from chatbot.messages import ALL_FILTERS
from chatbot.records import AnswerQuote, Elsewhere, Status, Unfiltered
from chatbot.understanding import Understanding
from index.chunks import RecordKind


def elsewhere(
    understanding: Understanding,
    understood: Callable[[str], Understanding],
    answer: Callable[[Understanding], tuple[Status, Sequence[AnswerQuote]]],
) -> Elsewhere | None:
    """Return the question without its municipality, if that is answered by somebody's own words; else None.

    A person or a role that is asked for stays asked for: without them the rest is seldom a question.

    Args:
        understanding: of a question that has no answer.
        understood: understands a question by itself.
        answer: answers a question.
    """
    names_a_place_alone = understanding.municipalities and not (
        understanding.speakers or understanding.unknown_person or understanding.role
    )
    if understanding.intent is not Intent.QUESTION or not names_a_place_alone or not understanding.topic:
        return None
    everywhere = understood(understanding.topic)
    if everywhere.intent is not Intent.QUESTION or everywhere.municipalities:
        return None
    _, quotes = answer(everywhere)
    spoken = [quote for quote in quotes if quote.kind == RecordKind.QUOTE]
    if not spoken:
        return None
    places = dict.fromkeys(quote.municipality for quote in spoken if quote.municipality)
    return Elsewhere(understanding.topic, len(spoken), tuple(places))


def without_filters(
    understanding: Understanding, answer: Callable[[Filters], Sequence[AnswerQuote]]
) -> tuple[Unfiltered, ...]:
    """Return how many quotes would answer without each of the visitor's filters, and without any.

    Args:
        understanding: of a question that has no answer.
        answer: answers it under other filters.
    """
    filters = understanding.filters
    if understanding.intent is not Intent.QUESTION:
        return ()
    fewer = {facet.value: filters.without(facet) for facet in filters.facets()}
    if len(fewer) > 1:
        fewer[ALL_FILTERS] = NO_FILTERS
    return tuple(
        Unfiltered(name, sum(quote.kind == RecordKind.QUOTE for quote in answer(left))) for name, left in fewer.items()
    )
