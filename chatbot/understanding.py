"""What a question asks: its language, place, person and role, and what it takes from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.filters import NO_FILTERS, Filters
from chatbot.follow_ups import Turn, asks_something_alone, borrows, follow_up, leans, with_pronouns
from chatbot.intent import LONGEST_QUESTION, SMALL_TALK, Intent, clean, intent_of
from chatbot.language import detect_language, tells_language
from chatbot.parts import FindPlaces, take_apart
from chatbot.records import Interpretation
from chatbot.voices import Voices

LONGEST_CONVERSATION = 8
"""Questions back that a chain of follow-ups may reach; each but the first leans on the one before it."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it will be answered.

    Attributes:
        topic: what is searched for: the question without the place and the person, which
            are filters; empty if it asks for a place's or a person's voice and no topic.
        topic_language: of the topic; a follow-up in English may ask on about a Swedish question.
        municipalities: official names, known to the corpus or not; empty if none is named.
        speakers: full names that the named people may be; empty if none is named.
        unknown_person: whom the question names and the corpus does not have.
        excluded: full names that must not answer ("vem mer tycker så?").
        role: base form of the role to which the quotes keep; None for any.
        alone: what else the question can mean, for where this has no answer: without the topic that it
            took from the one before, or asked of everybody, not only of those who know best; None if nothing.
        seen: the question whose answer the visitor has seen, where others or more are asked for.
        other_voices: others are asked for; more of the same people is no answer.
        filters: what the visitor has narrowed the answers to.
        overruled: municipalities that the question names and the filter leaves out.
    """

    intent: Intent
    language: str
    interpretation: Interpretation
    topic: str = ""
    topic_language: str = "sv"
    municipalities: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    unknown_person: str | None = None
    excluded: frozenset[str] = frozenset()
    role: str | None = None
    alone: Understanding | None = None
    seen: Understanding | None = None
    other_voices: bool = False
    filters: Filters = NO_FILTERS
    overruled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to understand the questions of one conversation; filters and speaker override what they name."""

    voices: Voices
    find_places: FindPlaces
    filters: Filters
    speaker: str | None

    def turn(self, asked: str, history: Sequence[str]) -> Turn:
        """Return a question with what it takes from those before; most take nothing, so those are not read."""
        parts = take_apart(asked, self.voices, self.find_places)
        language = detect_language(asked, self.voices.words)
        if not leans(parts) and not borrows(parts):
            return Turn(parts, language)
        earlier = self._last(history)
        if earlier is None:
            return Turn(parts, language)
        if leans(parts):
            return follow_up(parts, earlier, language)
        return Turn(with_pronouns(parts, earlier.parts), language)

    def _last(self, history: Sequence[str]) -> Turn | None:
        """Return the last question of a conversation; None if there is none to lean on."""
        for i in range(len(history) - 1, -1, -1):
            intent, asked = intent_of(clean(history[i]), self.voices.words)
            if intent is Intent.QUESTION:
                return self.turn(asked, history[max(0, i - LONGEST_CONVERSATION) : i])
            if intent not in SMALL_TALK:
                return None
        return None

    def understanding(self, turn: Turn, language: str) -> Understanding:
        """Return how a turn will be answered."""
        parts = turn.parts
        known = tuple(dict.fromkeys(name for person in parts.people for name in person.names))
        # Of two people of whom one is quoted, that one can answer.
        label = " och ".join(person.label for person in parts.people if person.names or not known) or None
        plain = Understanding(
            Intent.QUESTION,
            language,
            Interpretation(parts.text, " och ".join(parts.places) or None, label, parts.role),
            topic=parts.topic or ("" if parts.names_somebody else parts.text),
            topic_language=turn.topic_language,
            municipalities=parts.places,
            speakers=known,
            unknown_person=label if not known else None,
            excluded=turn.excluded,
            role=parts.role,
            seen=self.understanding(turn.seen, language) if turn.seen else None,
            other_voices=turn.other_voices,
        )
        overridden = self._overridden(plain)
        if parts.expert and not overridden.interpretation.speaker and self.voices.holders(parts.expert):
            interpretation = replace(overridden.interpretation, role=parts.expert)
            return replace(overridden, interpretation=interpretation, role=parts.expert, alone=overridden)
        return overridden

    def _overridden(self, understanding: Understanding) -> Understanding:
        """Return the understanding with the filters and the person that were chosen explicitly."""
        interpretation = understanding.interpretation
        if self.filters != NO_FILTERS:
            interpretation = replace(interpretation, filters=self.filters)
            understanding = replace(understanding, filters=self.filters)
        if chosen := self.filters.municipality:
            interpretation = replace(interpretation, municipality=chosen)
            overruled = tuple(place for place in understanding.municipalities if place != chosen)
            understanding = replace(understanding, municipalities=(chosen,), overruled=overruled)
        if self.speaker and self.speaker.strip():
            given = clean(self.speaker) or self.speaker  # of "<x>" nothing is left, which would choose nobody
            names = self.voices.people.lookup(given)
            label = names[0] if len(names) == 1 else given
            interpretation = replace(interpretation, speaker=label, role=None)
            understanding = replace(understanding, speakers=names, unknown_person=None if names else label, role=None)
        return replace(understanding, interpretation=interpretation)


def understand(
    question: str,
    history: Sequence[str],
    voices: Voices,
    *,
    find_places: FindPlaces,
    filters: Filters = NO_FILTERS,
    speaker: str | None = None,
    language: str = "sv",
) -> Understanding:
    """Return what a question asks.

    Args:
        question: as typed.
        history: earlier questions, oldest first; only the last can lend a follow-up its topic, itself
            understood with those before it where it is a follow-up too.
        voices: what the corpus has.
        find_places: finds the municipalities that a text names.
        filters: their municipality overrides the place that the question names; in any form that a text may name it.
        speaker: overrides the person that the question names; full name or part of it.
        language: of the page, which is that of what is no question and has no word of a language ("ok").
    """
    cleaned = clean(question)
    intent, asked = intent_of(cleaned, voices.words)
    if intent is Intent.TOO_LONG:
        cleaned = cleaned[:LONGEST_QUESTION]
    detected = detect_language(cleaned, voices.words)
    if intent is not Intent.QUESTION:
        told = language if detected == "sv" and not tells_language(cleaned) else detected
        return Understanding(intent, told, Interpretation(question=cleaned))
    reader = _Reader(voices, find_places, with_official_name(filters, find_places), speaker)
    turn = reader.turn(asked, history)
    understanding = reader.understanding(turn, detected)
    parts = take_apart(asked, voices, find_places) if history else turn.parts
    if understanding.alone is None and turn.parts != parts and leans(parts) and asks_something_alone(parts):
        return replace(understanding, alone=reader.understanding(Turn(parts, detected), detected))
    return understanding


def with_official_name(filters: Filters, find_places: FindPlaces) -> Filters:
    """Return the filters with the official name of the place ("västerås", "Örebro kommun"); unknown ones as given."""
    if not filters.municipality or not filters.municipality.strip():
        return replace(filters, municipality=None)
    given = clean(filters.municipality) or filters.municipality
    found = {place.name for place in find_places(f"i {given}")}
    return replace(filters, municipality=found.pop() if len(found) == 1 else given)
