"""What was encoded for some records, found again in any generation by the hashes of its texts."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.catalogue import Catalogue
from index.manifest import CATALOGUE, UNITS
from index.recipe import present_manifest


def text_hashes(root: Path, record_ids: Collection[str]) -> frozenset[bytes]:
    """Return the hashes of the texts that only these records of the current generation were encoded for."""
    manifest = present_manifest(root)
    if manifest is None:
        return frozenset()
    catalogue = Catalogue(root / manifest.generation / CATALOGUE)
    try:
        numbers = [number for id in record_ids if (number := catalogue.number_of(id)) is not None]  # noqa: A001
    finally:
        catalogue.close()
    units = _units(root, manifest.generation)
    theirs = np.isin(units["record"], numbers)
    return frozenset(_hashes(units[theirs])) - frozenset(_hashes(units[~theirs]))


def count_texts(root: Path, hashes: AbstractSet[bytes]) -> int:
    """Return how many units of the current generation are of texts with these hashes."""
    manifest = present_manifest(root)
    if manifest is None or not hashes:
        return 0
    return sum(found in hashes for found in _hashes(_units(root, manifest.generation)))


def _units(root: Path, generation: str) -> npt.NDArray[np.void]:
    units: npt.NDArray[np.void] = np.load(root / generation / UNITS, mmap_mode="r", allow_pickle=False)
    return units


def _hashes(units: npt.NDArray[np.void]) -> list[bytes]:
    return [bytes(row) for row in np.ascontiguousarray(units["text"]).view("V16").ravel()]
