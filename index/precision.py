"""Shorter numbers where the processor computes with them: reading the weights is most of what a question costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.encoding import SentenceEncoder

if TYPE_CHECKING:  # seconds to import, and only index.model needs it at run time
    from sentence_transformers import SentenceTransformer


def computes_bfloat16() -> bool:
    """Tell whether the processor multiplies bfloat16 itself; others are slower with it than with float32.

    It is asked, not timed, so that every process on a machine gives a question the same vector.
    """
    import torch  # noqa: PLC0415  seconds, with the model that is loaded

    found = torch.cpu.get_capabilities()
    return bool(found.get("avx512_bf16") or found.get("amx_bf16"))


def shorten_weights(
    model: SentenceTransformer, encoder: SentenceEncoder, texts: Sequence[str], *, smallest_cosine: float
) -> bool:
    """Round the weights to bfloat16, unless that turns a vector; return whether it was done.

    Measured on 500 Swedish quotes and questions, the worst cosine to float32 is 0.99996 for texts and 0.99986 for
    tokens; a generation may hold vectors of both kinds.

    Args:
        model: the one that encoder encodes with.
        encoder: asked before and after.
        texts: what is encoded.
        smallest_cosine: of any text's two vectors, for the weights to stay rounded.
    """
    import torch  # noqa: PLC0415  seconds, with the model that is loaded

    exact = [(weights, weights.data) for weights in model.parameters()]
    before = encoder.encode_queries(texts).vectors
    for weights, data in exact:
        weights.data = data.to(torch.bfloat16)
    worst = float(np.einsum("ij,ij->i", before, encoder.encode_queries(texts).vectors).min())
    if worst >= smallest_cosine:
        return True
    for weights, data in exact:
        weights.data = data
    return False
