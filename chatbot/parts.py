"""One question taken apart: its place, its person, its role, and what is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot.introductions import introductions
from chatbot.names import Mention
from chatbot.roles import AskedRole, roles_in
from chatbot.voices import Voices
from chatbot.words import AGREEING, FOLLOWING, GENERIC, SAYING, THERE, WORK, is_function_word
from corpus.asked_places import AskedPlace
from corpus.words import Token, tokenize

FindPlaces = Callable[[str], Sequence[AskedPlace]]
"""Text -> the municipalities that it names, each time it does."""

Span = tuple[int, int]

_ABOUT = frozenset({"om", "about", "kring"})
_AND = frozenset({"och", "eller", "and", "or"})
_POINTING = SAYING | AGREEING | GENERIC | FOLLOWING | THERE


@dataclass(frozen=True, slots=True)
class Parts:
    """One question taken apart, without regard to what was asked before.

    Attributes:
        words: lower case.
        places: official names of the municipalities that it names.
        place_spans: [start, end) of their words, preposition included.
        people: whose words it asks for.
        role: base form of the role whose holders are asked to speak; role_span is where it stands.
        expert: base form of the role whose holders know best ("hur är det att vara chef?").
        named_role: the first role that it names, however it is meant.
        content: lower-case words that carry a topic.
        topic: the question without place, person and role; empty if nothing but them is asked for.
    """

    text: str
    words: tuple[str, ...]
    places: tuple[str, ...]
    place_spans: tuple[Span, ...]
    people: tuple[Mention, ...]
    role: str | None
    role_span: Span | None
    expert: str | None
    named_role: AskedRole | None
    content: tuple[str, ...]
    topic: str

    @property
    def names_somebody(self) -> bool:
        """Whether a place, a person or a role is asked for."""
        return bool(self.places or self.people or self.role)


def take_apart(text: str, voices: Voices, find_places: FindPlaces) -> Parts:
    """Return the parts of one question."""
    tokens = tokenize(text)
    found = find_places(text)
    place_spans = tuple((place.start, place.end) for place in found)
    place_words = {token.text.casefold() for token in tokens if _is_within(token, place_spans)}
    named_role = next(iter(roles_in(text, tokens)), None)
    own = introductions(text)
    people = tuple(
        person
        for person in voices.people.find(text, not_names=place_words)
        if not any(start <= person.start < end for start, end in own)
    )
    speakers = _speakers(people, tokens)
    role = named_role if named_role and named_role.speaks and not speakers else None
    people = speakers or (() if role else people)
    role_span = (role.start, role.end) if role else None
    cuts = [*own, *place_spans, *((person.start, person.end) for person in people), *([role_span] if role_span else [])]
    content = tuple(topical_words(tokens, cuts))
    topic = without(text, cuts) if content or not cuts else ""
    return Parts(
        text=text,
        words=tuple(token.text.casefold() for token in tokens),
        places=tuple(dict.fromkeys(place.name for place in found)),
        place_spans=place_spans,
        people=people,
        role=role.base if role else None,
        role_span=role_span,
        expert=named_role.base if named_role and named_role.knows and not people and not role else None,
        named_role=named_role if not people else None,
        content=content,
        topic=topic,
    )


def is_topical(word: str) -> bool:
    """Tell whether a lower-case word tells what a question is about."""
    return not is_function_word(word) and word not in _POINTING


def topical_words(tokens: Sequence[Token], cuts: Sequence[Span]) -> list[str]:
    """Return the lower-case words outside the cuts that tell what a question is about."""
    words = []
    for i, token in enumerate(tokens):
        word = token.text.casefold()
        # Whoever is asked what somebody says "om kommunen" is asked about it; "i kommunen" asks nothing.
        is_asked_about = word in GENERIC - WORK and i and tokens[i - 1].text.casefold() in _ABOUT
        if (is_topical(word) or is_asked_about) and not _is_within(token, cuts):
            words.append(word)
    return words


def without(text: str, cuts: Sequence[Span]) -> str:
    """Return text without the stretches [start, end); as it stands if there are none."""
    if not cuts:
        return text
    kept, position = [], 0
    for start, end in sorted(cuts):
        kept.append(text[position:start])
        position = max(position, end)
    kept.append(text[position:])
    return re.sub(r"\s+([?!.,])", r"\1", " ".join(" ".join(kept).split())).lstrip(" ,.;:–-")


def _speakers(people: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """Return those whose words are asked for: of "Mia om Elin och Jon", Mia."""
    speakers: list[Mention] = []
    is_about = False
    for person in people:
        before = [token.text.casefold() for token in tokens if token.end <= person.start][-1:]
        is_about = before[0] in _ABOUT or (is_about and before[0] in _AND) if before else False
        if not is_about:
            speakers.append(person)
    return tuple(speakers)


def _is_within(token: Token, spans: Sequence[Span]) -> bool:
    return any(start <= token.start < end for start, end in spans)
