"""Words of a text that stand in a row in an article too, whatever stands before and after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.phrases import PhraseIndex, keys_of

Hits = npt.NDArray[np.int64]
"""(n, 3): article, how far its word is ahead of the given one, number of the given word."""

LOOKED_AT = 30_000
"""Rows of the index of phrases; the rarest pairs of words first, and those always."""
ALWAYS = 12
"""Pairs of words, the rarest, that are looked at however many rows they have."""
RUNS = 150
"""Stretches of an article that are put together; the longest."""
ARTICLES = 10


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words of the given text that stand in a row in an article too: number of the first in each, and how many."""

    place: int
    given: int
    length: int

    @property
    def diagonal(self) -> int:
        """How far the article's words are ahead of the given ones."""
        return self.place - self.given


def find_runs(words: Sequence[str], weights: Sequence[float], phrases: PhraseIndex) -> dict[int, list[Run]]:
    """Return number of an article -> runs of at least two of the given words, of the most promising articles.

    Args:
        words: given, plain.
        weights: how much each of them tells of where the text is from.
        phrases: of all articles.
    """
    keys = keys_of(words)
    counts = phrases.counts(keys)
    rows: list[Hits] = []
    total = 0
    for place, number in enumerate(sorted(range(len(keys)), key=lambda n: counts[n])):
        total += counts[number]
        if not counts[number] or (total > LOOKED_AT and place >= ALWAYS):
            continue
        found = phrases.places(keys[number]).astype(np.int64)
        rows.append(np.column_stack([found[:, 0], found[:, 1] - number, np.full(len(found), number)]))
    if not rows:
        return {}
    hits = np.concatenate(rows)
    hits = hits[np.lexsort((hits[:, 2], hits[:, 1], hits[:, 0]))]
    return _best_articles(hits, weights)


def _best_articles(
    hits: np.ndarray[tuple[int, int], np.dtype[np.int64]], weights: Sequence[float]
) -> dict[int, list[Run]]:
    """Return the runs of those articles that have the weightiest."""
    breaks = np.flatnonzero((np.diff(hits[:, :2], axis=0) != 0).any(axis=1) | (np.diff(hits[:, 2]) != 1)) + 1
    first, last = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(hits)]]) - 1
    summed = np.concatenate([[0.0], np.cumsum(weights)])
    weight = summed[hits[last, 2] + 2] - summed[hits[first, 2]]
    runs: dict[int, list[Run]] = defaultdict(list)
    for number in np.argsort(-weight, kind="stable").tolist():
        article, diagonal, given = hits[first[number]].tolist()
        if len(runs[article]) < RUNS and (runs[article] or len(runs) <= ARTICLES):
            runs[article].append(Run(given + diagonal, given, int(last[number] - first[number]) + 2))
    return {article: found for article, found in runs.items() if found}
