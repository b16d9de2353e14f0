"""Which words stand beside each other in the articles, and where: finds any words of theirs, however common.

The keyword leg knows neither order nor stop words. Here each two words in a row are one row of a sorted file, without
case and diacritics: 12 bytes a word. Only a hash of them is stored, so that whoever finds something compares the
article itself.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.contacts import split_at_contacts
from corpus.records import Reading, SegmentKind, Span
from index.lexical import fold

KEYS = "phrase_keys.npy"
PLACES = "phrase_places.npy"

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
"""A word or a number; accents that stand apart from their letter, and soft hyphens, are within it."""

STRETCH_GAP = 100
"""Numbers left out between two stretches, so that words of different ones are neither neighbours nor near."""

Places = npt.NDArray[np.int64]
_ARTICLE = 32  # bits that a place leaves to the number of a word in its article


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The word of that number among the searched words of the article of that number."""

    article: int
    word: int


def searched_stretches(reading: Reading) -> list[Span]:
    """Return the stretches of an article whose words are searched: all but boilerplate and contact details."""
    text = reading.article.text
    apart = [segment.span for segment in reading.segments if segment.kind is SegmentKind.BOILERPLATE]
    edges = [0, *(edge for span in apart for edge in (span.start, span.end)), len(text)]
    between = (Span(*bounds) for bounds in zip(edges[::2], edges[1::2], strict=True) if bounds[0] < bounds[1])
    runs = (run for span in between for run in split_at_contacts(text, span))
    return [run for run, has_contact in runs if not has_contact and WORD.search(text, run.start, run.end)]


def plain(word: str) -> str:
    """Return a word in its one form: composed, in lower case, without soft hyphens."""
    return unicodedata.normalize("NFKC", word.replace("\u00ad", "")).casefold()


def numbered_words(text: str, stretches: Iterable[Span]) -> Iterator[tuple[int, Span, Span]]:
    """Yield each searched word of an article: its number, its place in the text, and the stretch that it is in."""
    number = 0
    for stretch in stretches:
        for match in WORD.finditer(text, stretch.start, stretch.end):
            yield number, Span(*match.span()), stretch
            number += 1
        number += STRETCH_GAP


@lru_cache(1 << 18)
def _folded(word: str) -> str:
    return fold(plain(word))


def keys_of(words: Sequence[str]) -> list[int]:
    """Return the key of each two words in a row."""
    return [zlib.crc32(f"{first} {second}".encode()) for first, second in pairwise(map(_folded, words))]


class PhraseBuilder:
    """Takes the articles one by one, numbers them from 0, and writes the files."""

    def __init__(self) -> None:
        self._keys = array("I")
        self._articles = array("i")
        self._words = array("i")
        self._count = 0

    def add(self, text: str, stretches: Sequence[Span]) -> int:
        """Add the next article's words; return its number."""
        words = list(numbered_words(text, stretches))
        keys = keys_of([span.of(text) for _, span, _ in words])
        for key, (number, _, stretch), (_, _, next_stretch) in zip(keys, words, words[1:], strict=False):
            if stretch == next_stretch:
                self._keys.append(key)
                self._articles.append(self._count)
                self._words.append(number)
        self._count += 1
        return self._count - 1

    def add_known(self, keys: npt.NDArray[np.uint32], words: npt.NDArray[np.int32]) -> int:
        """Add the next article as PhraseIndex.by_article has it; return its number."""
        self._keys.frombytes(keys.tobytes())
        self._words.frombytes(words.tobytes())
        self._articles.frombytes(np.full(len(keys), self._count, np.int32).tobytes())
        self._count += 1
        return self._count - 1

    def write(self, directory: Path) -> None:
        """Write the files into an existing directory."""
        keys = np.frombuffer(self._keys, np.uint32) if self._keys else np.empty(0, np.uint32)
        order = np.argsort(keys, kind="stable")
        places = np.empty((len(keys), 2), np.int32)
        for column, values in enumerate((self._articles, self._words)):
            places[:, column] = np.frombuffer(values, np.int32)[order] if values else ()
        np.save(directory / KEYS, keys[order], allow_pickle=False)
        np.save(directory / PLACES, places, allow_pickle=False)


class PhraseIndex:
    """The written files, mapped into memory."""

    def __init__(self, directory: Path) -> None:
        self._keys = np.load(directory / KEYS, mmap_mode="r", allow_pickle=False)
        self._places = np.load(directory / PLACES, mmap_mode="r", allow_pickle=False)
        if self._places.shape != (len(self._keys), 2):
            raise ValueError(f"places must be ({len(self._keys)}, 2), got {self._places.shape}")

    def __len__(self) -> int:
        return len(self._keys)

    def counts(self, keys: Sequence[int]) -> list[int]:
        """Return how often the two words of each key stand side by side."""
        first, last = self._bounds(keys)
        counts: list[int] = (last - first).tolist()
        return counts

    def places(self, key: int) -> npt.NDArray[np.int32]:
        """Return where the two words of a key stand: (n, 2) numbers of article and first word, in order."""
        first, last = self._bounds([key])
        return np.array(self._places[first[0] : last[0]])

    def by_article(self, count: int) -> list[tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32]]]:
        """Return for each of so many articles the keys of its words in a row, in order, and the first word of each."""
        articles, words = self._places[:, 0], self._places[:, 1]
        order = np.lexsort((words, articles))
        edges = np.searchsorted(articles[order], np.arange(1, count))
        return list(zip(np.split(self._keys[order], edges), np.split(words[order], edges), strict=True))

    def find(self, keys: Sequence[int], k: int) -> list[Place]:
        """Return the first k places where all the two words of these keys follow on one another.

        Args:
            keys: keys_of some words; at least one.
            k: places at most.
        """
        first, last = self._bounds(keys)
        found: Places | None = None
        for number in np.argsort(last - first, kind="stable").tolist():
            rows = self._places[first[number] : last[number]].astype(np.int64)
            begins = (rows[:, 0] << _ARTICLE) + rows[:, 1] - number
            begins = begins[rows[:, 1] >= number]
            found = begins if found is None else found[np.isin(found, begins, assume_unique=True)]
            if not len(found):
                return []
        assert found is not None  # noqa: S101  there is at least one key
        return [Place(int(place >> _ARTICLE), int(place & ((1 << _ARTICLE) - 1))) for place in np.sort(found)[:k]]

    def _bounds(self, keys: Sequence[int]) -> tuple[Places, Places]:
        wanted = np.asarray(keys, np.uint32)
        return np.searchsorted(self._keys, wanted, "left"), np.searchsorted(self._keys, wanted, "right")
