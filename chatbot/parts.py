"""One question taken apart: its place, its person, its role, and what is left."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from chatbot.names import Mention, People
from chatbot.words import FOLLOWING, GENERIC, SAYING, THERE, is_function_word
from corpus.words import Token, read_rows, role_base, tokenize

FindPlaces = Callable[[str], Sequence[str]]
"""Text -> official names of the municipalities that it names."""

_PLACE_PHRASE = (
    r"(?:\b(?:i|på|från|inom|hos|vid|in|at|from)\s+)?(?:stadsdelen\s+|kommunen\s+|city of\s+)?"
    r"\b{}(?:s|'s)?\b(?:\s+(?:kommun|stad|municipality|city)\b)?"
)
_CHIEFS = frozenset({"chef", "chefen", "chefer", "cheferna"})
_BEFORE_ROLES = SAYING | {"enligt"}
_ASKED_IN_ENGLISH = re.compile(r"\b(?:says?|think|thinks|according to)\b", re.IGNORECASE)
_ROLES_IN_ENGLISH = {
    "team leader": "teamledare",
    "group leader": "gruppledare",
    "unit manager": "enhetschef",
    "head of unit": "enhetschef",
    "manager": "chef",
    "boss": "chef",
    "social worker": "socialsekreterare",
    "caseworker": "handläggare",
}


@dataclass(frozen=True, slots=True)
class Voices:
    """Whom a question can ask for: what the corpus has.

    Attributes:
        people: everybody who is quoted by name.
        roles: base forms of their roles ("enhetschef"), each once.
        words: lower-case words of the corpus.
    """

    people: People
    roles: frozenset[str] = frozenset()
    words: Container[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parts:
    """One question taken apart, without regard to what was asked before.

    Attributes:
        places: official names of the municipalities that it names.
        place_spans: [start, end) of their words, preposition included.
        people: whom it names.
        role: base form of the role whose holders are asked; role_span is where it stands.
        content: lower-case words that carry a topic.
    """

    text: str
    words: tuple[str, ...]
    places: tuple[str, ...]
    place_spans: tuple[tuple[int, int], ...]
    people: tuple[Mention, ...]
    role: str | None
    role_span: tuple[int, int] | None
    content: tuple[str, ...]

    @property
    def names_somebody(self) -> bool:
        """Whether a place, a person or a role is asked for."""
        return bool(self.places or self.people or self.role)

    @property
    def topic(self) -> str:
        """The question without place, person and role; empty if nothing but them is asked for."""
        if not self.names_somebody:
            return self.text
        if not self.content:
            return ""
        cuts = [*self.place_spans, *((person.start, person.end) for person in self.people)]
        return _without(self.text, [*cuts, self.role_span] if self.role_span else cuts)


def take_apart(text: str, voices: Voices, find_places: FindPlaces) -> Parts:
    """Return the parts of one question."""
    tokens = tokenize(text)
    places = tuple(find_places(text))
    place_spans = tuple(_place_spans(text, places))
    place_words = {token.text.casefold() for token in tokens if _is_within(token, place_spans)}
    people = tuple(voices.people.find(text, not_names=place_words))
    role, role_span = (None, None) if people else _role_in(text, tokens, voices.roles)
    taken = [*place_spans, *((person.start, person.end) for person in people), *([role_span] if role_span else [])]
    content = (token.text.casefold() for token in tokens if not _is_within(token, taken))
    return Parts(
        text=text,
        words=tuple(token.text.casefold() for token in tokens),
        places=places,
        place_spans=place_spans,
        people=people,
        role=role,
        role_span=role_span,
        content=tuple(filter(is_topical, content)),
    )


def is_topical(word: str) -> bool:
    """Tell whether a lower-case word tells what a question is about."""
    return not is_function_word(word) and word not in SAYING | GENERIC | FOLLOWING | THERE


def _is_within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _place_spans(text: str, places: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the places stand, preposition and "kommun" included; nothing for one that was misspelt."""
    if not places:
        return []
    spans: list[tuple[int, int]] = []
    folded = _fold(text)
    districts = [row[0] for row in read_rows("districts.tsv") if len(row) > 1 and row[1] in places]
    for name in sorted([*places, *districts], key=len, reverse=True):
        for match in re.finditer(_fold(_PLACE_PHRASE).format(re.escape(_fold(name))), folded):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                spans.append(match.span())
    return sorted(spans)


def _fold(text: str) -> str:
    """Return text in lower case without accents, as many characters as before."""
    return "".join((unicodedata.normalize("NFD", character)[0].lower() or character)[0] for character in text)


def _role_in(text: str, tokens: Sequence[Token], roles: frozenset[str]) -> tuple[str | None, tuple[int, int] | None]:
    """Return the role whose holders are asked to speak ("vad tycker gruppledaren?"), and where it stands."""

    def is_known(base: str) -> bool:
        return any(role == base or role.endswith(base) for role in roles)

    for before, token in itertools.pairwise(tokens):
        word = token.text.casefold()
        base = "chef" if word in _CHIEFS else role_base(word, plural=True)
        if before.text.casefold() in _BEFORE_ROLES and base and is_known(base):
            return base, (token.start, token.end)
    if _ASKED_IN_ENGLISH.search(text):
        for english, base in _ROLES_IN_ENGLISH.items():
            match = re.search(rf"\b(?:the )?{english}s?\b", text, re.IGNORECASE)
            if match and is_known(base):
                return base, match.span()
    return None, None


def _without(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in sorted(cuts):
        kept.append(text[position:start])
        position = max(position, end)
    kept.append(text[position:])
    return re.sub(r"\s+([?!.,])", r"\1", " ".join(" ".join(kept).split())).lstrip(" ,.;:–-")
