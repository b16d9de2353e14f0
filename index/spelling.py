"""Typing errors: the known word that another one sounds like, or is one letter away from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from corpus.near_words import is_one_edit

SHORTEST = 4
"""Letters of a word that may be misspelt; three letters are too near too many words."""
SHORTEST_SUBSTITUTED = 6
"""Letters of a word in which any letter may be wrong; in a shorter one a letter may be missing, or two swapped."""

# Swedish letters for one sound, in this order. Capitals are sounds: they meet no letter of a casefolded word.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?:ssj|sj|stj|skj|sch|sh|[st](?=ion))", "S"),
        (r"(?<=S)i(?=on)", ""),
        (r"^(?:tj|kj)", "K"),
        (r"^(?:gj|dj|hj|lj)", "j"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ph", "f"),
        (r"dt", "t"),
    )
)
_LETTERS = str.maketrans({"ä": "e", "é": "e", "å": "o", "c": "k", "q": "k", "w": "v", "z": "s"})
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """Return how a casefolded word sounds, roughly: words that are often taken for each other have one sound."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


class Spelling:
    """The words that a misspelt one may be, ordered so that one question looks at few of them.

    One error leaves the letters before it or those after it as they are. So the words that share a beginning or an
    end with the misspelt one are looked up in sorted lists, and only these are compared with it letter by letter.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the known words with how often each occurs."""
        self._words = words
        self._by_sound: dict[str, str] = {}
        for word in words:
            if len(word) >= SHORTEST and word.isalpha():
                heard = sound(word)
                known = self._by_sound.get(heard)
                if known is None or words[known] < words[word]:
                    self._by_sound[heard] = word
        self._forwards = _by_length(self._by_sound)
        self._backwards = _by_length(heard[::-1] for heard in self._by_sound)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def corrected(self, word: str) -> str | None:
        """Return the commonest known word that an unknown casefolded one may be meant as; None if there is none."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        heard = sound(word)
        same = self._by_sound.get(heard)
        if same is not None:
            return same
        near = [self._by_sound[other] for other in self._sharing_an_end(heard) if _may_be(heard, other)]
        return max(near, key=lambda other: (self._words[other], other)) if near else None

    def _sharing_an_end(self, heard: str) -> Iterator[str]:
        half = (len(heard) - 1) // 2
        for length in range(len(heard) - 1, len(heard) + 2):
            # One letter between the two ends: two that are swapped may stand across the middle.
            yield from _beginning_with(heard[:half], self._forwards.get(length, []))
            for other in _beginning_with(heard[:half:-1], self._backwards.get(length, [])):
                yield other[::-1]


def _may_be(heard: str, other: str) -> bool:
    """Tell whether one typing error may have made heard of other; the first letter is hardly ever wrong."""
    if not is_one_edit(heard, other):
        return False
    if len(heard) >= SHORTEST_SUBSTITUTED:
        return heard[0] == other[0] or heard[:2] == other[1::-1]
    return sorted(heard) == sorted(other) or (len(other) > len(heard) >= SHORTEST and heard[0] == other[0])


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in words:
        found[len(word)].append(word)
    return {length: sorted(same) for length, same in found.items()}


def _beginning_with(start: str, ordered: list[str]) -> list[str]:
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + "\U0010ffff")]
