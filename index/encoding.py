"""Texts become vectors of unit length: one of the whole text, and one of each of its tokens."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from index.storage import Progress, silent

if TYPE_CHECKING:  # seconds to import, and only index.model needs it at run time
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

BATCH = 32
SECONDS_BETWEEN_REPORTS = 2.0


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a model makes of some texts in one pass.

    Attributes:
        vectors: (texts, dim) float32 of unit length.
        tokens: of each text (its tokens, token dim) float32 of unit length, without the prompt and what the model puts
            around a text. Never empty: where a model gives no vectors of tokens, or a text has no token, the text's
            own vector stands for them.
    """

    vectors: Vectors
    tokens: tuple[Vectors, ...]


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

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Encode questions."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Encoded:
        """Encode what questions are answered with."""


class SentenceEncoder:
    """A sentence-transformers model with its own prompts; what it gives is float32, whatever it computes with."""

    def __init__(self, model: SentenceTransformer, *, name: str, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or 512)
        self._model = model.eval()
        self._query_prompt = _prompt(model, "query")
        self._passage_prompt = _prompt(model, "document", "passage", "corpus")
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

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Encode questions, all at once; no text gives (0, dimension) and no tokens."""
        if not texts:
            return Encoded(np.empty((0, self.dimension), np.float32), ())
        return self._encode(texts, "query", self._query_prompt)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Encoded:
        """Encode what questions are answered with.

        The lock is taken batch by batch, so that visitors are answered while a long build goes on.
        """
        report = progress or silent
        vectors = np.empty((len(texts), self.dimension), np.float32)
        tokens: dict[int, Vectors] = {}
        # Texts of like length share a batch: padding is computed like words.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        reported = time.monotonic()
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            encoded = self._encode([texts[i] for i in rows], "document", self._passage_prompt)
            vectors[rows] = encoded.vectors
            tokens.update(zip(rows, encoded.tokens, strict=True))
            if time.monotonic() - reported >= SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                report(f"Kodar texter: {start + len(rows)} av {len(order)}")
        return Encoded(vectors, tuple(tokens[i] for i in range(len(texts))))

    def _encode(self, texts: Sequence[str], task: str, prompt: str) -> Encoded:
        """Encode one batch.

        This is what the model's own encode does, which gives either the vectors of texts or those of tokens.
        """
        import torch  # noqa: PLC0415  seconds, and index.model has imported it when a model is there

        with self._lock, torch.inference_mode():
            features = self._model.preprocess(list(texts), prompt=prompt, task=task)
            # The tokenizer cuts and pads as it just did.
            encodings = self._model.tokenizer.backend_tokenizer.encode_batch([prompt + text for text in texts])
            found = self._model(features, task=task)
            vectors = to_unit_length(found["sentence_embedding"][:, : self.dimension].float().numpy())
            if "token_embeddings" not in found:
                return Encoded(vectors, tuple(vectors[:, None]))
            each = found["token_embeddings"].float().numpy()
        own = [_own_tokens(encoding, len(prompt)) for encoding in encodings]
        return Encoded(
            vectors,
            tuple(
                to_unit_length(each[row, places]) if places else vectors[row : row + 1]
                for row, places in enumerate(own)
            ),
        )

    def warm_up(self) -> None:
        """Encode once, so that the first visitor does not wait for what is done only once."""
        self.encode_queries(["Hur är det att arbeta inom socialtjänsten?"])


def _prompt(model: SentenceTransformer, *names: str) -> str:
    """Return the prompt that the model's own encode_query or encode_document would put before a text."""
    for name in (*names, model.default_prompt_name):
        if name is not None and model.prompts.get(name) is not None:
            return str(model.prompts[name])
    return ""


def _own_tokens(encoding: Encoding, prompt_length: int) -> list[int]:
    """Return the places of the tokens that are the text's own: not the prompt's, not the model's, no padding."""
    places = enumerate(zip(encoding.special_tokens_mask, encoding.offsets, strict=True))
    return [place for place, (is_special, (_, end)) in places if not is_special and end > prompt_length]


def to_unit_length(vectors: Vectors) -> Vectors:
    """Return vectors, (..., dim), as float32 of unit length; a zero stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.ascontiguousarray(vectors / np.maximum(norms, np.finfo(np.float32).tiny), np.float32)
