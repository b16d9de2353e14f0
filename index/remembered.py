"""Vectors of questions that are asked of again and again: each encoded once, and kept in a file."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from index.encoding import Encoded, Encoder, Vectors
from index.known_questions import as_question
from index.storage import write_bytes

AT_ONCE = 8


class RememberingEncoder:
    """A model that encodes no question twice, for those who ask the same ones again and again."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.fingerprint = encoder.fingerprint
        self.dimension = encoder.dimension
        self.max_tokens = encoder.max_tokens
        self.token_count = encoder.token_count
        self.encode_passages = encoder.encode_passages
        self._encoder = encoder
        self._known: dict[str, tuple[Vectors, Vectors]] = {}

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Encode questions; each alone, as a visitor's is: in a batch its vector is another in the last digit."""
        for text in texts:
            if text not in self._known:
                encoded = self._encoder.encode_queries([text])
                self._known[text] = encoded.vectors[0], encoded.tokens[0]
        if not texts:
            return self._encoder.encode_queries([])
        return Encoded(np.stack([self._known[text][0] for text in texts]), tuple(self._known[t][1] for t in texts))


class RememberedQuestions:
    """Gives the vectors of questions, as index.legs.Asker does; of those that it gave last it knows them.

    The file has no words, only a hash of each question; it is made anew wherever it does not fit.
    """

    def __init__(self, encoder: Encoder, file: Path | None) -> None:
        """Read what the file has; None keeps nothing but in memory."""
        self._encoder = encoder
        self._file = file
        self._known = self._read() if file else {}

    def of(self, questions: Sequence[str]) -> Vectors:
        """Return (questions, dim) of unit length."""
        names = [hashlib.sha256(question.encode()).hexdigest() for question in questions]
        new = {name: text for name, text in zip(names, questions, strict=True) if name not in self._known}
        pairs = list(new.items())
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE]
            encoded = self._encoder.encode_queries([as_question(text) for _, text in some])
            self._known.update(zip((name for name, _ in some), encoded.vectors, strict=True))
        if self._known.keys() != set(names):
            self._known = {name: self._known[name] for name in names}
            self._write()
        elif new:
            self._write()
        if not names:
            return np.empty((0, self._encoder.dimension), np.float32)
        return np.stack([self._known[name] for name in names])

    def _read(self) -> dict[str, Vectors]:
        try:
            with np.load(str(self._file), allow_pickle=False) as stored:
                if str(stored["fingerprint"]) != self._encoder.fingerprint:
                    return {}
                return dict(zip(stored["names"].tolist(), stored["vectors"], strict=True))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return {}

    def _write(self) -> None:
        if self._file is None:
            return
        out = io.BytesIO()
        vectors = np.stack(list(self._known.values())) if self._known else np.empty((0, 0), np.float32)
        names = np.array(list(self._known), dtype=np.str_)
        np.savez(out, fingerprint=np.array(self._encoder.fingerprint), names=names, vectors=vectors)
        # Whoever may only read the data directory encodes them each time.
        with contextlib.suppress(OSError):
            write_bytes(self._file, out.getvalue())
