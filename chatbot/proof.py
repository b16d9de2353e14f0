"""A quote is compared with its article's file at the moment when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.errors import CorpusError
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Article, Block, Span, Speaker
from index.building import PUBLISH_AT
from index.catalogue import ArticleRow
from index.chunks import Record, make_records, sha256_of
from index.storage import digest_of

_REMEMBERED = 64
"""Articles; one that answers takes some milliseconds to read again, a PDF a second, and their texts take about a MB."""
_REMEMBERED_BLOCKS = 16
"""Articles; one takes some hundredths of a second to read again with its blocks."""


_Said = frozenset[tuple[Span, tuple[Speaker, ...], str | None]]
"""What an article says: where, who, of which municipality."""


class _ChangingError(CorpusError):
    """The file was written to while it was read."""


@dataclass(frozen=True, slots=True)
class CurrentArticle:
    """An article as its file is now.

    Attributes:
        text: of the file.
        said: who says what in it; None where the file is as it was indexed.
    """

    text: str
    said: _Said | None

    def has(self, record: Record) -> bool:
        """Tell whether the article has the record's words at the record's places, and the same people say them.

        Words that stay may come under another name: in a tag that is corrected, or made anonymous.
        """
        return has_words(self.text, record) and (
            self.said is None or (record.span, record.speakers, record.municipality) in self.said
        )


def current_article(article: ArticleRow, corpus: Path) -> CurrentArticle:
    """Return an article as its file is now; the file is hashed each time, and read if it changed.

    Raises:
        OSError: there is no such file.
        CorpusError: it cannot be read as an article.
    """
    path = corpus / article.file
    sha256 = _sha256(path)
    said = None if sha256 == article.file_sha256 else _said_in(path, sha256)
    return CurrentArticle(_text_of(path, sha256), said)


def is_verbatim(record: Record, article: ArticleRow, corpus: Path) -> bool:
    """Tell whether the article's file, as it is now, has the record's words at the record's places, of the same people.

    The index is not trusted in this: what it stores may be old, damaged or edited.

    Args:
        record: what is about to be shown.
        article: the one that it is from.
        corpus: the directory of the articles.
    """
    try:
        return current_article(article, corpus).has(record)
    except (OSError, CorpusError):
        return False


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
    for remembered in (_article_of, _text_of, _blocks_of, _said_in):
        remembered.cache_clear()


@lru_cache(_REMEMBERED)
def _text_of(path: Path, sha256: str) -> str:
    return _article_of(path, sha256).text


@lru_cache(_REMEMBERED_BLOCKS)
def _blocks_of(path: Path, sha256: str) -> tuple[str, tuple[Block, ...]]:
    article = _article_of(path, sha256)
    return article.text, read(article).blocks


@lru_cache(_REMEMBERED)
def _said_in(path: Path, sha256: str) -> _Said:
    reading = read(_article_of(path, sha256))
    return frozenset((r.span, r.speakers, r.municipality) for r in make_records(reading, publish_at=PUBLISH_AT))


@lru_cache(1)
def _article_of(path: Path, sha256: str) -> Article:
    article = read_article(path)
    if _sha256(path) != sha256:  # or the text of one state of the file would be remembered as that of another
        raise _ChangingError(f"{path.name}: filen ändrades medan den lästes")
    return article


def _sha256(path: Path) -> str:
    if not path.is_file():  # a pipe in its place would be waited for
        raise FileNotFoundError(path)
    return digest_of(path)
