"""Texts become vectors of unit length."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from index.storage import Progress, silent

if TYPE_CHECKING:  # seconds to import, and only index.model needs it at run time
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

BATCH = 32
SECONDS_BETWEEN_REPORTS = 2.0


class Identity(Protocol):
    """Which model it is."""

    @property
    def name(self) -> str:
        """The model's name for people."""

    @property
    def fingerprint(self) -> str:
        """Equal for two models exactly if they give the same vectors."""


class Encoder(Identity, Protocol):
    """What the index asks of a model. Safe to call from several threads."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens that the model reads of a text; the rest is ignored."""

    def token_count(self, text: str) -> int:
        """Return the tokens of text as a passage, prompt and special tokens included."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32 of unit length."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return (len(texts), dimension) float32 of unit length."""


class SentenceEncoder:
    """A sentence-transformers model with its own prompts, in float32."""

    def __init__(self, model: SentenceTransformer, *, name: str, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or 512)
        self._model = model
        self._passage_prompt = _passage_prompt(model)
        self._counter: Tokenizer | None = None
        # The fast tokenizers raise "Already borrowed" when two threads set padding at once.
        self._lock = threading.Lock()

    def token_count(self, text: str) -> int:
        """Return the tokens of text as a passage, prompt and special tokens included."""
        return len(self._counting_tokenizer().encode(self._passage_prompt + text))

    def _counting_tokenizer(self) -> Tokenizer:
        """Return a tokenizer of its own: the model's is set to cut and pad by every call, from whichever thread.

        It takes a second to make, and answering a question counts no tokens.
        """
        if self._counter is None:
            with self._lock:
                counter = Tokenizer.from_str(self._model.tokenizer.backend_tokenizer.to_str())
            counter.no_truncation()
            counter.no_padding()
            self._counter = counter
        return self._counter

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32 of unit length; an empty list gives (0, dimension)."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._lock:
            vectors = self._model.encode_query(
                list(texts), batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True
            )
        return np.ascontiguousarray(vectors, np.float32)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return (len(texts), dimension) float32 of unit length.

        The lock is taken batch by batch, so that visitors are answered while a long build goes on.
        """
        report = progress or silent
        vectors = np.empty((len(texts), self.dimension), np.float32)
        # Texts of like length share a batch: padding is computed like words.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        reported = time.monotonic()
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            with self._lock:
                vectors[rows] = self._model.encode_document(
                    [texts[i] for i in rows], batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True
                )
            if time.monotonic() - reported >= SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                report(f"Kodar texter: {start + len(rows)} av {len(order)}")
        return vectors

    def warm_up(self) -> None:
        """Encode once, so that the first visitor does not wait for what is done only once."""
        self.encode_queries(["Hur är det att arbeta inom socialtjänsten?"])


def _passage_prompt(model: SentenceTransformer) -> str:
    """Return the prompt that encode_document puts before a text."""
    for name in ("document", "passage", "corpus"):
        if model.prompts.get(name) is not None:
            return str(model.prompts[name])
    return ""
