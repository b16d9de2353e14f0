"""People's decisions about words of an article: made for a stretch, and found again by their words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import shorten

from corpus.records import Article, Decision, QuoteDecision, Span

_WORD = re.compile(r"\w")
_SHOWN = 60
"""Characters of lost words in a message."""


@dataclass(frozen=True, slots=True)
class Found:
    """A decision where its words stand; segments are what is said of them, in text order."""

    decision: QuoteDecision
    segments: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The stretch from the first word to the last, what is not said included."""
        return Span(self.segments[0].start, self.segments[-1].end)


def find_decided(article: Article) -> tuple[list[Found], tuple[QuoteDecision, ...]]:
    """Return the decisions about an article's words in text order, none overlapping another, and those that are lost.

    Where two are about the same words the later one of the front matter holds, and the earlier one is lost.
    """
    found: list[Found] = []
    lost: list[QuoteDecision] = []
    for decision in article.decision.quotes if article.decision else ():
        segments = find_words(article.text, decision)
        if segments is None:
            lost.append(decision)
            continue
        new = Found(decision, segments)
        lost += [old.decision for old in found if meet(old.span, new.span)]
        found = [*(old for old in found if not meet(old.span, new.span)), new]
    return sorted(found, key=lambda each: each.span), tuple(lost)


def find_words(text: str, decision: QuoteDecision) -> tuple[Span, ...] | None:
    """Return where the words that are said stand in a text; None where it has them no more, or not as often."""
    places = list(_places(text, decision.words))
    if len(places) != decision.of:
        return None
    start = places[decision.occurrence - 1]
    return tuple(Span(start + span.start, start + span.end) for span in said_parts(decision.words, decision.unsaid))


def said_parts(words: str, unsaid: Sequence[str]) -> list[Span]:
    """Return what is left of words without what is not said, and without space around it; offsets into words.

    Raises:
        ValueError: words have not all of it, in this order, or nothing else.
    """
    parts: list[Span] = []
    position = 0
    for piece in unsaid:
        parts.append(Span(position, words.index(piece, position)))
        position = parts[-1].end + len(piece)
    parts.append(Span(position, len(words)))
    return [_trimmed(words, part) for part in parts]


def decision_about(text: str, segments: Sequence[Span]) -> QuoteDecision:
    """Return a decision that a stretch of a text is a quote, to be filled in with what else was decided.

    Args:
        text: the article's.
        segments: what is said, in text order; space at their ends is left out.

    Raises:
        ValueError: they are no stretches with words in order, or begin or end within a word.
    """
    trimmed = [_trimmed(text, segment) for segment in segments]
    if not trimmed or any(one.end >= other.start for one, other in pairwise(trimmed)):
        raise ValueError(f"no stretches in order: {segments!r}")
    whole = Span(trimmed[0].start, trimmed[-1].end)
    words = whole.of(text)
    unsaid = tuple(text[one.end : other.start] for one, other in pairwise(trimmed))
    places = list(_places(text, words))
    if whole.start not in places:
        raise ValueError(f"begins or ends within a word: {words!r}")
    decision = QuoteDecision(words, unsaid, places.index(whole.start) + 1, len(places))
    if find_words(text, decision) != tuple(trimmed):
        raise ValueError(f"what is not said stands in what is said too: {words!r}")
    return decision


def with_decision(article: Article, new: QuoteDecision) -> Article:
    """Return the article with one more decision, in the place of those about any of its words."""
    segments = find_words(article.text, new)
    free = without_decisions(article, Span(segments[0].start, segments[-1].end)) if segments else article
    decision = free.decision or Decision()
    kept = (each for each in decision.quotes if each.words != new.words or find_words(article.text, each))
    return replace(free, decision=replace(decision, quotes=(*kept, new)))


def without_decisions(article: Article, words: Span) -> Article:
    """Return the article without what was decided about any of the words of a span."""
    gone = [id(found.decision) for found in find_decided(article)[0] if meet(found.span, words)]
    if article.decision is None or not gone:
        return article
    kept = tuple(each for each in article.decision.quotes if id(each) not in gone)
    return replace(article, decision=replace(article.decision, quotes=kept))


def without_lost(article: Article) -> Article:
    """Return the article without the decisions whose words are lost."""
    lost = [id(decision) for decision in find_decided(article)[1]]
    if article.decision is None or not lost:
        return article
    kept = tuple(each for each in article.decision.quotes if id(each) not in lost)
    return replace(article, decision=replace(article.decision, quotes=kept))


def lost_words(decision: QuoteDecision) -> str:
    """Return in Swedish that a decision is lost, with the first of its words."""
    words = shorten(" ".join(decision.words.split()), _SHOWN, placeholder=" …")
    return f"det som beslutats om ”{words}” gäller inte: orden står inte kvar som de stod"


def meet(one: Span, other: Span) -> bool:
    """Tell whether two spans have characters in common."""
    return one.start < other.end and other.start < one.end


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    if span.end > len(text) or not _WORD.search(words):
        raise ValueError(f"no words: {span!r}")
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, span.start + len(words.rstrip()))


def _places(text: str, words: str) -> Iterator[int]:
    """Yield where a text has words that are no part of longer ones."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not _is_within_word(text, start) and not _is_within_word(text, end):
            yield start
        start = text.find(words, start + 1)


def _is_within_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and all(_WORD.match(text[each]) for each in (position - 1, position))
