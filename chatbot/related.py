"""Words that ask for the same thing: the applicant's everyday word, Swedish or English, and the profession's own.

The form of the files is told in the head of related.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.lexical import english_stem, fold, stem
from index.spelling import Spelling

SAME = 0.7
"""What a word that means the same is worth beside the question's own."""
NEAR = 0.4
"""What a word is worth that is only often said where the other thing is spoken of."""
OF_PART = 0.8
"""How much of that is left where only the last part of a compound is known."""

SHORTEST_PART = 4
SHORTEST_END = 5
"""Letters in the parts of a compound of which only the last is known; "parkering" does not end in "ring"."""

_LONGEST_PHRASE = 4
_BETWEEN = "_"

Related = Mapping[str, float]
"""Word -> what it is worth, in (0, 1)."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Words and phrases, by their stems -> the words that may stand for them."""

    _related: Mapping[str, Related]
    _silent: AbstractSet[str]
    _phrases: Mapping[str, Sequence[tuple[str, ...]]]
    _spelling: Spelling
    _stem: Callable[[str], str]

    def knows(self, word: str) -> bool:
        """Tell whether some line has a form of a casefolded word to ask with."""
        return self._stem(word) in self._related

    def tells_nothing(self, word: str) -> bool:
        """Tell whether a casefolded word says nothing about what is asked."""
        return self._stem(word) in self._silent

    def related(self, word: str) -> Related:
        """Return the words that may stand for a casefolded word, itself left out; empty if it is unknown."""
        return self._related.get(self._stem(word), {})

    def related_to_end(self, word: str) -> Related:
        """Return the same for the longest known last part of a compound ("ärendebelastning")."""
        for start in range(SHORTEST_PART, len(word) - SHORTEST_END + 1):
            found = self.related(word[start:])
            if found:
                return {other: OF_PART * worth for other, worth in found.items()}
        return {}

    def phrase_at(self, words: Sequence[str], start: int) -> tuple[int, Related] | None:
        """Return how many words the longest phrase has that begins here, and what may stand for it."""
        stems = tuple(self._stem(fold(word)) for word in words[start : start + _LONGEST_PHRASE])
        for phrase in self._phrases.get(stems[0], ()):
            if stems[: len(phrase)] == phrase:
                return len(phrase), self._related[_BETWEEN.join(phrase)]
        return None

    def corrected(self, word: str) -> str | None:
        """Return the word of the lines that an unknown casefolded word may be a typing error of."""
        return self._spelling.corrected(word)


@cache
def swedish() -> Thesaurus:
    """Return the Swedish words that ask for Swedish ones."""
    return _read("related.txt", stem, one_language=True)


@cache
def english() -> Thesaurus:
    """Return the English words that ask for Swedish ones; nothing stands for a word that tells nothing."""
    return _read("english.txt", english_stem, one_language=False)


def _read(name: str, stem_of: Callable[[str], str], *, one_language: bool) -> Thesaurus:
    related: dict[str, dict[str, float]] = {}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    written: dict[str, int] = {}
    silent: set[str] = set()

    def key_of(asking: str) -> str:
        words = asking.split(_BETWEEN)
        if len(words) == 1:
            return stem_of(asking)
        phrase = tuple(stem_of(fold(word)) for word in words)
        phrases.setdefault(phrase[0], []).append(phrase)
        return _BETWEEN.join(phrase)

    content = files("chatbot").joinpath(name).read_text(encoding="utf-8")
    for asking, answering, worth in _pairs(content, one_language=one_language):
        key = key_of(asking)
        found = related.setdefault(key, {})
        written[asking] = 1
        if not answering:
            silent.add(key)
        for other in answering:
            if stem(other) != stem(asking):
                found[other] = max(worth, found.get(other, 0.0))
    for asking in list(written):
        # A word with å ä ö may be typed without, unless that is another word.
        related.setdefault(stem_of(fold(asking)), related[key_of(asking)])
    longest_first = {first: sorted(set(same), key=len, reverse=True) for first, same in phrases.items()}
    return Thesaurus(related, {key for key in silent if not related[key]}, longest_first, Spelling(written), stem_of)


def _pairs(content: str, *, one_language: bool) -> Iterator[tuple[str, Sequence[str], float]]:
    """Yield each asking word or phrase with the words that it asks for, and their worth."""
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        left, sign, right = re.split(r"([>~]|$)", line, maxsplit=1)
        asking = left.split()
        answering = [word for word in right.split() if _BETWEEN not in word]
        if one_language and sign != "~" and (answering or not sign):
            answering += [word for word in asking if _BETWEEN not in word]
        for word in asking:
            yield word, answering, NEAR if sign == "~" else SAME
