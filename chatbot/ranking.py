"""Candidates become an order: what each of them shares with the question, in meaning and in words."""

from __future__ import annotations

import statistics
import threading
from collections import OrderedDict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from chatbot.keywords import find_concepts
from corpus.records import Span
from index.chunks import UnitKind
from index.encoding import Vectors
from index.generation import Allowed, DenseHit, Generation

UNITS = 200
"""Units that the dense leg hands over; a record has about three."""
WORD_HITS = 50
NEAREST = 10
"""Candidates among whose words the question's are looked for; as many in a large corpus as in a small one."""
REMEMBERED_FILTERS = 500


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
    language: str | None,
) -> list[Candidate]:
    """Return the records that may answer, in no order that means anything.

    Args:
        generation: the index.
        background: of the allowed records.
        vector: (dim,) the question's.
        text: what is asked, without place and person.
        allowed: record numbers that may be found; None for all.
        passages: numbers of the records that are passages.
        language: of the question, ISO 639-1; None where its words say nothing about what is asked.
    """
    nearest: dict[int, DenseHit] = {}
    chunks: dict[int, float] = {}
    hits = generation.search_dense(vector, UNITS, allowed)
    for hit in hits:
        nearest.setdefault(hit.record, hit)
        if hit.kind is UnitKind.CHUNK:
            chunks.setdefault(hit.record, hit.score)
    lowest = hits[-1].score if hits else 0.0
    concepts = find_concepts(generation, text, language) if language else []
    shares = generation.share(concepts, allowed) if concepts else None
    worded = shares.best(WORD_HITS) if shares else []
    records = [*nearest, *(record for record in worded if record not in nearest)]
    missing = shares.missing(records[:NEAREST]) if shares else 0.0

    def candidate(record: int) -> Candidate:
        hit = nearest.get(record)
        features = Features(
            unit=((hit.score if hit else lowest) - background.unit_mean) / background.unit_spread,
            chunk=(chunks.get(record, lowest) - background.chunk_mean) / background.chunk_spread,
            covered=shares.covered(record) if shares else 0.0,
            missing=missing,
            worded=1.0 if shares else 0.0,
            told=1.0 if record in passages else 0.0,
        )
        return Candidate(record, features, hit.span if hit else None, hit is not None and hit.kind is UnitKind.SENTENCE)

    return [candidate(record) for record in records]
