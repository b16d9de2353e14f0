"""The errors of the corpus room.

    CorpusError
    └── ArticleError    a file cannot become an article

Their messages are for the people who look after the corpus: one line, in Swedish.
"""

from __future__ import annotations


class CorpusError(Exception):
    """Something about the corpus keeps us from going on."""


class ArticleError(CorpusError):
    """A file cannot be read as an article; the message begins with the file's name."""
