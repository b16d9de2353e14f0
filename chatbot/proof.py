"""A quote is compared with its article's file at the moment when it is shown."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from corpus.errors import CorpusError
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Article, Block
from index.catalogue import ArticleRow
from index.chunks import Record, sha256_of
from index.storage import digest_of

_REMEMBERED = 64
"""Articles; one that answers takes some milliseconds to read again, a PDF a second, and their texts take about a MB."""
_REMEMBERED_BLOCKS = 16
"""Articles; one takes some hundredths of a second to read again with its blocks."""


class _ChangingError(CorpusError):
    """The file was written to while it was read."""


def is_verbatim(record: Record, article: ArticleRow, corpus: Path) -> bool:
    """Tell whether the article's file, as it is now, has the record's words at the record's places.

    The index is not trusted in this: what it stores may be old, damaged or edited.

    Args:
        record: what is about to be shown.
        article: the one that it is from.
        corpus: the directory of the articles.
    """
    try:
        text = current_text(corpus / article.file)
    except (OSError, CorpusError):
        return False
    return has_words(text, record)


def has_words(text: str, record: Record) -> bool:
    """Tell whether the record, and the question that it answers, stand in the text where the record says."""
    return (
        record.span.of(text) == record.text
        and sha256_of(record.text) == record.sha256
        and (record.question.of(text) if record.question else None) == record.question_text
    )


def current_text(path: Path) -> str:
    """Return the text of an article as its file is now; the files are hashed each time, and read if they changed.

    Raises:
        OSError: there is no such file.
        CorpusError: it cannot be read as an article.
    """
    return _text_of(path, _sha256(path))


def current_blocks(path: Path) -> tuple[str, tuple[Block, ...]]:
    """Return the text of an article as its file is now, with its blocks.

    Raises:
        OSError: there is no such file.
        CorpusError: it cannot be read as an article.
    """
    return _blocks_of(path, _sha256(path))


def forget_texts() -> None:
    """Let go of all texts that were remembered."""
    _text_of.cache_clear()
    _blocks_of.cache_clear()


@lru_cache(_REMEMBERED)
def _text_of(path: Path, sha256: str) -> str:
    return _article_of(path, sha256).text


@lru_cache(_REMEMBERED_BLOCKS)
def _blocks_of(path: Path, sha256: str) -> tuple[str, tuple[Block, ...]]:
    article = _article_of(path, sha256)
    return article.text, read(article).blocks


def _article_of(path: Path, sha256: str) -> Article:
    article = read_article(path)
    if _sha256(path) != sha256:  # or the text of one state of the file would be remembered as that of another
        raise _ChangingError(f"{path.name}: filen ändrades medan den lästes")
    return article


def _sha256(path: Path) -> str:
    if not path.is_file():  # a pipe in its place would be waited for
        raise FileNotFoundError(path)
    return digest_of(path)
