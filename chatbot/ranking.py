"""Candidates become an order: what each of them shares with the question, in meaning and in words."""

from __future__ import annotations

import math
import statistics
import threading
from collections import OrderedDict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import zip_longest

from chatbot.keywords import find_concepts
from corpus.records import Span
from index.chunks import UnitKind
from index.generation import Allowed, Generation
from index.legs import LEGS, Asked, score_legs

SMALLEST_SPREAD = 1e-6

UNITS = 200
"""Units that each dense search hands over; a record has about four."""
WORD_HITS = 20
NEAREST = 10
"""Candidates among whose words the question's are looked for; as many in a large corpus as in a small one."""
WEIGHED = 40
"""Candidates of the dense searches that are weighed in full; as many in a large corpus as in a small one."""
CHOICE = (10, 1000)
"""Records; what fewer and more of them make likely was never measured."""
REMEMBERED_FILTERS = 500
OF_FILTER = 10
"""Unrelated questions that a filter's mean is measured with: a visitor waits for it."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a candidate shares with the question; what confidence is computed from.

    The first six are in spreads above what unrelated questions reach (Background).

    Attributes:
        unit: cosine of its nearest sentence, or of the whole.
        chunk: cosine of the whole, with the interviewer's question.
        context: cosine of the whole with what stands around it in the article.
        late: late interaction with the same: mean over the question's tokens of the best cosine to one of its own.
        known: cosine of the whole to what answers known questions like this one.
        known_context: the same of the whole with what stands around it.
        choice: log10 of how many records may be found, within CHOICE: among many, something is more likely to answer.
        typical: how much more like a known question it is than most are; 0 where none are known.
        covered: idf-weighted share of the question's words that it has; 0 where words don't count.
        missing: idf-weighted share of the question's words that no near candidate has; 0 where
            words don't count.
        worded: 1.0 where words count (a question with words of its own), else 0.0.
        told: 1.0 for a passage of the article's narration, which answers less often, else 0.0.
    """

    unit: float = 0.0
    chunk: float = 0.0
    context: float = 0.0
    late: float = 0.0
    known: float = 0.0
    known_context: float = 0.0
    choice: float = 0.0
    typical: float = 0.0
    covered: float = 0.0
    missing: float = 0.0
    worded: float = 0.0
    told: float = 0.0


@dataclass(frozen=True, slots=True)
class Background:
    """How near unrelated questions come to some records: the zero of their scale.

    A cosine means nothing by itself: one model's unrelated texts have 0.75, another's 0.1, and
    the nearest of ten thousand is nearer than the nearest of ten.

    Attributes:
        size: how many records these are.
        means: of the best that each question reaches, one for each of index.legs.LEGS.
        spreads: their standard deviations.
    """

    size: int
    means: tuple[float, ...]
    spreads: tuple[float, ...]

    def above(self, scores: Sequence[float]) -> dict[str, float]:
        """Return a record's scores by leg, in spreads above the means."""
        legs = zip(LEGS, scores, self.means, self.spreads, strict=True)
        return {leg: (score - mean) / spread for leg, score, mean, spread in legs}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may answer.

    Attributes:
        record: its number in the generation.
        nearest: where its nearest unit lies in the article.
        is_sentence: whether that unit is one sentence of several.
    """

    record: int
    features: Features
    nearest: Span
    is_sentence: bool


class Backgrounds:
    """The backgrounds of one generation: of all its records, and of those that a filter leaves.

    The nearest of three records is farther from anything than the nearest of three hundred, so
    each filter has a zero of its own; measured once.
    """

    def __init__(self, generation: Generation, unrelated: Sequence[Asked]) -> None:
        """Measure the background of all records.

        Args:
            generation: the index.
            unrelated: questions on anything but the corpus's subject.
        """
        self._generation = generation
        self._unrelated = unrelated
        self._whole = self._measured(None)
        self._filtered: OrderedDict[tuple[int, int], Background] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, allowed: Sequence[int] | None) -> Background:
        """Return the background of these records; None for all."""
        if allowed is None:
            return self._whole
        key = len(allowed), hash(tuple(allowed))
        with self._lock:
            found = self._filtered.get(key)
        if found is None:
            # A handful of records tells a mean, but hardly a spread: that is the whole index's.
            found = replace(self._measured(allowed), spreads=self._whole.spreads)
        with self._lock:
            self._filtered[key] = found
            self._filtered.move_to_end(key)
            if len(self._filtered) > REMEMBERED_FILTERS:
                self._filtered.popitem(last=False)
        return found

    def _measured(self, allowed: Sequence[int] | None) -> Background:
        unrelated = self._unrelated if allowed is None else self._unrelated[:OF_FILTER]
        legs = list(zip(*(self._best(asked, allowed) for asked in unrelated), strict=True))
        spreads = (max(statistics.pstdev(leg), SMALLEST_SPREAD) for leg in legs)
        size = self._generation.counts.records if allowed is None else len(allowed)
        return Background(size, tuple(map(statistics.fmean, legs)), tuple(spreads))

    def _best(self, asked: Asked, allowed: Sequence[int] | None) -> list[float]:
        records = _near_records(self._generation, asked, allowed)
        scores, _ = score_legs(self._generation, asked, records)
        return [max(leg) for leg in zip(*scores, strict=True)]


def find_candidates(  # noqa: PLR0913 - each tells something else of the question
    generation: Generation,
    background: Background,
    asked: Asked,
    text: str,
    *,
    allowed: Allowed | None,
    passages: AbstractSet[int],
    language: str | None,
    taught: Sequence[int] = (),
) -> list[Candidate]:
    """Return the records that may answer, in no order that means anything.

    Args:
        generation: the index.
        background: of the allowed records, or of more than those.
        asked: the question's vectors.
        text: what is asked, without place and person.
        allowed: record numbers that may be found; None for all.
        passages: numbers of the records that are passages.
        language: of the question, ISO 639-1; None where its words say nothing about what is asked.
        taught: numbers of allowed records that are weighed even where the search does not find them.
    """
    concepts = find_concepts(generation, text, language) if language else []
    shares = generation.share(concepts, allowed) if concepts else None
    near = _near_records(generation, asked, allowed)
    records = list(dict.fromkeys([*near, *(shares.best(WORD_HITS) if shares else []), *taught]))
    scores, units = score_legs(generation, asked, records)
    missing = shares.missing(records[:NEAREST]) if shares else 0.0

    choice = math.log10(min(max(CHOICE[0], background.size), CHOICE[1]))

    def candidate(place: int, record: int) -> Candidate:
        features = Features(
            **background.above(scores[place]),
            choice=choice,
            typical=asked.typical,
            covered=shares.covered(record) if shares else 0.0,
            missing=missing,
            worded=1.0 if shares else 0.0,
            told=1.0 if record in passages else 0.0,
        )
        kind, span = generation.unit(units[place])
        return Candidate(record, features, span, kind is UnitKind.SENTENCE)

    return [candidate(place, record) for place, record in enumerate(records)]


def _near_records(generation: Generation, asked: Asked, allowed: Allowed | None) -> list[int]:
    """Return the records of the nearest units, the question's own and its known likes' in turn, nearest first."""
    found = [
        list(dict.fromkeys(hit.record for hit in hits))
        for hits in generation.search_dense_batch(asked.vectors, UNITS, allowed)
    ]
    in_turn = (record for pair in zip_longest(*found) for record in pair if record is not None)
    return list(dict.fromkeys(in_turn))[:WEIGHED]
