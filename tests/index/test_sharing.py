"""What records have of a question's concepts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.lexical import LexicalIndex, build_lexical
from index.sharing import Concept, Shares

TEXTS = ("polis hot", "polis polis våld", "lager", "våld")


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    """Return an index of four texts."""
    build_lexical(TEXTS, tmp_path / "lexical")
    return LexicalIndex(tmp_path / "lexical")


ASKED = (Concept(3.0, {"hot": 1.0, "våld": 0.5}), Concept(1.0, {"polis": 1.0}), Concept(4.0, {}))


def test_the_best_term_of_a_concept_counts(index: LexicalIndex) -> None:
    """Weighed by the concept; what has nothing is not among the best."""
    shares = Shares(index, ASKED, None)
    hot, first, second, alone = (
        float(index.postings(term)[1][place]) for term, place in (("hot", 0), ("polis", 0), ("våld", 0), ("våld", 1))
    )
    assert shares.covered(0) == pytest.approx((3 * hot + first) / 8)
    assert shares.covered(1) == pytest.approx((3 * 0.5 * second + float(index.postings("polis")[1][1])) / 8)
    assert shares.covered(3) == pytest.approx(3 * 0.5 * alone / 8)
    assert shares.covered(2) == 0.0
    assert shares.best(10) == [0, 1, 3]
    assert shares.best(1) == [0]


def test_what_none_of_the_records_has_is_missing(index: LexicalIndex) -> None:
    """However often the others have it; a lesser term leaves a part missing."""
    shares = Shares(index, ASKED, None)
    assert shares.missing([0, 2]) == pytest.approx(4 / 8)
    assert shares.missing([1]) == pytest.approx((4 + 1.5) / 8)
    assert shares.missing([2]) == shares.missing([]) == 1.0


def test_only_allowed_records_are_found(index: LexicalIndex) -> None:
    """The others share nothing."""
    shares = Shares(index, ASKED, np.array([1], np.int32))
    assert shares.best(10) == [1]
    assert shares.covered(0) == 0.0


def test_postings_tell_how_much_of_a_term_a_record_has(index: LexicalIndex) -> None:
    """More of it, and less else, is more; an unknown term is nowhere."""
    records, shares = index.postings("polis")
    assert records.tolist() == [0, 1]
    assert 0 < shares[0] < shares[1] < 1
    assert len(index.postings("rymdfärja")[0]) == 0
