"""Questions that ask about the same thing, put together by their vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.encoding import to_unit_length

_TOGETHER = 0.7
"""Mean cosine that the questions of a group have to each other.

Of 0.60 to 0.85 in steps of 0.05 this one puts the project's labelled questions together most as their topics do
(adjusted Rand index 0.29; 0.26 at 0.65, 0.19 at 0.75).
"""


def cluster(packed: Sequence[bytes]) -> list[list[int]]:
    """Return the groups of some questions, the largest first, every question in one.

    It takes time and memory with the square of their number: some 2,000 a second or two, 32 MB.

    Args:
        packed: vectors as index.question_index packs them.

    Returns:
        Places in packed; first in a group the one that is nearest to all others.
    """
    if len(packed) < 2:  # noqa: PLR2004 - the library wants two
        return [[0]] if packed else []
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - seconds to import

    cosines = _cosines(packed, packed)
    apart = np.clip(1.0 - cosines, 0.0, 2.0)
    method = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - _TOGETHER
    )
    labels = method.fit(apart).labels_
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return sorted((_middle_first(group, cosines) for group in groups), key=lambda group: (-len(group), group[0]))


def nearest(packed: Sequence[bytes], others: Sequence[Sequence[bytes]]) -> list[tuple[int, float]]:
    """Return for each question the group of others that has the one nearest to it, and their cosine.

    Args:
        packed: vectors of questions.
        others: of each group its vectors, at least one.
    """
    if not packed:
        return []
    best = np.stack([_cosines(packed, group).max(axis=1) for group in others], axis=1)
    places = best.argmax(axis=1)
    return [(int(place), float(best[row, place])) for row, place in enumerate(places)]


def _middle_first(group: npt.NDArray[np.intp], cosines: npt.NDArray[np.float32]) -> list[int]:
    """Return a group with its middle first; the rest as it came."""
    middle = int(group[cosines[np.ix_(group, group)].sum(axis=1).argmax()])
    return [middle, *(int(place) for place in group if place != middle)]


def _cosines(some: Sequence[bytes], others: Sequence[bytes]) -> npt.NDArray[np.float32]:
    found: npt.NDArray[np.float32] = _unpacked(some) @ _unpacked(others).T
    return found


def _unpacked(packed: Sequence[bytes]) -> npt.NDArray[np.float32]:
    vectors = np.stack([np.frombuffer(one, np.int8) for one in packed]).astype(np.float32)
    return to_unit_length(vectors)
