"""Questions that ask the same are found by eight bits a number."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoding import Vectors, to_unit_length
from index.question_index import QuestionIndex, pack

DIMENSION = 64


def some_vectors(count: int, seed: int = 0) -> Vectors:
    """Return vectors of unit length."""
    return to_unit_length(np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32))


def test_cosines_are_those_of_the_vectors() -> None:
    """To two decimals; in their order, and only those that are near enough."""
    vectors = some_vectors(200)
    index = QuestionIndex(DIMENSION)
    index.add([(str(number), packed) for number, packed in enumerate(pack(vectors))])
    exact = vectors @ vectors[7]
    expected = sorted((number for number in range(200) if exact[number] > 0.2), key=lambda n: -exact[n])

    found = index.near(pack(vectors[7:8])[0], 200, at_least=0.15)

    assert found[0][0] == "7"
    assert {str(number) for number in expected} <= {id_ for id_, _ in found}
    assert [cosine for _, cosine in found] == pytest.approx([exact[int(id_)] for id_, _ in found], abs=0.02)
    assert all(cosine >= 0.15 for _, cosine in found)


def test_what_is_known_is_taken_once() -> None:
    """Following the database again adds nothing."""
    packed = pack(some_vectors(3))
    index = QuestionIndex(DIMENSION)
    index.add([("a", packed[0]), ("b", packed[1])])
    index.add([("b", packed[2]), ("c", packed[2]), ("c", packed[2])])

    assert len(index) == 3
    assert [id_ for id_, _ in index.near(packed[1], 1, at_least=0.9)] == ["b"]


def test_an_empty_index_finds_nothing() -> None:
    """Before the first question."""
    assert QuestionIndex(DIMENSION).near(pack(some_vectors(1))[0], 5, at_least=-1.0) == []
