"""The nearest units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import index.vectors
from index.encoding import Vectors
from index.errors import DimensionError
from index.vectors import VectorIndex, build_index, write_index

EAST, NORTH, WEST, BETWEEN = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.6, 0.8)


def unit(rows: list[tuple[float, ...]]) -> Vectors:
    """Return float32 rows of unit length."""
    vectors = np.array(rows, np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def topics(count: int, *, seed: int = 0, dimension: int = 16) -> Vectors:
    """Return vectors around fifty directions."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(7).standard_normal((50, dimension))
    vectors = centres[random.integers(0, 50, count)] + 0.3 * random.standard_normal((count, dimension))
    return unit(vectors.tolist())


@pytest.fixture
def four() -> VectorIndex:
    """Return an index of four directions; the last is the first again."""
    vectors = unit([EAST, NORTH, WEST, BETWEEN, EAST])
    return VectorIndex(build_index(vectors), vectors)


def found(index: VectorIndex, query: tuple[float, ...], k: int, allowed: list[int] | None = None) -> list[list[float]]:
    """Return [row, cosine] of each hit."""
    rows = None if allowed is None else np.array(allowed, np.int64)
    ((numbers, cosines),) = index.search(np.array([query], np.float32), k, rows)
    return [[int(number), round(float(cosine), 6)] for number, cosine in zip(numbers, cosines, strict=True)]


def test_hits_are_cosines_best_first_and_equal_ones_in_order(four: VectorIndex) -> None:
    """The length of the query does not matter."""
    assert found(four, (5.0, 0.0), 5) == [[0, 1.0], [4, 1.0], [3, 0.6], [1, 0.0], [2, -1.0]]


def test_k_is_capped_and_may_be_nothing(four: VectorIndex) -> None:
    """More than there is gives all there is."""
    assert len(found(four, EAST, 99)) == 5
    assert found(four, EAST, 0) == []


def test_only_allowed_rows_are_found(four: VectorIndex) -> None:
    """Nothing outside the subset, however near it is."""
    assert found(four, EAST, 5, [1, 2]) == [[1, 0.0], [2, -1.0]]
    assert found(four, EAST, 5, []) == []


def test_of_many_equal_vectors_the_first_ones_are_returned() -> None:
    """FAISS itself returns any of them."""
    vectors = unit([EAST] * 200)
    index = VectorIndex(build_index(vectors), vectors)
    assert [row for row, _ in found(index, EAST, 3)] == [0, 1, 2]


@pytest.mark.parametrize("shape", [(2,), (1, 3), (1, 1, 2)])
def test_a_query_of_another_shape_is_refused(four: VectorIndex, shape: tuple[int, ...]) -> None:
    """The message says what was expected and what was got."""
    with pytest.raises(DimensionError, match=r"\(n, 2\), got"):
        four.search(np.ones(shape, np.float32), 1)


@given(arrays.arrays(np.float32, (12, 4), elements=st.integers(-5, 5)), st.integers(1, 12), st.sets(st.integers(0, 11)))
def test_search_equals_comparing_with_every_vector(vectors: Vectors, k: int, allowed: set[int]) -> None:
    """Rows and cosines are those of the plain computation, with and without a subset."""
    vectors = np.where(np.abs(vectors).sum(axis=1, keepdims=True) > 0, vectors, np.float32(1))
    vectors = np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
    index = VectorIndex(build_index(vectors), vectors)
    cosines = np.einsum("ij,j->i", vectors.astype(np.float64), vectors[0].astype(np.float64)).round(6).clip(-1, 1)
    for rows in (list(range(12)), sorted(allowed)):
        ((numbers, scores),) = index.search(vectors[:1], k, None if len(rows) == 12 else np.array(rows, np.int64))
        expected = sorted(rows, key=lambda row: (-cosines[row], row))[:k]
        assert numbers.tolist() == expected
        assert scores == pytest.approx(cosines[expected], abs=2e-6)


def test_a_stored_index_is_mapped_back(tmp_path: Path) -> None:
    """Files give what the memory gave."""
    vectors = topics(300)
    np.save(tmp_path / "v.npy", vectors)
    write_index(build_index(vectors), tmp_path / "v.faiss")
    opened = VectorIndex.open(tmp_path / "v.faiss", tmp_path / "v.npy")
    ((rows, scores),) = opened.search(vectors[:1], 3)
    assert len(opened) == 300
    assert (int(rows[0]), float(scores[0])) == (0, 1.0)


def clustered(monkeypatch: pytest.MonkeyPatch, vectors: Vectors) -> VectorIndex:
    """Return the index that a large corpus gets."""
    monkeypatch.setattr(index.vectors, "FLAT_UP_TO", 1000)
    return VectorIndex(build_index(vectors), vectors)


@pytest.mark.parametrize("allowed", [None, np.arange(0, 6000, 3), np.arange(5, 6000, 60)], ids=["all", "third", "few"])
def test_clusters_find_nearly_what_a_whole_scan_finds(
    monkeypatch: pytest.MonkeyPatch, allowed: npt.NDArray[np.int64] | None
) -> None:
    """Recall of the 50 nearest is at least 0.97, and the cosines are exact."""
    vectors, queries = topics(6000), topics(30, seed=1)
    exact = VectorIndex(build_index(vectors), vectors)
    large = clustered(monkeypatch, vectors)
    recalls = []
    for query in queries:
        ((expected, _),) = exact.search(query[None], 50, allowed)
        ((rows, cosines),) = large.search(query[None], 50, allowed)
        recalls.append(len(np.intersect1d(rows, expected)) / 50)
        assert cosines == pytest.approx(vectors[rows] @ query, abs=2e-6)
        assert allowed is None or set(rows.tolist()) <= set(allowed.tolist())
    assert np.mean(recalls) >= 0.97
