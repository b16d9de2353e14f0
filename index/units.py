"""Units encoded in batches and written row by row; vectors of texts that were encoded before are reused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from index.chunks import Unit
from index.encoding import Encoder, Vectors
from index.manifest import UNIT

ENCODED_AT_ONCE = 512

Hashes = npt.NDArray[np.uint64]


class KnownVectors:
    """The vectors of the generation before, by the hash of the text."""

    def __init__(self, hashes: Hashes, vectors: Vectors) -> None:
        self._order = np.argsort(hashes[:, 0], kind="stable")
        self._hashes = hashes[self._order]
        self._vectors = vectors

    def rows(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """Return the row of each text's vector; -1 where it is not known."""
        if not len(self._hashes):
            return np.full(len(hashes), -1, np.int64)
        place = np.searchsorted(self._hashes[:, 0], hashes[:, 0]).clip(max=len(self._hashes) - 1)
        # Both halves must agree. Two texts that share the first half hide one another, and are encoded again.
        return np.where((self._hashes[place] == hashes).all(axis=1), self._order[place], -1)

    def __getitem__(self, rows: npt.NDArray[np.int64]) -> Vectors:
        return np.asarray(self._vectors[rows])


class RowWriter:
    """Writes a .npy file row by row; how many rows there are is filled in at the end."""

    def __init__(self, file: IO[bytes], dtype: npt.DTypeLike, columns: tuple[int, ...]) -> None:
        self._file = file
        self._dtype = np.dtype(dtype)
        self._columns = columns
        self.count = 0
        self._write_header()

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
        """Write the next rows."""
        self._file.write(np.ascontiguousarray(rows, self._dtype).tobytes())
        self.count += len(rows)

    def finish(self) -> None:
        """Fill in how many rows there are."""
        self._write_header()


class UnitWriter:
    """Encodes units in batches and writes their rows and vectors."""

    def __init__(self, units: RowWriter, vectors: RowWriter, encoder: Encoder, known: KnownVectors) -> None:
        self._units = units
        self._vectors = vectors
        self._encoder = encoder
        self._known = known
        self._waiting: list[tuple[int, Unit]] = []
        self.encoded = 0

    def add(self, record: int, units: Iterable[Unit]) -> None:
        """Take the units of the next record; they are written when a batch is full."""
        self._waiting += [(record, unit) for unit in units]
        if len(self._waiting) >= ENCODED_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Encode and write what is waiting."""
        rows = np.zeros(len(self._waiting), UNIT)
        rows["record"] = [record for record, _ in self._waiting]
        rows["start"] = [unit.span.start for _, unit in self._waiting]
        rows["end"] = [unit.span.end for _, unit in self._waiting]
        rows["kind"] = [unit.kind for _, unit in self._waiting]
        rows["text"] = _hashes([unit.text for _, unit in self._waiting])
        self._units.add(rows)
        self._vectors.add(self._vectors_of([unit.text for _, unit in self._waiting], rows["text"]))
        self._waiting = []

    def _vectors_of(self, texts: Sequence[str], hashes: Hashes) -> Vectors:
        known = self._known.rows(hashes)
        vectors = np.empty((len(texts), self._encoder.dimension), np.float32)
        vectors[known >= 0] = self._known[known[known >= 0]]
        new = np.flatnonzero(known < 0)
        new_texts = [texts[int(row)] for row in new]
        places = {text: place for place, text in enumerate(dict.fromkeys(new_texts))}
        if places:
            vectors[new] = self._encoder.encode_passages(list(places))[[places[text] for text in new_texts]]
        self.encoded += len(places)
        return vectors


def _hashes(texts: Sequence[str]) -> Hashes:
    """Return (len(texts), 2): 128 bits of each text."""
    joined = b"".join(hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts)
    return np.frombuffer(joined, "<u8").reshape(-1, 2)
