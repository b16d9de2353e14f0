"""Pull quotes and headline quotes find the words of the body that they repeat (sieve 5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.records import Quote, Span
from corpus.words import tokenize

DUPLICATE_OVERLAP = 0.7
"""Share of a pull quote's words that stand in the body's quote in the same order; pull quotes are
shortened and changed by hand, so that a higher share misses some that a reader recognises."""


class BodyQuotes:
    """The quotes of the running text, ready to be compared with what is set apart from it."""

    def __init__(self, text: str, quotes: Sequence[Quote]) -> None:
        """Take the words of all quotes that are not pull quotes."""
        self._text = text
        self._quotes = quotes
        self._words = {
            number: [word for span in quote.segments for word in _words(text, span)]
            for number, quote in enumerate(quotes)
            if not quote.is_pull_quote
        }
        self._having: dict[str, set[int]] = defaultdict(set)
        for number, words in self._words.items():
            for word in words:
                self._having[word].add(number)

    def original_of(self, pulled: Quote) -> int | None:
        """Return the index of the quote that a pull quote repeats, shortened or not.

        None where there is none, or where several people said the like.
        """
        words = _words(self._text, pulled.span)
        shares = {number: share_in_order(words, self._words[number]) for number in self._candidates(words)}
        best = max(sorted(shares), key=lambda number: shares[number], default=None)
        if best is None or shares[best] < DUPLICATE_OVERLAP:
            return None
        equals = [number for number, share in shares.items() if share == shares[best]]
        said_by = {self._quotes[number].attribution.speakers for number in equals}
        return best if len(said_by) == 1 else None

    def _candidates(self, words: Sequence[str]) -> set[int]:
        """Return the quotes that have one of the rarest words at least; no other can share enough."""
        rarest = sorted(set(words), key=lambda word: (len(self._having.get(word, ())), word))
        missing = len(words) - int(DUPLICATE_OVERLAP * len(words))
        return {number for word in rarest[: missing + 1] for number in self._having.get(word, ())}


def _words(text: str, span: Span) -> list[str]:
    return [token.text.lower() for token in tokenize(text, span.start, span.end)]


def share_in_order(words: Sequence[str], said: Sequence[str]) -> float:
    """Return which share of words stands in said in the same order, close together."""
    wanted = Counter(words)
    if not words or (Counter(said) & wanted).total() < DUPLICATE_OVERLAP * len(words):
        return 0.0
    width = len(words) + max(4, len(words) // 2)
    best = 0
    for start in range(max(1, len(said) - len(words) // 2)):
        window = said[start : start + width]
        if (Counter(window) & wanted).total() <= best:
            continue
        matcher = SequenceMatcher(None, window, words, autojunk=False)
        best = max(best, sum(block.size for block in matcher.get_matching_blocks()))
    return best / len(words)
