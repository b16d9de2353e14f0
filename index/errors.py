"""What can go wrong in the index room.

IndexingError
├── ModelError        the embedding model is missing, damaged or not loadable
├── GenerationError   there is no index generation that fits the settings
└── DimensionError    vectors of another shape than the index has (a programming error)

ModelError and GenerationError carry one Swedish line for the one who runs the program.
"""

from __future__ import annotations


class IndexingError(Exception):
    """Base of all errors raised by the index room."""


class ModelError(IndexingError):
    """The embedding model cannot be used."""


class GenerationError(IndexingError):
    """No generation of the index can be built or opened."""


class DimensionError(IndexingError):
    """Vectors do not have the shape that the index was built with."""
