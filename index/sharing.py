"""How much of what a question asks about the records have: its concepts, and the terms that may stand for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.lexical import LexicalIndex, Numbers


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question asks about.

    Attributes:
        weight: how much it tells, as its words' idf does; > 0.
        terms: term -> what it is worth that a record has it, in (0, 1]: 1 for the asked word itself, less for
            another one that may stand for it. No terms for what no record can have.
    """

    weight: float
    terms: Mapping[str, float]


class Shares:
    """What each record has of a question's concepts, as shares of their weight."""

    def __init__(self, index: LexicalIndex, concepts: Sequence[Concept], allowed: Numbers | None) -> None:
        """Look the concepts up.

        A record that has several terms of one concept has the best of them, not their sum: to say a thing in
        three ways is to say it once.

        Args:
            index: the records.
            concepts: at least one.
            allowed: record numbers that may be found; None for all.
        """
        weights = np.array([concept.weight for concept in concepts], np.float32)
        self._weights = weights / weights.sum()
        self._present = np.zeros((len(concepts), len(index)), np.float32)
        said = np.zeros_like(self._present)
        for row, concept in enumerate(concepts):
            for term, worth in concept.terms.items():
                records, shares = index.postings(term)
                self._present[row, records] = np.maximum(self._present[row, records], np.float32(worth))
                said[row, records] = np.maximum(said[row, records], np.float32(worth) * shares)
        self._covered = self._weights @ said
        if allowed is not None:
            kept = np.zeros_like(self._covered)
            kept[allowed] = self._covered[allowed]
            self._covered = kept

    def best(self, k: int) -> list[int]:
        """Return the k records that have most, best first; only those that have something, equal ones in order."""
        found = np.flatnonzero(self._covered > 0)
        if len(found) > k:
            least = np.partition(self._covered[found], len(found) - k)[len(found) - k]
            found = found[self._covered[found] >= least]
        return [int(record) for record in found[np.lexsort((found, -self._covered[found]))][:k]]

    def covered(self, record: int) -> float:
        """Return the share of the weight that a record has, as BM25 counts; in [0, 1)."""
        return float(self._covered[record])

    def missing(self, records: Sequence[int]) -> float:
        """Return the share of the weight, in [0, 1], that none of these records has."""
        if not records:
            return 1.0
        found = self._present[:, list(records)].max(axis=1)
        return float(1.0 - self._weights @ found)
