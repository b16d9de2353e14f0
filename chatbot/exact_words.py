"""Where a text stands in the articles, word for word and mark for mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.pasted import SENTENCE_MARKS, Pasted, Token
from chatbot.searched import SearchedArticle, SearchedArticles
from corpus.records import Span
from index.phrases import Place, keys_of

LOOKED_AT = 60
"""Places with a text's words that are compared with it mark by mark."""
COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """A place where all of a text stands."""

    article: SearchedArticle
    tokens: Sequence[Token]

    @property
    def span(self) -> Span:
        """Where it is in the article's text."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


def find_exact(pasted: Pasted, articles: SearchedArticles) -> tuple[list[Found], int]:
    """Return places where the words of a text stand, mark for mark, and how many places were not looked at."""
    tokens = pasted.tokens()
    words = [token.form for token in tokens if token.is_word]
    places = articles.generation.phrases.find(keys_of(words), COUNTED)
    found = [exact for place in places[:LOOKED_AT] for exact in _exact_at(place, pasted, tokens, articles)]
    return found, len(places[LOOKED_AT:])


def _exact_at(place: Place, pasted: Pasted, tokens: Sequence[Token], articles: SearchedArticles) -> Iterator[Found]:
    article = articles.get(place.article)
    first_word = next(number for number, token in enumerate(tokens) if token.is_word)
    if article is None or place.word not in article.word_tokens:
        return
    start = article.word_tokens[place.word] - first_word
    end = start + len(tokens)
    if start < 0 or end > len(article.tokens) or article.stretch_of[start] != article.stretch_of[end - 1]:
        return
    original = article.tokens[start:end]
    if [token.form for token in original] != [token.form for token in tokens]:
        return
    if _ends_otherwise(pasted, article, end) or credit_is_text(pasted, article, start, end):
        return
    yield Found(article, original)


def _ends_otherwise(pasted: Pasted, article: SearchedArticle, end: int) -> bool:
    """Tell whether the text ends in another of the marks that end a sentence than the article has there."""
    mark = pasted.end_mark
    return mark is not None and ends_otherwise(mark, article, end)


def ends_otherwise(mark: Token, article: SearchedArticle, end: int) -> bool:
    """Tell whether the article's token after a passage ends the sentence, but is another mark."""
    return end < len(article.tokens) and article.tokens[end].form in SENTENCE_MARKS - {mark.form}


def credit_is_text(pasted: Pasted, article: SearchedArticle, start: int, end: int) -> bool:
    """Tell whether what seems to tell who speaks is a part of the article's text beside it, perhaps altered.

    Args:
        start: the first of the article's tokens that the body is, or comes from.
        end: the one after the last.
    """
    if pasted.credit is None:
        return False
    credit = [token.form for token in pasted.credit_tokens() if token.is_word]
    if pasted.body.start == 0:
        beside = [token.form for token in article.tokens[end : end + 2 * len(credit)] if token.is_word]
        pairs = zip(credit, beside, strict=False)
    else:
        before = article.tokens[max(0, start - 2 * len(credit)) : start]
        beside = [token.form for token in before if token.is_word]
        pairs = zip(reversed(credit), reversed(beside), strict=False)
    return any(one == other for one, other in pairs)
