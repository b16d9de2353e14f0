"""A question against some records: how near it is to each in meaning, one score a leg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.chunks import UnitKind
from index.encoding import Encoder, Vectors
from index.generation import Allowed, Generation
from index.known_questions import KnownQuestions, as_question

LEGS: Final = ("unit", "chunk", "context", "late", "known", "known_context")
"""Cosine of the nearest sentence or the whole; of the whole; of the whole with what stands around it; late interaction
with the same; and of the second and the third to what answers known questions like this one."""
USUAL = 0.81
"""Cosine that half of the labelled questions have to the known question nearest to them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched for.

    Attributes:
        vectors: (2, dim) its own, and that of what answers known questions like it.
        tokens: (n, token dim).
        typical: cosine of the nearest known question, above USUAL; 0.0 where none are known.
    """

    vectors: Vectors
    tokens: Vectors
    typical: float


class Asker:
    """Makes questions ready to be searched for."""

    def __init__(self, encoder: Encoder) -> None:
        """Take the model, and the known questions where it is the one that they were encoded with.

        Raises:
            ModelError: the known questions cannot be read.
        """
        self._encoder = encoder
        self._known = KnownQuestions.open(encoder.fingerprint)

    def ask(self, texts: Sequence[str]) -> list[Asked]:
        """Return the questions in their order."""
        encoded = self._encoder.encode_queries([as_question(text) for text in texts])
        own = encoded.vectors
        known, nearest = self._known.expand(own) if self._known else (own, np.full(len(own), USUAL))
        return [
            Asked(np.stack([own[i], known[i]]), tokens, float(nearest[i]) - USUAL)
            for i, tokens in enumerate(encoded.tokens)
        ]


def score_legs(generation: Generation, asked: Asked, records: Allowed) -> tuple[list[tuple[float, ...]], list[int]]:
    """Return each record's score in each of LEGS, and the row of the unit of its own words that is nearest.

    Args:
        generation: the index.
        asked: the question.
        records: their numbers, in any order.
    """
    cosines, nearest = generation.compare(asked.vectors, records)
    sentence, chunk, context = (cosines[:, kind] for kind in (UnitKind.SENTENCE, UnitKind.CHUNK, UnitKind.CONTEXT))
    unit = np.fmax(sentence[:, 0], chunk[:, 0])
    late = generation.late(asked.tokens, records).mean(axis=1)
    scores = np.column_stack([unit, chunk[:, 0], context[:, 0], late, chunk[:, 1], context[:, 1]])
    return [tuple(row) for row in scores.tolist()], nearest.tolist()
