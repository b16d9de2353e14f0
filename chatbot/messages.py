"""The one or two sentences that come with the quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.filters import NO_FILTERS
from chatbot.intent import LONGEST_QUESTION, Intent
from chatbot.records import AnswerQuote, Status, Unfiltered
from chatbot.texts import Texts, enumerated
from chatbot.understanding import Understanding
from chatbot.voices import Voices
from index.chunks import RecordKind
from index.facets import Facet

ALL_FILTERS = "all"
COUNTED = 10
"""Quotes that would answer without a filter are counted up to so many."""


def message_for(  # noqa: PLR0913  whatever a message may tell of
    status: Status,
    understanding: Understanding,
    quotes: Sequence[AnswerQuote],
    texts: Texts,
    *,
    municipalities: Mapping[str, int],
    voices: Voices,
    is_repeated: bool = False,
    unfiltered: Sequence[Unfiltered] = (),
) -> str:
    """Return what is said beside the quotes, or instead of them.

    Args:
        status: of the answer.
        understanding: of the question.
        quotes: that are shown.
        texts: in the question's language.
        municipalities: the corpus's, name -> number of quotes.
        voices: the corpus's.
        is_repeated: others or more were asked for, and there are none but those seen already.
        unfiltered: what each of the visitor's filters, left out, would give.
    """
    if status is Status.NOT_A_QUESTION:
        return _no_question(understanding.intent, texts)
    if status is Status.NO_VOICE:
        return _no_voice(understanding, texts, municipalities, voices)
    if status is Status.NO_ANSWER:
        lacking = _no_quote(understanding, texts)
        return f"{lacking} {_without_filters(understanding, unfiltered, texts) or texts.only_verbatim}"
    if is_repeated:
        return texts.nobody_else
    spoken = [quote for quote in quotes if quote.kind == RecordKind.QUOTE]
    if not spoken:
        return texts.only_passages
    counted = _quotes_of(understanding, spoken, texts) or _voices(spoken, texts)
    return f"{counted} {texts.and_passages}" if len(spoken) < len(quotes) else counted


def overruling(understanding: Understanding, texts: Texts) -> str:
    """Return that the filter applies where the question names another place; else nothing."""
    if not understanding.overruled:
        return ""
    named = texts.joined.join(understanding.overruled)
    return texts.overruled.format(place=understanding.filters.municipality, named=named)


def _without_filters(understanding: Understanding, unfiltered: Sequence[Unfiltered], texts: Texts) -> str:
    """Return how many quotes answer without each filter; nothing where none would."""
    if not any(one.quotes for one in unfiltered):
        return ""
    parts = []
    for one in unfiltered:
        if one.filter == ALL_FILTERS:
            parts.append(texts.without_all.format(quotes=_up_to(one.quotes, texts)))
        else:
            label = understanding.filters.label(Facet(one.filter), texts.language)
            parts.append(texts.without_one.format(quotes=_up_to(one.quotes, texts), filter=label))
    return texts.without_filters.format(quotes=", ".join(parts))


def _up_to(count: int, texts: Texts) -> str:
    """Return a number of quotes that was counted up to a limit."""
    if count >= COUNTED:
        return texts.at_least.format(count=COUNTED)
    return {0: texts.none, 1: texts.one_quote.lower()}.get(count, texts.quotes.format(count=count))


def _no_question(intent: Intent, texts: Texts) -> str:
    match intent:
        case Intent.GREETING:
            return texts.greeting
        case Intent.THANKS:
            return texts.thanks
        case Intent.EMPTY:
            return texts.empty
        case Intent.ABOUT_THE_CHAT:
            return texts.about_the_chat
        case Intent.IN_NEED:
            return texts.in_need
        case Intent.OWN_CASE:
            return texts.own_case
        case Intent.TOO_LONG:
            return texts.too_long.format(limit=LONGEST_QUESTION)
        case _:
            return texts.noise


def _no_voice(understanding: Understanding, texts: Texts, municipalities: Mapping[str, int], voices: Voices) -> str:
    people = voices.people.names
    if not municipalities and not people:
        return texts.empty_corpus
    if understanding.unknown_person:
        lacking = texts.no_quotes_by.format(person=understanding.unknown_person)
        others = voices.people.like(understanding.unknown_person) or people
        return f"{lacking} {texts.there_are_people.format(people=enumerated(others, texts))}"
    unknown = [name for name in understanding.municipalities if name not in municipalities]
    if understanding.role and not unknown and not understanding.speakers:
        return _no_role(understanding.role, understanding, texts, voices)
    if unknown or not understanding.speakers:
        place = texts.joined.join(unknown or understanding.municipalities)
        by_number = sorted(municipalities, key=lambda name: (-municipalities[name], name))
        there_are = texts.there_are_places.format(places=enumerated(by_number, texts))
        return f"{texts.no_voice_from.format(place=place)} {there_are}"
    person = understanding.interpretation.speaker
    return texts.not_both.format(person=person, place=texts.joined.join(understanding.municipalities))


def _no_role(role: str, understanding: Understanding, texts: Texts, voices: Voices) -> str:
    """Return that nobody of this role is quoted, and who is."""
    if voices.holders(role):
        return texts.no_role_from.format(role=role, place=texts.joined.join(understanding.municipalities))
    by_number = sorted(voices.roles, key=lambda known: (-len(voices.roles[known]), known))
    there_are = texts.there_are_roles.format(roles=enumerated(by_number, texts)) if by_number else ""
    return f"{texts.no_role.format(role=role)} {there_are}".rstrip()


def _no_quote(understanding: Understanding, texts: Texts) -> str:
    if understanding.filters.without(Facet.MUNICIPALITY) != NO_FILTERS:
        labels = [understanding.filters.label(facet, texts.language) for facet in understanding.filters.facets()]
        return texts.no_quote_filtered.format(filters=", ".join(labels))
    person, place = understanding.interpretation.speaker, texts.joined.join(understanding.municipalities)
    if person and place:
        return texts.no_quote_of_from.format(person=person, place=place)
    if person:
        return texts.no_quote_of.format(person=person)
    if understanding.role and not place:
        return texts.no_quote_of_role.format(role=understanding.role)
    return texts.no_quote_from.format(place=place) if place else texts.no_quote


def _quotes_of(understanding: Understanding, spoken: Sequence[AnswerQuote], texts: Texts) -> str | None:
    """Return "2 citat av Mia Videfur." where one person was asked for."""
    if len(understanding.speakers) != 1:
        return None
    template = texts.one_quote_of if len(spoken) == 1 else texts.quotes_of
    return template.format(count=len(spoken), person=understanding.speakers[0])


def _voices(spoken: Sequence[AnswerQuote], texts: Texts) -> str:
    """Return "3 röster från 2 kommuner.", or "3 citat av 4 personer från 2 kommuner."."""
    counted = _counted(spoken, texts)
    places = {quote.municipality for quote in spoken}
    if None in places or not places:
        return f"{counted}."
    if len(places) == 1:
        return f"{counted} {texts.from_one_place.format(place=places.pop())}."
    return f"{counted} {texts.from_places.format(count=len(places))}."


def _counted(spoken: Sequence[AnswerQuote], texts: Texts) -> str:
    """Return how many voices there are; quotes and people apart where one quote is not one person.

    Somebody without a name counts as one voice a quote; whether those are the same person is not known.
    """
    named = {speaker.name for quote in spoken for speaker in quote.speakers if speaker.name}
    unnamed = sum(not any(speaker.name for speaker in quote.speakers) for quote in spoken)
    if len(named) + unnamed == len(spoken):
        return texts.one_voice if len(spoken) == 1 else texts.voices.format(count=len(spoken))
    quotes = texts.one_quote if len(spoken) == 1 else texts.quotes.format(count=len(spoken))
    if unnamed:
        return quotes
    return f"{quotes} {texts.by_one if len(named) == 1 else texts.by_several.format(count=len(named))}"
