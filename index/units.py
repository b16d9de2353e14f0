"""Units encoded in batches and written row by row; vectors of texts that were encoded before are reused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import numpy.typing as npt

from index.chunks import Unit, UnitKind
from index.encoding import Encoder, Vectors
from index.manifest import TOKENS, UNIT, UNITS, VECTORS
from index.tokens import TokenRows, token_rows

ENCODED_AT_ONCE = 512

Hashes = npt.NDArray[np.uint64]
Units = npt.NDArray[np.void]


class KnownVectors:
    """The vectors of the generation before, by the hash of the text."""

    def __init__(self, units: Units, vectors: Vectors, tokens: TokenRows) -> None:
        """Take (n,) units, the vector of each, and the tokens of all; the latter two may be memory maps."""
        # Of equal texts a context first: it has tokens, and the others have not.
        self._order = np.lexsort((units["kind"], units["text"][:, 0]))
        self._hashes = units["text"][self._order]
        self._units = units
        self._vectors = vectors
        self._tokens = tokens

    @classmethod
    def none(cls) -> Self:
        """Return what knows no text."""
        return cls(np.empty(0, UNIT), np.empty((0, 0), np.float32), np.empty((0, 0), np.int8))

    def rows(self, units: Units) -> npt.NDArray[np.int64]:
        """Return the row of each unit's text; -1 where it, or the tokens of a context, are not known."""
        if not len(self._hashes):
            return np.full(len(units), -1, np.int64)
        hashes = units["text"]
        place = np.searchsorted(self._hashes[:, 0], hashes[:, 0]).clip(max=len(self._hashes) - 1)
        rows = self._order[place]
        # Both halves must agree. Two texts that share the first half hide one another, and are encoded again.
        found = (self._hashes[place] == hashes).all(axis=1) & (self._units["kind"][rows] <= units["kind"])
        return np.where(found, rows, -1)

    def __getitem__(self, row: int) -> tuple[Vectors, TokenRows]:
        """Return the vector and the tokens of a row, as they are stored."""
        first, last = self._units["tokens"][row]
        return np.asarray(self._vectors[row]), np.asarray(self._tokens[first:last])


class RowWriter:
    """Writes a .npy file row by row; how many rows there are is filled in at the end."""

    def __init__(self, file: IO[bytes], dtype: npt.DTypeLike) -> None:
        self._file = file
        self._dtype = np.dtype(dtype)
        self._columns: tuple[int, ...] = ()
        self.count = 0

    def _write_header(self) -> None:
        self._file.seek(0)
        description = {
            "descr": np.lib.format.dtype_to_descr(self._dtype),
            "fortran_order": False,
            "shape": (self.count, *self._columns),
        }
        # numpy pads the header so that the first number may grow in place.
        np.lib.format.write_array_header_1_0(self._file, description)

    def add(self, rows: npt.NDArray[Any]) -> None:
        """Write the next rows, which have as many columns as the first ones."""
        if not self.count:
            self._columns = rows.shape[1:]
            self._write_header()
        self._file.write(np.ascontiguousarray(rows, self._dtype).tobytes())
        self.count += len(rows)

    def finish(self) -> None:
        """Fill in how many rows there are."""
        self._write_header()


class UnitWriter:
    """Encodes units in batches and writes their rows, vectors and tokens; use it in a with statement."""

    def __init__(self, directory: Path, encoder: Encoder, known: KnownVectors) -> None:
        self._encoder = encoder
        self._known = known
        self._waiting: list[tuple[int, Unit]] = []
        self.encoded = 0
        self._files = ExitStack()
        self._units, self._vectors, self._tokens = (
            RowWriter(self._files.enter_context((directory / name).open("wb")), dtype)
            for name, dtype in ((UNITS, UNIT), (VECTORS, np.float32), (TOKENS, np.int8))
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._files:
            if error is None:
                self._flush()
                for file in (self._units, self._vectors, self._tokens):
                    file.finish()

    @property
    def count(self) -> int:
        """Units that were written."""
        return self._units.count

    @property
    def tokens(self) -> int:
        """Tokens that were written."""
        return self._tokens.count

    def add(self, record: int, units: Iterable[Unit]) -> None:
        """Take the units of the next record; they are written when a batch is full."""
        self._waiting += [(record, unit) for unit in units]
        if len(self._waiting) >= ENCODED_AT_ONCE:
            self._flush()

    def copy(self, record: int, units: Units, vectors: Vectors, tokens: TokenRows) -> None:
        """Write the units of the next records as another generation has them.

        Args:
            record: number of the first of the records.
            units: (n,) all units of these records.
            vectors: (n, dim) of theirs.
            tokens: of theirs, one after the other.
        """
        self._flush()
        if not len(units):
            return
        rows = units.copy()
        rows["record"] += record - units["record"][0]
        rows["tokens"] += self._tokens.count - units["tokens"][0, 0]
        self._units.add(rows)
        self._vectors.add(vectors)
        self._tokens.add(tokens)

    def _flush(self) -> None:
        """Encode and write what is waiting."""
        if not self._waiting:
            return
        texts = [unit.text for _, unit in self._waiting]
        rows = np.zeros(len(texts), UNIT)
        rows["record"] = [record for record, _ in self._waiting]
        rows["start"] = [unit.span.start for _, unit in self._waiting]
        rows["end"] = [unit.span.end for _, unit in self._waiting]
        rows["kind"] = [unit.kind for _, unit in self._waiting]
        rows["text"] = _hashes(texts)
        vectors, tokens = zip(*self._encoded(texts, rows), strict=True)
        whole = [
            found if kind == UnitKind.CONTEXT else found[:0] for found, kind in zip(tokens, rows["kind"], strict=True)
        ]
        ends = self._tokens.count + np.cumsum([len(found) for found in whole])
        rows["tokens"] = np.column_stack([[self._tokens.count, *ends[:-1]], ends])
        self._units.add(rows)
        self._vectors.add(np.stack(vectors))
        self._tokens.add(np.concatenate(whole))
        self._waiting = []

    def _encoded(self, texts: Sequence[str], units: Units) -> Iterator[tuple[Vectors, TokenRows]]:
        """Yield vector and tokens of each unit."""
        known = self._known.rows(units).tolist()
        new = {text: None for text, row in zip(texts, known, strict=True) if row < 0}
        places = {text: place for place, text in enumerate(new)}
        encoded = self._encoder.encode_passages(list(new)) if new else None
        self.encoded += len(new)
        for text, row in zip(texts, known, strict=True):
            if encoded is None or row >= 0:
                yield self._known[row]
            else:
                yield encoded.vectors[places[text]], token_rows(encoded.tokens[places[text]])


def _hashes(texts: Sequence[str]) -> Hashes:
    """Return (len(texts), 2): 128 bits of each text."""
    joined = b"".join(hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts)
    return np.frombuffer(joined, "<u8").reshape(-1, 2)
