"""Questions that people ask, with what answers them: a bridge from an applicant's words to those of the profession.

A question like known ones is also searched for with the vectors of what answers those. It is pseudo-relevance feedback
(Rocchio 1971) whose documents were judged by people beforehand. The texts are the training pairs of the adapter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from index.encoding import Vectors, to_unit_length
from index.errors import ModelError
from index.tokens import token_rows

FILE = Path(__file__).parent / "adaptation" / "known_questions.npz"
NEIGHBOURS = 30
"""Known questions that count; 8 or 100 found as many fair quotes on the tune collections."""
SHARPNESS = 40.0
"""What cosines are multiplied with before the softmax that weighs the neighbours."""


def as_question(text: str) -> str:
    """Return a question as it would be printed: how somebody types must not decide what answers her."""
    text = text.lower() if text.isupper() else text
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else text + "?"


class KnownQuestions:
    """Vectors of known questions, and of what answers each; all of unit length."""

    def __init__(self, questions: Vectors, answers: Vectors, answer_of: npt.NDArray[np.int64]) -> None:
        """Take (questions, dim), (answers, dim), and each question's row of answers."""
        self._questions = questions
        self._answers = answers
        self._answer_of = answer_of

    @classmethod
    def open(cls, fingerprint: str, path: Path = FILE) -> Self | None:
        """Return those in a file; None if their vectors are another model's.

        Raises:
            ModelError: the file is missing or damaged.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                if str(stored["fingerprint"]) != fingerprint:
                    return None
                questions, answers = (
                    to_unit_length(stored[name].astype(np.float32)) for name in ("questions", "answers")
                )
                return cls(questions, answers, stored["answer_of"].astype(np.int64))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as exc:
            raise ModelError(f"{path} går inte att läsa ({exc}); installera om programmet") from exc

    def save(self, fingerprint: str, path: Path = FILE) -> None:
        """Write the vectors in whole numbers of eight bits."""
        np.savez(
            path,
            fingerprint=np.array(fingerprint),
            questions=token_rows(self._questions),
            answers=token_rows(self._answers),
            answer_of=self._answer_of.astype(np.int32),
        )

    def expand(self, vectors: Vectors) -> tuple[Vectors, Vectors]:
        """Return what answers the known questions nearest to some questions.

        Args:
            vectors: (n, dim) of unit length.

        Returns:
            (n, dim) of unit length, and (n,) the cosine of the nearest known question.
        """
        cosines = vectors @ self._questions.T
        count = min(NEIGHBOURS, cosines.shape[1])
        nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        near = np.take_along_axis(cosines, nearest, axis=1)
        best = near.max(axis=1)
        weights = np.exp(SHARPNESS * (near - best[:, None]))
        expanded = np.einsum("qn,qnd->qd", weights, self._answers[self._answer_of[nearest]])
        return expanded / np.linalg.norm(expanded, axis=1, keepdims=True), best
