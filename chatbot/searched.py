"""An article's searched words as its file has them now, and what of the index they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.pasted import Token, tokens_of
from chatbot.proof import current_article
from corpus.errors import CorpusError
from corpus.records import Span
from index.catalogue import ArticleRow
from index.chunks import Record, sha256_of
from index.generation import Generation
from index.phrases import STRETCH_GAP


@dataclass(frozen=True)
class SearchedArticle:
    """An article with the tokens that a pasted text is compared with.

    Attributes:
        text: of the file, as it is now.
        tokens: of all searched stretches, in text order.
        word_tokens: number of a word, as index.phrases counts them -> its token.
        stretch_of: number of each token's stretch.
        records: those of the index whose words stand in the file, said by the same people, in text order.
        hidden: what hidden quotes are made of.
    """

    row: ArticleRow
    text: str
    tokens: list[Token] = field(default_factory=list)
    word_tokens: dict[int, int] = field(default_factory=dict)
    stretch_of: list[int] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)

    def is_hidden(self, token: Token) -> bool:
        """Tell whether a token is of a hidden quote."""
        return any(span.start <= token.start and token.end <= span.end for span in self.hidden)

    def records_in(self, span: Span) -> list[Record]:
        """Return the records that have a part of the span."""
        return [record for record in self.records if record.span.start < span.end and span.start < record.span.end]


def open_article(generation: Generation, number: int, corpus: Path, hidden: AbstractSet[str]) -> SearchedArticle | None:
    """Return an article by its number in the index of phrases; None if its file is gone or unreadable.

    Hidden quotes are none of its records: their words stand in the article, and nobody is told to have said them.
    From the first stretch on that is no longer as it was indexed, nothing is known of what may be shown.
    """
    article_id, stretches = generation.searched(number)
    row = generation.article(article_id)
    try:
        current = current_article(row, corpus)
    except (OSError, CorpusError):
        return None
    text = current.text
    records = [record for record in generation.records(generation.records_of(article_id)) if current.has(record)]
    article = SearchedArticle(
        row,
        text,
        records=[record for record in records if record.id not in hidden],
        hidden=[record.span for record in records if record.id in hidden],
    )
    word = 0
    for place, (span, digest) in enumerate(stretches):
        if sha256_of(span.of(text)) != digest:
            break
        for token in tokens_of(text, span):
            if token.is_word:
                article.word_tokens[word] = len(article.tokens)
                word += 1
            article.tokens.append(token)
            article.stretch_of.append(place)
        word += STRETCH_GAP
    return article


class SearchedArticles:
    """The articles that one check looks at, each read once."""

    def __init__(self, generation: Generation, corpus: Path, hidden: AbstractSet[str] = frozenset()) -> None:
        self.generation = generation
        self._hidden = hidden
        self._corpus = corpus
        self._opened: dict[int, SearchedArticle | None] = {}

    def get(self, number: int) -> SearchedArticle | None:
        """Return an article by its number; None if its file is gone or unreadable."""
        if number not in self._opened:
            self._opened[number] = open_article(self.generation, number, self._corpus, self._hidden)
        return self._opened[number]


def said_in(record: Record, tokens: Sequence[Token]) -> list[Token]:
    """Return those of the tokens that are words of the record: spoken ones, without the narrator's tag."""
    return [t for t in tokens if t.is_word and any(s.start <= t.start and t.end <= s.end for s in record.segments)]
