"""Questions are put together by what they ask."""

from __future__ import annotations

import numpy as np
import pytest

from index.clusters import cluster, nearest
from index.question_index import pack
from tests.index.fakes import FakeEncoder

ENCODER = FakeEncoder(256)


def packed(*texts: str) -> list[bytes]:
    """Return vectors as they are stored."""
    return pack(ENCODER.encode_queries(texts).vectors)


def test_like_questions_are_a_group() -> None:
    """The largest first, and first in it the one that is nearest to the others; every question is in one group."""
    groups = cluster(
        packed(
            "Var ligger parkeringen?",
            "Får man jobba hemifrån ibland?",
            "Får man jobba hemifrån?",
            "Får man jobba hemifrån ofta?",
        )
    )
    assert groups == [[2, 1, 3], [0]]


@pytest.mark.parametrize(("texts", "groups"), [((), []), (("Vad?",), [[0]]), (("Vad?", "Vad?"), [[0, 1]])])
def test_few_questions_are_grouped_too(texts: tuple[str, ...], groups: list[list[int]]) -> None:
    """Also where there is nothing to compare."""
    assert cluster(packed(*texts)) == groups


def test_the_nearest_group_is_found() -> None:
    """With the cosine to the nearest of its questions."""
    others = [packed("Får man handledning?", "Hur är lönen?"), packed("Hur är cheferna?")]
    ((place, cosine), (other, _)) = nearest(packed("Hur är lönen?", "Hur är chefen?"), others)
    assert (place, other) == (0, 1)
    assert cosine == pytest.approx(1.0, abs=0.01)
    assert nearest([], others) == []


def test_packed_vectors_may_have_any_length() -> None:
    """Only their direction counts."""
    short = [np.asarray([10, 0], np.int8).tobytes(), np.asarray([100, 1], np.int8).tobytes()]
    assert [sorted(group) for group in cluster(short)] == [[0, 1]]
