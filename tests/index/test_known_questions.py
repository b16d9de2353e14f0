"""Known questions lead from an applicant's words to what answers others like hers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.known_questions import KnownQuestions, as_question
from index.model import bundled_fingerprint

AXES = np.eye(6, dtype=np.float32)


def known() -> KnownQuestions:
    """Return three questions: two answered by one quote, the third by another."""
    return KnownQuestions(AXES[[0, 1, 2]], AXES[[4, 5]], np.array([0, 0, 1]))


def test_a_question_gets_the_answer_of_the_one_that_it_is_like() -> None:
    """And is told how like it is."""
    vectors, nearest = known().expand(AXES[[0, 2]])
    assert vectors == pytest.approx(AXES[[4, 5]], abs=1e-3)
    assert nearest == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("typed", ["Är det stressigt?", "är det stressigt", "ÄR DET STRESSIGT", "ÄR DET STRESSIGT?"])
def test_a_question_is_the_same_however_it_is_typed(typed: str) -> None:
    """Capitals and the question mark tell nothing of what is asked."""
    assert as_question(typed) == "Är det stressigt?"


def test_a_question_between_two_gets_some_of_both() -> None:
    """As much of each as it is like it."""
    between = (AXES[1] + AXES[2])[None] / np.sqrt(2, dtype=np.float32)
    vectors, nearest = known().expand(between)
    assert vectors[0, 4] == pytest.approx(vectors[0, 5])
    assert np.linalg.norm(vectors) == pytest.approx(1.0)
    assert nearest == pytest.approx([np.sqrt(0.5)])


def test_what_is_saved_is_opened_for_its_own_model_only(tmp_path: Path) -> None:
    """Vectors of two models have nothing to do with each other."""
    path = tmp_path / "known.npz"
    known().save("this model", path)
    assert KnownQuestions.open("another model", path) is None
    opened = KnownQuestions.open("this model", path)
    assert opened is not None
    assert opened.expand(AXES[[1]])[0] == pytest.approx(known().expand(AXES[[1]])[0], abs=0.01)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04"], ids=["missing", "empty", "cut off"])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    """Answers would be worse without anybody noticing."""
    path = tmp_path / "known.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match="installera om programmet"):
        KnownQuestions.open("this model", path)


def test_those_that_come_with_the_program_are_the_bundled_models() -> None:
    """Run make adapt after a change of the adapter, or of the pairs."""
    assert KnownQuestions.open(bundled_fingerprint()) is not None
