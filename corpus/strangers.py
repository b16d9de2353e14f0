"""People without a name, and writings, whose words a narrator may quote: "En klient sa:", "Ur ett brev:"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from corpus.records import Span
from corpus.words import Gender, Token, reporting_verbs, role_base, strangers, tokenize, writings

_INDEFINITE = frozenset("en ett någon nån annan".split())
_OWN = re.compile(r"\b(?:hon|han|hen|jag|vi|(?<!av )de)\b", re.IGNORECASE)
# With these a sentence brings somebody onto the stage who may speak.
_APPEARS = frozenset(
    "kommer kom ringer ringde sitter satt står stod knackar knackade går gick stannar stannade dyker öppnar öppnade "
    "sticker vänder ropar hälsar hörs möter mötte passerar väntar vill undrar höjer reser lutar skrattar nickar tittar "
    "sätter lägger håller ler viftar pekar lyfter ligger låg väntar finns".split()
)
_FROM = frozenset("från av ur".split())


@cache
def _definite() -> dict[str, Gender]:
    """Return the definite forms of people without a name ("mamman", "klienten") -> gender."""
    stems = {word: gender for word, gender in strangers().items() if gender is not Gender.UNKNOWN or word == "klient"}
    forms = {word + ("n" if word.endswith(("a", "e")) else "en"): gender for word, gender in stems.items()}
    return {**forms, "mannen": Gender.MALE}


def stranger_in(text: str, sentence: Span) -> Gender | None:
    """Return the gender of somebody without a name who may be the one to speak ("En mamma kommer in"), or None."""
    words = tokenize(text, sentence.start, sentence.end)
    if words and words[0].text.lower() in _definite() and any(word.text in _APPEARS for word in words[1:4]):
        return _definite()[words[0].text.lower()]  # "Mamman kommer efter tio minuter."
    found = _phrase(words, strangers())
    if found is None or _OWN.search(text, sentence.start, words[found].start):
        return None
    presented = found == 2 and words[0].text == "Det" and words[1].text in ("är", "var")
    if not presented and not any(word.text in _APPEARS or word.text in reporting_verbs() for word in words):
        return None
    return next(strangers()[word.text] for word in words[found:] if word.text in strangers())


def opens_with_stranger(words: Sequence[Token]) -> Gender | None:
    """Return the gender of somebody without a name whom a sentence begins with ("Kollegan skrattar"), or None."""
    first = words[0].text.lower() if words else ""
    if first in _definite():
        return _definite()[first]
    stems = [first.removesuffix(ending) for ending in ("en", "n", "et") if first.endswith(ending)]
    known = next((strangers()[stem] for stem in stems if stem in strangers()), None)
    return known if role_base(first) is None else None  # the role may be that of somebody with a name


def brings_stranger(words: Sequence[Token]) -> Gender | None:
    """Return the gender of somebody without a name whom a sentence shows us ("På britsen ligger en man"), or None."""
    found = _phrase(words, strangers())
    if not found or words[found - 1].text not in _APPEARS:
        return None
    return next(strangers()[word.text] for word in words[found:] if word.text in strangers())


def speaks_of_stranger(text: str, sentence: Span) -> bool:
    """Tell whether a sentence tells of somebody without a name at all."""
    return _phrase(tokenize(text, sentence.start, sentence.end), strangers()) is not None


def quotes_stranger(text: str, sentence: Span) -> bool:
    """Tell whether a sentence that ends in a colon lets somebody without a name speak, or a writing."""
    if not sentence.of(text).rstrip().endswith(":"):
        return False
    words = tokenize(text, sentence.start, sentence.end)
    written = _phrase(words, writings())
    if written is not None and not (written and words[written - 1].text == "i"):
        return True  # but "Hon skriver i ett brev:" tells who speaks
    found = _phrase(words, strangers())
    if found is None:
        return False
    before = words[found - 1].text if found else ""
    described = found + 1 < len(words) and any(word.text == "som" for word in words[found + 1 :])
    return described or before in _FROM or not _is_preposition(before)


def _phrase(words: Sequence[Token], nouns: Container[str]) -> int | None:
    """Return where "en (trött) klient" begins, or None."""
    for number, word in enumerate(words):
        if word.text.lower() in _INDEFINITE and any(w.text in nouns for w in words[number + 1 : number + 4]):
            return number
    return None


def _is_preposition(word: str) -> bool:
    return word in ("om", "med", "till", "för", "på", "i", "hos", "åt", "mot", "vid")
