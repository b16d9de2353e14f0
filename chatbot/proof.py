"""A quote is compared with its article at the moment when it is shown."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.errors import CorpusError
from corpus.files import read_article
from index.catalogue import ArticleRow
from index.chunks import Record


def is_verbatim(record: Record, article: ArticleRow, corpus: Path) -> bool:
    """Tell whether the article's file, as it is now, has the record's words at the record's place.

    Args:
        record: what is about to be shown.
        article: as it was indexed.
        corpus: the directory of the articles.
    """
    path = corpus / article.file
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == article.file_sha256:
            text = article.text
        else:
            text = read_article(path, url=article.url).text
    except (OSError, CorpusError):
        return False
    words = record.span.of(text)
    return words == record.text and hashlib.sha256(words.encode()).hexdigest() == record.sha256
