"""Candidates become an order: what each of them shares with the question, in meaning and in words."""

from __future__ import annotations

import statistics
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from chatbot.names import is_one_edit
from chatbot.parts import is_topical
from chatbot.related import related_words
from corpus.records import Span
from corpus.words import tokenize
from index.chunks import UnitKind
from index.encoding import Vectors
from index.generation import Allowed, DenseHit, Generation

UNITS = 200
"""Units that the dense leg hands over; a record has about three."""
WORD_HITS = 50
NEAREST = 10
"""Candidates among whose words the question's are looked for; as many in a large corpus as in a small one."""
RELATED = 0.6
"""What a word that asks for the same thing is worth beside the question's own."""
REMEMBERED_FILTERS = 500
_CORRECTED_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Background:
    """How near unrelated questions come to some records: the zero of their scale.

    A cosine means nothing by itself: one model's unrelated texts have 0.75, another's 0.1, and
    the nearest of ten thousand is nearer than the nearest of ten.
    """

    unit_mean: float
    unit_spread: float
    chunk_mean: float
    chunk_spread: float


@dataclass(frozen=True, slots=True)
class Features:
    """What a candidate shares with the question; what confidence is computed from.

    Attributes:
        unit: cosine of its nearest unit (a sentence or the whole), in spreads above the background.
        chunk: the same for its nearest whole.
        covered: idf-weighted share of the question's words that it has; 0 where words don't count.
        missing: idf-weighted share of the question's words that no near candidate has; 0 where
            words don't count.
        worded: 1.0 where words count (a question in Swedish with words of its own), else 0.0.
        told: 1.0 for a passage of the article's narration, which answers less often, else 0.0.
    """

    unit: float
    chunk: float
    covered: float
    missing: float
    worded: float
    told: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may answer.

    Attributes:
        record: its number in the generation.
        nearest: where its nearest unit lies in the article; None if only words lead to it.
        is_sentence: whether that unit is one sentence of several.
    """

    record: int
    features: Features
    nearest: Span | None
    is_sentence: bool


class Backgrounds:
    """The backgrounds of one generation: of all its records, and of those that a filter leaves.

    The nearest of three records is farther from anything than the nearest of three hundred, so
    each filter has a zero of its own; measured once.
    """

    def __init__(self, generation: Generation, unrelated: Vectors) -> None:
        """Measure the background of all records.

        Args:
            generation: the index.
            unrelated: (n, dim), the vectors of questions on anything but the corpus's subject.
        """
        self._generation = generation
        self._unrelated = unrelated
        self._whole = self._measured(None)
        self._filtered: OrderedDict[tuple[int, ...], Background] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, allowed: Sequence[int] | None) -> Background:
        """Return the background of these records; None for all."""
        if allowed is None:
            return self._whole
        key = tuple(allowed)
        with self._lock:
            found = self._filtered.get(key)
        if found is None:
            # A handful of records tells a mean, but hardly a spread: that is the whole index's.
            measured = self._measured(allowed)
            found = replace(self._whole, unit_mean=measured.unit_mean, chunk_mean=measured.chunk_mean)
        with self._lock:
            self._filtered[key] = found
            self._filtered.move_to_end(key)
            if len(self._filtered) > REMEMBERED_FILTERS:
                self._filtered.popitem(last=False)
        return found

    def _measured(self, allowed: Sequence[int] | None) -> Background:
        units, chunks = [], []
        for hits in self._generation.search_dense_batch(self._unrelated, UNITS, allowed):
            units.append(max((hit.score for hit in hits), default=0.0))
            chunks.append(max((hit.score for hit in hits if hit.kind is UnitKind.CHUNK), default=units[-1]))
        return Background(
            statistics.fmean(units),
            max(statistics.pstdev(units), 1e-6),
            statistics.fmean(chunks),
            max(statistics.pstdev(chunks), 1e-6),
        )


def find_candidates(
    generation: Generation,
    background: Background,
    vector: Vectors,
    text: str,
    *,
    allowed: Allowed | None,
    passages: AbstractSet[int],
    words_count: bool,
) -> list[Candidate]:
    """Return the records that may answer, in no order that means anything.

    Args:
        generation: the index.
        background: of the allowed records.
        vector: (dim,) the question's.
        text: what is asked, without place and person.
        allowed: record numbers that may be found; None for all.
        passages: numbers of the records that are passages.
        words_count: False for questions in another language than the corpus's.
    """
    nearest: dict[int, DenseHit] = {}
    chunks: dict[int, float] = {}
    hits = generation.search_dense(vector, UNITS, allowed)
    for hit in hits:
        nearest.setdefault(hit.record, hit)
        if hit.kind is UnitKind.CHUNK:
            chunks.setdefault(hit.record, hit.score)
    lowest = hits[-1].score if hits else 0.0
    words = content_words(generation, text) if words_count else []
    weight = sum(map(generation.idf, generation.terms(" ".join(words))))
    shared = _shared_words(generation, words, allowed) if weight else {}
    records = [*nearest, *(record for record in shared if record not in nearest)]
    missing = _missing_share(generation, words, records[:NEAREST]) if weight else 0.0

    def candidate(record: int) -> Candidate:
        hit = nearest.get(record)
        features = Features(
            unit=((hit.score if hit else lowest) - background.unit_mean) / background.unit_spread,
            chunk=(chunks.get(record, lowest) - background.chunk_mean) / background.chunk_spread,
            covered=shared.get(record, 0.0) / weight if weight else 0.0,
            missing=missing,
            worded=1.0 if weight else 0.0,
            told=1.0 if record in passages else 0.0,
        )
        return Candidate(record, features, hit.span if hit else None, hit is not None and hit.kind is UnitKind.SENTENCE)

    return [candidate(record) for record in records]


def _shared_words(generation: Generation, words: Iterable[str], allowed: Allowed | None) -> dict[int, float]:
    """Return record -> how much of the question's words it has: BM25, which grows towards the sum of their idf.

    Where a record lacks a word, words that ask for the same thing count instead, but less.
    """
    shared: dict[int, float] = {}
    for word in dict.fromkeys(words):
        own = {hit.record: hit.score for hit in generation.search_lexical(word, WORD_HITS, allowed)}
        most = RELATED * sum(map(generation.idf, generation.terms(word)))
        others = generation.search_lexical(" ".join(related_words(word)), WORD_HITS, allowed)
        for record, score in own.items():
            shared[record] = shared.get(record, 0.0) + score
        for hit in others:
            if hit.record not in own:
                shared[hit.record] = shared.get(hit.record, 0.0) + min(most, RELATED * hit.score)
    return shared


def content_words(generation: Generation, text: str) -> list[str]:
    """Return the words of a question that carry its topic, typing errors corrected to the corpus's words."""
    known = generation.words()
    words = [token.text.casefold() for token in tokenize(text)]
    return [
        word if any(map(generation.knows, generation.terms(word))) else _corrected(word, known)
        for word in filter(is_topical, words)
    ]


def _corrected(word: str, known: Mapping[str, int]) -> str:
    """Return the corpus's word that a word is one typing error away from, or the word itself."""
    if len(word) < _CORRECTED_LENGTH:
        return word
    near = [other for other in known if abs(len(other) - len(word)) <= 1 and is_one_edit(word, other)]
    return max(near, key=lambda other: known[other]) if near else word


def _missing_share(generation: Generation, words: Iterable[str], near: Sequence[int]) -> float:
    """Return the idf-weighted share of the words that none of the near records has."""
    total = found = 0.0
    for word in dict.fromkeys(words):
        weight = sum(map(generation.idf, generation.terms(word)))
        hits = generation.search_lexical(word, 1, near) if weight else []
        total += weight
        covered = generation.coverage(word, hits[0].record) if hits else 0.0
        if covered < RELATED and generation.search_lexical(" ".join(related_words(word)), 1, near):
            covered = RELATED
        found += weight * covered
    return 1.0 - found / total if total else 0.0
