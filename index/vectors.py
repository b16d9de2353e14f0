"""The nearest units of a question, by FAISS.

FAISS finds candidates; their cosines are then computed again from the stored vectors in double precision. So scores are
exact whatever the index holds, and equal vectors get equal scores and keep corpus order.
"""

from __future__ import annotations

import math
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.encoding import Vectors
from index.errors import DimensionError

Rows = npt.NDArray[np.int64]

FLAT_UP_TO = 30_000
"""Units; a flat index scans them in about 10 ms (tests/benchmarks/bench_index.py), about as long as encoding takes."""
LISTS_PER_ROOT = 2
"""Clusters are this times the square root of the count; twice as many take four times as long to train."""
TRAINING_VECTORS_PER_LIST = 40
TRAINING_ROUNDS = 10
SHARE_PROBED = 1 / 16
"""Of the clusters, for recall@50 >= 0.97; measured by the benchmark."""
SPARE = 32
"""Candidates beyond k: rounding, and units of equal score, may order the last ones differently."""
BLOCK = 65_536
_ALL_THREADS = faiss.omp_get_max_threads()


def build_index(vectors: Vectors) -> faiss.Index:
    """Return an index over all rows of vectors, (n, dim) of unit length, which may be a memory map."""
    count, dimension = vectors.shape
    faiss.omp_set_num_threads(_ALL_THREADS)
    index = faiss.IndexFlatIP(dimension) if count <= FLAT_UP_TO else _trained_clusters(vectors)
    for start in range(0, count, BLOCK):
        index.add(np.ascontiguousarray(vectors[start : start + BLOCK]))
    return index


def _trained_clusters(vectors: Vectors) -> faiss.Index:
    """Return an empty index whose clusters are laid out for vectors, eight bits a number."""
    count, dimension = vectors.shape
    lists = LISTS_PER_ROOT * math.isqrt(count)
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter = TRAINING_ROUNDS
    random = np.random.default_rng(0)
    sample = min(count, lists * TRAINING_VECTORS_PER_LIST)
    index.train(np.ascontiguousarray(vectors[np.sort(random.choice(count, sample, replace=False))]))
    return index


def write_index(index: faiss.Index, path: Path) -> None:
    """Write the index in FAISS's own format."""
    faiss.write_index(index, str(path))


class VectorIndex:
    """A FAISS index together with the vectors that it was built from."""

    def __init__(self, index: faiss.Index, vectors: Vectors) -> None:
        self._index = index
        self.vectors = vectors
        self.dimension = int(vectors.shape[1])

    @classmethod
    def open(cls, index_path: Path, vectors_path: Path) -> VectorIndex:
        """Open both files, memory-mapped where the format allows it."""
        vectors = np.load(vectors_path, mmap_mode="r", allow_pickle=False)
        return cls(faiss.read_index(str(index_path), faiss.IO_FLAG_MMAP_IFC), vectors)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, queries: Vectors, k: int, allowed: Rows | None = None
    ) -> list[tuple[Rows, npt.NDArray[np.float64]]]:
        """Return for each query the rows of the k nearest vectors and their cosines, best first.

        Args:
            queries: (n, dim), any norm but zero.
            k: capped at the number of vectors, or of allowed ones.
            allowed: rows that may be found, sorted; None for all.

        Returns:
            Rows and cosines in [-1, 1]; equal cosines in the order of the rows.

        Raises:
            DimensionError: queries is not (n, dim).
        """
        if queries.ndim != 2 or queries.shape[1] != self.dimension:  # noqa: PLR2004  rows and columns
            raise DimensionError(f"queries must be (n, {self.dimension}), got {queries.shape}")
        # For the calling thread only. Several threads for one query wait for each other longer than one needs: 12,500
        # vectors on two busy cores took 24 ms by two and 0.6 ms by one.
        faiss.omp_set_num_threads(1)
        norms = np.linalg.norm(queries, axis=1, keepdims=True)
        unit = np.ascontiguousarray(queries / np.where(norms > 0, norms, 1), np.float32)
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0:
            return [(np.empty(0, np.int64), np.empty(0)) for _ in unit]
        return [self._nearest(query, self._candidates(query, k, allowed), k) for query in unit]

    def _candidates(self, query: Vectors, k: int, allowed: Rows | None) -> Rows:
        """Return rows that hold the k nearest, sorted; more than k where the last ones are alike."""
        most = len(self) if allowed is None else len(allowed)
        wanted = min(k + SPARE, most)
        while True:
            scores, rows = self._find(query, wanted, allowed)
            if wanted == most or len(rows) < wanted or scores[k - 1] - scores[-1] > np.finfo(np.float32).eps:
                return np.sort(rows)
            wanted = min(2 * wanted, most)

    def _find(self, query: Vectors, k: int, allowed: Rows | None) -> tuple[Vectors, Rows]:
        """Return the approximate scores and the rows of k candidates, best first; fewer if clusters hold fewer."""
        scores, rows = self._index.search(query[None], k, params=self._parameters(allowed))
        found = rows[0] >= 0
        return scores[0][found], rows[0][found]

    def _parameters(self, allowed: Rows | None) -> faiss.SearchParameters | None:
        # FAISS's type stubs know the C++ signatures; its Python layer takes arrays and named attributes.
        selector = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(_bitmap(allowed, len(self)))  # type: ignore[call-arg,arg-type]
        if isinstance(self._index, faiss.IndexIVF):
            # The nearest of a few allowed units may lie in any cluster (a quarter of them gave recall 0.58-0.98), and
            # of those that are not allowed no distance is computed.
            probed = self._index.nlist if allowed is not None else max(1, round(self._index.nlist * SHARE_PROBED))
            return faiss.SearchParametersIVF(sel=selector, nprobe=probed)  # type: ignore[call-arg]
        return None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]

    def _nearest(self, query: Vectors, rows: Rows, k: int) -> tuple[Rows, npt.NDArray[np.float64]]:
        """Return the best k of rows with exact cosines."""
        # Not a matrix product: its rounding depends on where in the matrix a row stands.
        cosines = np.einsum("ij,j->i", self.vectors[rows].astype(np.float64), query.astype(np.float64))
        cosines = np.clip(cosines.round(6), -1.0, 1.0)
        best = np.lexsort((rows, -cosines))[:k]
        return rows[best], cosines[best]


def _bitmap(rows: Rows, count: int) -> npt.NDArray[np.uint8]:
    flags = np.zeros(count, np.bool_)
    flags[rows] = True
    return np.packbits(flags, bitorder="little")
