"""Words of a list that are one typing error from a word, or sound like it, found without looking at the whole list."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

# Swedish spellings of one sound, as names have them: Lindqvist and Lindkvist, Gustaf and Gustav.
_SPELLINGS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        ("ph", "f"), ("ck|ch|q|c", "k"), ("dt|th", "t"), ("hv|w|f", "v"), ("kv|ku(?=[aeio])", "kv"),
        ("x", "ks"), ("z", "s"), ("j|y", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


class NearWords:
    """A list of words; each is known by its first and by its last half, one of which an error leaves whole."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, as they are to be found."""
        self._words = frozenset(words)
        self._halves: dict[tuple[int, bool, str], list[str]] = defaultdict(list)
        for word in self._words:
            middle = len(word) // 2
            self._halves[len(word), False, word[:middle]].append(word)
            self._halves[len(word), True, word[middle:]].append(word)

    def find(self, word: str) -> set[str]:
        """Return the listed words that one error or none leads to; the word itself if it is listed."""
        found = {word} & self._words
        for length in range(max(2, len(word) - 1), len(word) + 2):
            middle = length // 2
            for key in ((length, False, word[:middle]), (length, True, word[len(word) - (length - middle) :])):
                found.update(near for near in self._halves.get(key, ()) if is_one_edit(word, near))
        middle = len(word) // 2  # two letters swapped across it leave neither half whole
        swapped = word[: middle - 1] + word[middle - 1 : middle + 1][::-1] + word[middle + 1 :]
        return found | ({swapped} & self._words)


def is_one_edit(one: str, other: str) -> bool:
    """Tell whether a letter added, left out, changed or swapped with its neighbour is all."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
        return swapped or one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


def sound_of(word: str) -> str:
    """Return what the spellings of a name have in common: no accents, no hyphens, one letter for one sound."""
    letters = unicodedata.normalize("NFD", word.casefold())
    sound = "".join(letter for letter in letters if letter.isalnum())
    for spelling, letter in _SPELLINGS:
        sound = spelling.sub(letter, sound)
    return sound
